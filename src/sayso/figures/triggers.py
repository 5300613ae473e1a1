"""The words that say what happened to people: "killed", "lost their lives", "death toll", "in custody", …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sayso._types import Casualty
from sayso.figures.sentences import Sentence
from sayso.figures.wordlists import word_set

# How a trigger finds who is counted:
#   verb    a participle or past tense: what follows ("killed 12"), else what comes before ("12 were killed")
#   does    an active form: what follows ("killing 12", "claimed the lives of 12")
#   suffers an intransitive: its subject ("12 died", "12 went missing", "12 were taken to hospital")
#   state   an adjective: a subject ("12 are dead", "12 dead") or what it is put before ("the dead 21 victims")
#   noun    counts itself ("12 deaths"), or is followed by "of" ("death of 10") or preceded by "'s" ("the girl's death")
#   toll    a number is told of it ("the death toll rose from 12 to 17")
Role = Literal["verb", "does", "suffers", "state", "noun", "toll"]

_HOSPITAL = (
    r"(?:an? |the )?(?:(?!of\b|for\b|with\b)[\w'’-]+ ){0,3}(?:hospitals?|clinic|infirmary|"
    r"medical cent(?:er|re)|health cent(?:er|re))"
)
_HARM = (
    r"(?:injur(?:y|ies)|burns?|wounds?|bruises|fractures?|concussions?|cuts|lacerations?|scrapes|"
    r"abrasions|shock|trauma|smoke inhalation)"
)
_OWN = r"(?:his|her|their|its|the)"
_PATTERNS: tuple[tuple[Casualty, Role, str], ...] = (
    (
        "killed",
        "toll",
        r"(?:death|fatality|casualty) (?:toll|count|tally)|toll of (?:dead|deaths|fatalities)|"
        r"number of (?:dead|deaths|fatalities|people (?:killed|dead)|those (?:killed|dead)|casualties|victims|"
        r"fatal casualties|people who (?:have )?died)|"
        r"body count|toll|figure",
    ),
    (
        "injured",
        "toll",
        r"number of (?:(?:the )?injured|wounded|injuries|people (?:injured|wounded|hurt)|those (?:injured|wounded))",
    ),
    (
        "missing",
        "toll",
        r"number of (?:(?:the )?missing|people missing|those missing|missing people|missing persons)",
    ),
    (
        "displaced",
        "toll",
        r"number of (?:(?:internally )?displaced(?: people| persons)?|people displaced|evacuees|idps)",
    ),
    (
        "arrested",
        "toll",
        r"number of (?:arrests|detainees|those (?:arrested|detained)|people (?:arrested|detained))",
    ),
    (
        "killed",
        "does",
        r"(?:claim|took|take|cost|taking)(?:ed|ing|s)? the li(?:ves|fe) of",
    ),
    (
        "killed",
        "noun",
        r"loss of",
    ),
    (
        "killed",
        "suffers",
        rf"los(?:t|ing|es?) {_OWN} li(?:ves|fe)|met {_OWN} (?:deaths?|ends?)|"
        rf"(?:fell|fall|jumped|plunged|leapt|fallen|crashed|dived) to {_OWN} deaths?|"
        r"(?:fro(?:ze|zen)|starved|choked|suffocated|bled) to death|"
        r"(?:found|confirmed|pronounced|declared|certified|shot|feared|presumed|reported|gunned|left) dead|"
        r"bled out|passed away|(?:died|dies|perished|drowned|suffocated|asphyxiated|succumbed|passed on)|"
        r"committed suicide|(?:killed|hanged|hung|drowned) (?:him|her)self(?! and)|"
        rf"ended {_OWN} (?:own )?li(?:fe|ves)|t(?:ook|aken) {_OWN} own li(?:fe|ves)|"
        r"bodies were (?:found|recovered)|suffered fatal|"
        r"(?:have|has|had) been fatally (?:shot|stabbed|injured|wounded)",
    ),
    (
        "killed",
        "verb",
        r"(?:shot|stabbed|beaten|hacked|battered|bludgeoned|burned|burnt|crushed|trampled|kicked|strangled|"
        r"mauled|clubbed|knifed|gored|tortured|lynched|stoned|run over|torched|beat|pecked|poisoned|speared|"
        r"put)(?: and \w+)? (?:dead|to death)|"
        r"(?:shot|stabbed|beaten|run over|struck|hit|attacked|ambushed) and (?:fatally \w+|killed)|"
        r"fatally (?:shot|stabbed|injured|wounded|struck|hit|beaten)|(?:shot|gunned|mowed|mown|cut) down|"
        r"burn(?:ed|t) alive|buried alive|blown up|(?:re)?killed|murdered|slain|slaughtered|assassinated|"
        r"executed|hanged|beheaded|decapitated|massacred|lynched|martyred|butchered|electrocuted|strangled|"
        r"slew|neutrali[sz]ed",
    ),
    (
        "killed",
        "does",
        r"(?:kill|murder|slaughter|execut|assassinat|massacr|behead|lynch|slay|hang)ing|kills|slays|murders|"
        r"(?:shoots?|shooting|gunning|guns?) (?:dead|down)",
    ),
    (
        "killed",
        "state",
        r"(?:dead|lifeless|deceased|die)",
    ),
    (
        "killed",
        "noun",
        r"deaths?|fatalit(?:y|ies)|killings?|murders?|executions?|hangings?|homicides?|assassinations?|"
        r"massacre|slayings?|drownings?|beheadings?|lynchings?|slaughter|lives",
    ),
    (
        "killed",
        "noun",
        r"(?:bodies|body|corpses?|remains)",
    ),
    (
        "injured",
        "suffers",
        r"shot (?:him|her)self(?! and)|"
        r"(?:with|having) (?:\w+ )?(?:gunshot|stab|bullet|shrapnel|knife) wounds?|"
        rf"(?:suffer|sustain|receiv|incurr)(?:ed|ing|s) (?:(?!and\b|death)[\w'’-]+ ){{0,4}}{_HARM}|"
        rf"(?:taken|rushed|airlifted|brought|admitted|transported|flown|sent|referred|transferred|evacuated|"
        rf"hospitali[sz]ed|moved|ferried) to {_HOSPITAL}|"
        rf"treated (?:(?:at|in) {_HOSPITAL}|for [\w -]{{0,30}}?{_HARM}|at the scene)|"
        r"(?:being|receiving|undergoing|under|received) (?:medical )?(?:treated|treatment)|"
        r"in (?:a )?(?:critical|serious|stable|grave) (?:but \w+ )?condition|in intensive care|"
        rf"fighting for {_OWN} li(?:ves|fe)|recovering in {_HOSPITAL}|"
        r"(?:hit|struck) by (?:live fire|bullets|a bullet|shrapnel|gunfire|rubber bullets)",
    ),
    (
        "injured",
        "verb",
        r"injured|wounded|hurt|maimed|grazed|hospitali[sz]ed|stabbed|shot|concussed|scalded|mauled|disfigured|"
        r"paraly[sz]ed|bruised|grievously burned|knifed|"
        r"treat(?:ed|ing|s)(?= (?:\S+ ){0,4}(?:wounded|injured))",
    ),
    (
        "injured",
        "does",
        r"(?:injur|wound|maim|hurt|hospitali[sz])ing|injures|wounds|hurts",
    ),
    (
        "injured",
        "noun",
        r"injur(?:y|ies)|wounding",
    ),
    (
        "missing",
        "suffers",
        r"(?:went|gone|go|reported|still|remain(?:s|ed)?|feared|listed as|left|declared) missing|"
        r"unaccounted(?: |-)for|disappear(?:ed|s)|vanished|lost at sea|missing in action|swept away|"
        r"washed away",
    ),
    (
        "missing",
        "state",
        r"missing",
    ),
    (
        "missing",
        "noun",
        r"disappearances?",
    ),
    (
        "arrested",
        "suffers",
        r"(?:(?:remain(?:s|ed)?|held|still|is|are|was|were|being|now|currently|kept|placed|put) )*(?:in|into|"
        r"under) (?:\w+ )?(?:custody|detention|arrest)|"
        r"taken (?:into \w* ?custody|in for questioning|prisoner|away by police)|behind bars|"
        r"held(?! (?:hostage|captive|in the|at the))|in police custody|"
        r"languish(?:ing|ed)? in (?:jail|prison)|(?:sent|remanded) (?:to|in) (?:jail|prison|custody)|remanded",
    ),
    (
        "arrested",
        "verb",
        r"arrested|detained|apprehended|nabbed|jailed|imprisoned|incarcerated|rounded up|captured|handcuffed|"
        r"collared|re-arrested|rearrested|locked up|"
        r"picked up by (?:the )?(?:police|security|army|soldiers|militia)",
    ),
    (
        "arrested",
        "does",
        r"(?:arrest|detain|apprehend|nabb|jail|imprison|captur|rounding up)(?:ing)?(?<=ing|nds|nup)|"
        r"arrests(?= (?:\d|two|three|four|five|six|seven|eight|nine|ten))|rounding up",
    ),
    (
        "arrested",
        "noun",
        r"arrests?|detentions?|apprehension|(?:political )?prisoners(?= of conscience)|political prisoners",
    ),
    (
        "displaced",
        "suffers",
        r"(?:fled|flee|fleeing|flees)|"
        rf"forced (?:to (?:flee|leave|abandon|evacuate)|(?:out of|from) {_OWN} (?:homes?|houses|villages?|land))|"
        rf"(?:left|abandoned|driven from|lost|evacuated|vacated|deserted|chased from|"
        rf"driven out of) {_OWN} (?:homes|houses|villages|dwellings)|"
        r"ordered to (?:evacuate|leave)|sought (?:refuge|shelter)|taken (?:refuge|shelter)|"
        r"took (?:refuge|shelter)|(?:made|left|rendered|now|are|been) homeless|"
        r"moved to (?:safety|safer \w+|shelters?|higher ground|relief camps?)|"
        r"taken to (?:safety|shelters?|relief camps?)",
    ),
    (
        "displaced",
        "verb",
        r"(?:internally )?displaced|uprooted|evacuated|driven out|dislocated",
    ),
    (
        "displaced",
        "does",
        r"displacing|uprooting|displaces|"
        r"forcing(?= (?:\S+ ){1,6}(?:to (?:flee|leave|evacuate|abandon)|(?:out of|from) their homes))|"
        r"forced(?= (?:\S+ ){1,6}(?:to (?:flee|leave|evacuate|abandon)|(?:out of|from) their homes))",
    ),
    (
        "displaced",
        "state",
        r"homeless",
    ),
    (
        "displaced",
        "noun",
        r"displacement|evacuation",
    ),
    (
        "abducted",
        "suffers",
        r"(?:taken|held|kept|seized as|taken as|held as)(?: as)? (?:hostages?|captives?)|taken away by gunmen",
    ),
    (
        "abducted",
        "verb",
        r"kidnapped|abducted|snatched|took hostage|carried off",
    ),
    (
        "abducted",
        "does",
        r"(?:kidnapp|abduct)ing|(?:took|taking|takes) hostage|holding hostage|abducts|kidnaps",
    ),
    (
        "abducted",
        "noun",
        r"abductions?|kidnappings?|hostages|captives",
    ),
)
_GROUPS = {f"g{number}": (kind, role) for number, (kind, role, _) in enumerate(_PATTERNS)}
_TRIGGER = re.compile("|".join(rf"(?P<g{number}>(?:{pattern})\b)" for number, (_, _, pattern) in enumerate(_PATTERNS)))
# First letters of the words a trigger begins with. Most words of a report begin none, and are passed over at once.
_STARTS = word_set(
    """
    abd abs acc adm air amb app arr ass asp att aba bat bea bee beh bei bet bla ble blo blu bod bou bri bro bru
    bui bur but cap car cas cer cha cho chr cla clu col com con cor cos cra cri cru cus dea dec def det did die
    dis div dow dri dro dyi ele end esc eva exe fal fat fea fel fer fig fle flo fly for fou fra fre fro gav gon
    gor got gra gri gun hac han hav had has hel her hit hol hom hos hun hur icu imp in inc inj int inv jai jum
    kee kep kic kid kil kni lan lea lef lie lif lis liv loc los lyi lyn mad mai man mar mas mau met mis mov mow
    mur nab neu num ord par pas pec per pic plu poi pol pri pro put rec ref rem ren rep rou run rus saf scu sea
    sei sen shel sho sla sle sna sou spe sta sto str suc suf sui sus swe tak tol too tor tra tre una und upr vac
    van was wen wer wit wou now are sti hang
    """
)
# First letters of the words one of which every sentence has that tells of harm: the others need not be read.
_HINTS = word_set(
    """
    kill dead deat died die dies murd shot shoo slai slay slew slau drow peri succ live life fata casu inju woun
    hurt hosp stab miss unac disa vani arre deta cust jail impr roun appr capt nabb fled flee disp home evac
    kidn abdu host vict toll bodi body corp rema exec hang mass assa lync behe mart stra elec suff maim trea
    crit burn behi pris held suic pass swep wash snat refu shel blow gunn maul buri butc neut upro figh homi
    brui frac stru safe bled pick hand knif inca lock figu dece graz guns bull chok fell jump plun froz star
    lost less sust rece clin cond seri para icu hit
    """
)
_ALPHA = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words `[start, end)` say that somebody came to harm in this way."""

    start: int
    end: int
    kind: Casualty
    role: Role
    word: str


def hints(text: str) -> list[int]:
    """Where words stand that may tell of harm, in order."""
    return [m.start() for m in _ALPHA.finditer(text) if m.group()[:4].lower() in _HINTS]


def triggers(text: str, s: Sentence) -> list[Trigger]:
    out: list[Trigger] = []
    if not len(s):
        return out
    first = s.starts[0]
    written = text[first : s.ends[-1]]
    lower = written.lower().replace("’", "'")
    if len(lower) != len(written):  # letters whose lower case is longer: no English
        lower = written
    ends = {end - first: i + 1 for i, end in enumerate(s.ends)}
    behind = 0
    for i, word in enumerate(s.low):
        if i < behind or (word[:3] not in _STARTS):
            continue
        match = _TRIGGER.match(lower, s.starts[i] - first)
        end = ends.get(match.end()) if match else None
        if match and end is not None:
            kind, role = _GROUPS[match.lastgroup or ""]
            out.append(Trigger(i, end, kind, role, match.group()))
            behind = end
    return out
