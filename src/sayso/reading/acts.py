"""What kind of act a claim is, and whether it is hedged: the network's opinion and that of the words.

The network has seen few claims with acts and learns their verbs by heart; a linear model over what a guideline goes by
(the verb and what it means, "will", "should", negation, a question mark, who would act) knows less and errs less on new
verbs. Their scores are added; `training/fit.py` fits the linear model and the share of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from sayso._types import Act
from sayso.reading.labels import ACTS
from sayso.reading.network import Floats
from sayso.reading.settings import Settings

# Verbs and nouns of saying by what they mostly do; compared by their stems (see `_stem`).
_LEXICON = """
state: say tell report announce add explain note state show find reveal describe recall write tweet indicate
  disclose inform mention point stress emphasise emphasize underline underscore highlight clarify elaborate
  suggest observe remark detail outline declare testify estimate according maintain insist recount narrate
  relate respond reply answer learn hear quote cite release publish argue conclude rule determine establish
  claim contend assert assure summarise summarize brief
confirm: confirm admit acknowledge concede verify corroborate own confess recognise recognize
deny: deny reject dismiss refute dispute rebut repudiate disavow acquit discount disagree refuse rebuff debunk
  contradict
accuse: accuse blame allege charge indict denounce implicate suspect incriminate complain accusation
  allegation complaint
promise: promise vow pledge plan intend commit offer agree swear guarantee undertake aim propose seek decide
  resolve decision proposal agreement intention assure schedule
threaten: threaten threat menace
demand: demand urge call order ask request appeal instruct require want recommend advise insist beg invite
  encourage press direct command plead petition lobby push advocate suggest recommendation advice ban
predict: predict warn expect forecast anticipate project foresee warning prediction expectation fear likely
judge: believe think hope fear praise condemn criticise criticize welcome feel regard consider worry wish slam
  laud hail deplore regret support oppose love like hate suspect assume know view commend applaud express
  lament thank congratulate doubt opinion belief concern mourn celebrate appreciate favour favor see admire
  apologise apologize blast decry deem
ask: ask question wonder inquire enquire query
decline: decline refuse comment avoid withhold silent unavailable unreachable
"""
_HEDGES = re.compile(
    r"(?i)\b(reportedly|allegedly|alleged|apparently|apparent|suspect(?:s|ed)?|suspicion|believed|thought|may|might|could"
    r"|possibly|perhaps|probably|likely|unlikely|seems?|seemed|appears?|appeared|rumou?r(?:s|ed)?|supposed(?:ly)?|if"
    r"|presumably|potential(?:ly)?|considering|estimated|expected|speculation|understood|reported|reports|allegations?)\b"
)
_MODALS = re.compile(
    r"(?i)\b(will|would|should|must|may|might|could|can|cannot|shall|need|needs|going|let|'ll|’ll|not|no|never|n't|n’t|ought)\b"
)
_SELF = re.compile(r"(?i)\b(i|we|he|she|it|they)(?:'ll|’ll| will| would| plans?| intends?| shall|'d|’d)\b")
_VERDICT = re.compile(
    r"(?i)\b(good|bad|great|important|best|worst|right|wrong|proud|happy|sad|fair|unfair|terrible|dangerous|historic|shame"
    r"|unacceptable|necessary|essential|crucial|wonderful|difficult|hard|better|worse|too|very|really|think|believe|feel)\b"
)
_NEGATED = re.compile(r"(?i)\b(not|n't|n’t|never|no|without|nor|neither|unable|fail(?:s|ed)?)\b|n['’]t\b")


_TELLING = {"self", "verdict", "negated", "hedge", "question mark", "quoted", "nobody"}
_PRONOUNS = {"", "he", "she", "it", "they", "we", "i", "who", "which"}


def _stem(word: str) -> str:
    word = word.lower().strip("’'")
    for ending, least in (("ing", 5), ("ied", 4), ("ies", 4), ("ed", 4), ("es", 4), ("s", 3), ("d", 4)):
        if word.endswith(ending) and len(word) >= least + 1 and not word.endswith("ss"):
            word = word.removesuffix(ending) + ("y" if ending in ("ied", "ies") else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


_ACT_OF: dict[str, list[str]] = {}
for _line in re.sub(r"\n  ", " ", _LEXICON.strip()).split("\n"):
    _act, _, _words = _line.partition(":")
    for _word in dict.fromkeys(_words.split()):
        _ACT_OF.setdefault(_stem(_word), []).append(_act)


def signs(cue: str, content: Sequence[str], source: str | None) -> list[str]:
    """What a claim's words say of its act and hedging, as names of features."""
    words = re.findall(r"[\w’']+", cue.lower())
    stems = [_stem(w) for w in words]
    first = " ".join(content)[:400]
    opening = " ".join(first.split()[:8])
    out = ["", *(f"cue {s}" for s in stems), f"cue ends {stems[-1] if stems else ''}"]
    acts = {a for s in stems for a in _ACT_OF.get(s, ())}
    out += [f"means {a}" for a in sorted(acts)] or ["means nothing known"]
    if _NEGATED.search(cue):
        out += ["not", *(f"not {a}" for a in sorted(acts))]
    if words and words[0] in ("is", "are", "was", "were", "be", "been", "being", "has", "have", "to"):
        out.append(f"aux {words[0]}")
    out += [f"opens {m}" for m in _distinct(_MODALS, opening)]
    out += [f"has {m}" for m in _distinct(_MODALS, first)]
    start = re.findall(r"[\w’']+", first.lower())[:2]
    out += [f"first {w}" for w in start[:1]]
    if start[:1] == ["to"]:
        out += [f"to after {a}" for a in sorted(acts)]
    says = "state" in acts
    for name, pattern in (("self", _SELF), ("verdict", _VERDICT), ("negated", _NEGATED), ("hedge", _HEDGES)):
        if pattern.search(opening if name in ("self", "negated") else first):
            out += [name, f"{name} said"] if says else [name]
    out += [f"hedged by {w}" for w in _distinct(_HEDGES, cue + " " + opening)]
    if _HEDGES.search(cue):
        out.append("hedge in cue")
    if "?" in first:
        out.append("question mark")
    if not content:
        out.append("nothing said")
    if source is None:
        out += ["nobody", *(f"nobody {a}" for a in sorted(acts))]
    if re.match(r"[\"“‘']", first):
        out.append("quoted")
    out += [*_together(out, stems, acts, first), f"cue is {' '.join(words)}", *_of_source(source)]
    return list(dict.fromkeys(out))


def _distinct(pattern: re.Pattern[str], text: str) -> list[str]:
    """The words found, each once, in an order that does not change: sums of floats depend on it."""
    return sorted({found.lower() for found in pattern.findall(text)})


def _together(found: Sequence[str], stems: Sequence[str], acts: Iterable[str], content: str) -> list[str]:
    """The cue's verb, and what it means, each with what the content opens with: "said" and "will" promise."""
    words = re.findall(r"[\w’']+", content.lower())
    shown = [f for f in found if f.startswith("opens ") or f in _TELLING] + [f"first {w}" for w in words[:1]]
    verbs = [*(stems[-1:] or [""]), *(f"means {a}" for a in sorted(acts))]
    return [f"{verb} | {f}" for verb in verbs for f in shown] + [f"word {w}" for w in words[:12]]


def _of_source(source: str | None) -> list[str]:
    """Whether the source is a pronoun, a name or something else, and its last word."""
    said = (source or "").lower()
    kind = said if said in _PRONOUNS else "name" if source and source[0].isupper() else "other"
    return [f"source {kind}", *(f"source ends {_stem(w)}" for w in re.findall(r"[\w’']+", said)[-1:])]


def decide(found: Sequence[str], network: Floats, hedged: float, settings: Settings) -> tuple[Act, bool]:
    """The act and whether it is hedged. network: its log probability of each act; hedged: its log odds of that."""
    total = scores(found, settings.acts)
    best = int((total[:-1] + settings.act_share * network).argmax())
    softened = total[-1] + settings.hedged_share * hedged > settings.hedged_from
    return ACTS[best], bool(softened)  # type: ignore[return-value]


def scores(found: Sequence[str], weights: dict[str, list[float]]) -> Floats:
    """Scores [ACTS + 1] of the linear model: one for each act, the last for being hedged. `weights` by feature."""
    total = np.zeros(len(ACTS) + 1, dtype=np.float32)
    for name in found:
        row = weights.get(name)
        if row is not None:
            total += np.array(row, dtype=np.float32)
    return total
