"""The label sets of the network's heads, in the order of its outputs. Changing one means training anew."""

from __future__ import annotations

SCHEMES = ("sayso", "polnear")

ROLES = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

ACTS = (
    "state",
    "confirm",
    "deny",
    "accuse",
    "promise",
    "threaten",
    "demand",
    "predict",
    "judge",
    "ask",
    "decline",
)

# Names: label 0 is outside; tag k begins with 2k+1 and goes on with 2k+2. The corpus' own words.
NAME_TAGS = ("Person", "Organization", "Location", "Facility", "NORP", "Product", "Misc", "Date", "Money")

TIME_TAGS = ("DATE", "TIME", "DURATION", "SET")

USAGES = ("literal", "government", "demonym", "in-name")

# The roles of one cue are looked for among the words from REACH_BACK before it to REACH_AHEAD after it. On PolNeAR's
# train part 99% of claims lie within 74 words of their cue.
REACH_BACK = 72
REACH_AHEAD = 88
REACH = REACH_BACK + 1 + REACH_AHEAD
# Most claims lie nearer: the words looked at first, and the only ones unless a role comes near their edge.
NEAR_BACK = 40
NEAR_AHEAD = 56

WINDOW = 320  # pieces, [CLS] and [SEP] included
OVERLAP = 64
