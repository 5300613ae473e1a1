"""Which of a report's speakers and names a pronoun or a role stands for.

A conditional logit over the entities in reach and "none of them": the network's own score for each mention, and
what a reader goes by besides: who spoke last, how near the entity was mentioned, whether the role's noun stands
beside its name, what kind of thing it is. Few weights, fitted by `training/fit.py` on claims the network's link
head was not trained on.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso._types import SpeakerKind
from sayso.reading.network import Floats

_BASE = (
    "link",  # best of the network's scores for a mention of the entity, less its score for "none"
    "link sum",  # the same, mentions added up
    "spoke last",  # speaker of the claim before
    "spoke before last",  # speaker of the claim before that, if another
    "spoke",  # speaker of any claim before
    "near",  # 1 / (1 + log of the words since its last mention)
    "same paragraph",  # mentioned before in the paragraph
    "only after",  # first mentioned later in the text
    "begins a sentence",  # its last mention before does, as subjects do
    "last sentence",  # and in the sentence before
    "right before a relative",  # "the minister, who"
    "lead",  # named in the first paragraph
    "mentions",  # log of the number of mentions
    "role beside it",  # the role's head noun stands within a few words of a mention
    "role in it",  # or inside its name
    "person for he or she",
    "body for it",  # organisation, government, document
    "several for they",  # group, organisation, government
    "person for they",
    "person for a human role",
    "body for an impersonal role",
    "company for a company",  # an organisation for "the company", "the club", "the newspaper": bodies that have names
    "mentions for a company",
    "document for a document",
    "body for a statement",  # a statement, a letter is told by its issuer
    "words beside it",  # share of the role's other words ("acting", "foreign") that stand beside a mention
    "described",  # not a name but a description that spoke before
    "gender",  # from -1 to 1: "he" or "she" in the words after the entity's mentions, Mr or Ms before them, agree
    "none",  # constant of "none of them"
    "none for a plural role",
    "none for a company",
    "none for an authority",  # "the police", "the court": mostly nobody names them more closely
)
# What a reader goes by differs for pronouns and for roles: these features have a weight of their own for each.
_SPLIT = (
    "link", "link sum", "spoke last", "spoke before last", "spoke", "near", "same paragraph", "only after",
    "begins a sentence", "last sentence", "lead", "mentions", "role beside it", "words beside it", "described", "none",
)  # fmt: skip
_ASKED = ("he or she", "it or they", "a role")
FEATURES = (*_BASE, *(f"{name}, for {asked}" for asked in _ASKED for name in _SPLIT))
_INDEX = {name: i for i, name in enumerate(FEATURES)}

HUMAN = re.compile(
    r"(?i)\b(man|woman|men|women|spokesman|spokeswoman|spokesperson|official|minister|premier|president|officer|witness|chief"
    r"|leader|lawyer|attorney|judge|justice|director|governor|mayor|senator|lawmaker|mp|congressman|congresswoman|resident"
    r"|mother|father|parent|son|daughter|brother|sister|wife|husband|driver|doctor|dr|expert|analyst|economist|boy|girl"
    r"|teacher|student|secretary|chairman|chairwoman|chairperson|chair|head|manager|inspector|owner|victim|commander"
    r"|general|colonel|major|captain|journalist|reporter|activist|candidate|ambassador|envoy|deputy|king|queen|prince"
    r"|pope|bishop|priest|imam|scientist|researcher|professor|author|writer|singer|actor|player|coach|ceo|cfo|founder"
    r"|politician|veteran|survivor|suspect|accused|complainant|superintendent|sergeant|commissioner|coordinator"
    r"|representative|member|executive|translator|poet|artist|pilot|sheikh|emir|amir|actress|councill?or|youth|teenager|teen"
    r"|pastor|archbishop|cardinal|rabbi|nun|monk|nurse|paramedic|firefighter|policeman|policewoman|constable|detective"
    r"|prosecutor|solicitor|counsel|magistrate|defendant|plaintiff|soldier|guard|worker|farmer|fisherman|trader|businessman"
    r"|businesswoman|entrepreneur|investor|consultant|adviser|advisor|engineer|architect|historian|philosopher|critic"
    r"|musician|comedian|filmmaker|photographer|presenter|host|anchor|editor|columnist|correspondent|blogger|designer"
    r"|diplomat|premier-elect|president-elect|nominee|treasurer|registrar|principal|dean|provost|warden|lecturer"
    r"|neighbou?r|friend|partner|colleague|aunt|uncle|cousin|grandmother|grandfather|widow|widower|teammate|captain|striker"
    r"|goalkeeper|midfielder|skipper|referee|champion|athlete|cyclist|runner|jockey|trainer|tourist|passenger|customer"
    r"|migrant|refugee|citizen|voter|rebel|gunman|attacker|shooter|murderer|prisoner|inmate|hostage|democrat|republican)$"
)
BODY = re.compile(
    r"(?i)\b(company|firm|ministry|government|administration|court|tribunal|agency|party|group|organi[sz]ation|union|bank"
    r"|airline|university|department|office|council|committee|commission|authority|authorities|police|army|military|navy"
    r"|force|forces|team|club|association|federation|network|newspaper|daily|channel|station|board|bureau|body|institute"
    r"|centre|center|hospital|school|church|parliament|senate|assembly|cabinet|regulator|watchdog|ngo|charity|embassy"
    r"|chain|retailer|manufacturer|maker|producer|operator|carrier|lender|insurer|developer|start-?up|publisher|broadcaster"
    r"|outlet|tabloid|site|website|platform|studio|label|franchise|kingdom|republic|nation|opposition|junta|sect"
    r"|precinct|alliance|coalition|front|movement|foundation|city|municipality|country|state|bloc|family|prosecution)$"
)
DOCUMENT = re.compile(
    r"(?i)\b(report|statement|document|study|survey|poll|footage|video|letter|data|figures|statistics|law|bill|act"
    r"|constitution|article|post|tweet|photo|image|record|indictment|complaint|result|finding|research|analysis|evidence"
    r"|resolution|agreement|census|index|book|programme|program|plan|notice|order|ruling|verdict|archive|paper|media"
    r"|charge sheet)s?$"
)
HE = re.compile(r"(?i)^(he|she|him|her|his)$")
IT = re.compile(r"(?i)^(it|its|which|that)$")
THEY = re.compile(r"(?i)^(they|them|their|we|our|us)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or an earlier source: words `[at, end)` of the report, paragraph number, and whom it stands for."""

    vector: Floats
    at: int
    end: int
    start: int  # character
    stop: int
    name: str
    kind: SpeakerKind
    is_name: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A source to be resolved."""

    words: str
    at: int
    start: int  # character
    head: str  # its head noun, lower case; "" for pronouns
    spoken: tuple[str, ...]  # speakers of the claims before, the last one last


Entity = tuple[str, SpeakerKind]


def table(text: str, question: Question, mentions: Sequence[Mention], scores: Floats) -> tuple[list[Entity], Floats]:
    """Entities and their features [entities + 1, FEATURES]; the last row is "none of them". No body is "he" or "she".

    scores: the network's, one for each mention and one for none.
    """
    none = float(scores[-1])
    groups: dict[Entity, list[int]] = {}
    person = bool(HE.match(question.words))
    for i, m in enumerate(mentions):
        if not (person and m.kind in ("organization", "government", "document")):
            groups.setdefault((m.name, m.kind), []).append(i)
    paragraph = text.rfind("\n", 0, question.start) + 1
    rows = np.zeros((len(groups) + 1, len(FEATURES)), dtype=np.float32)
    for row, (entity, members) in enumerate(groups.items()):
        values = _features(text, question, entity, [mentions[i] for i in members], paragraph)
        links = np.array([float(scores[i]) for i in members])
        values["link"] = float(np.clip(links.max() - none, -8, 8))
        values["link sum"] = float(np.clip(np.logaddexp.reduce(links) - none, -8, 8))
        for name, value in values.items():
            rows[row, _INDEX[name]] = value
    role = bool(question.head)
    plural = role and question.head.endswith("s") and not question.head.endswith("ss")
    for name, value in (
        ("none", 1.0),
        ("none for a plural role", float(plural)),
        ("none for a company", float(bool(_COMPANY.match(question.head)))),
        ("none for an authority", float(bool(_AUTHORITY.match(question.head)))),
    ):
        rows[-1, _INDEX[name]] = value
    asked = _asked(question)
    if asked:
        for name in _SPLIT:
            rows[:, _INDEX[f"{name}, for {asked}"]] = rows[:, _INDEX[name]]
    return list(groups), rows


def _asked(question: Question) -> str | None:
    if HE.match(question.words):
        return "he or she"
    if IT.match(question.words) or THEY.match(question.words):
        return "it or they"
    return "a role" if question.head else None


def _features(
    text: str, question: Question, entity: Entity, mentions: Sequence[Mention], paragraph: int
) -> dict[str, float]:
    name, kind = entity
    before = [m for m in mentions if m.at < question.at]
    last = max(before, key=lambda m: m.end, default=None)
    nearest = last.end if last else None
    relative = bool(_RELATIVE.match(question.words))
    lead = text.find("\n", len(text) - len(text.lstrip()))
    spoken = question.spoken
    second = next((s for s in reversed(spoken) if s != spoken[-1]), None) if spoken else None
    head, words = question.head, question.words
    body = kind in ("organization", "government", "document")
    company = bool(_COMPANY.match(head))
    return {
        "spoke last": float(bool(spoken) and spoken[-1] == name),
        "spoke before last": float(second == name),
        "spoke": float(name in spoken),
        "near": 1 / (1 + math.log1p(max(0, question.at - nearest))) if nearest is not None else 0.0,
        "same paragraph": float(any(m.start >= paragraph for m in before)),
        "only after": float(not before),
        "begins a sentence": float(last is not None and _begins_sentence(text, last)),
        "last sentence": float(last is not None and len(_ENDS.findall(text[last.stop : question.start])) < 2),
        "right before a relative": float(nearest is not None and relative and question.at - nearest <= 2),
        "lead": float(any(m.start < lead for m in before)),
        "mentions": math.log(len(mentions)),
        "role beside it": float(bool(head) and any(_beside(text, m, head) for m in mentions)),
        "role in it": float(bool(head) and head in name.lower().split()),
        "person for he or she": float(bool(HE.match(words)) and kind == "person"),
        "body for it": float(bool(IT.match(words)) and body),
        "several for they": float(bool(THEY.match(words)) and kind in ("group", "organization", "government")),
        "person for they": float(bool(THEY.match(words)) and kind == "person"),
        "person for a human role": float(bool(head) and bool(HUMAN.search(head)) and kind == "person"),
        "body for an impersonal role": float(bool(head) and bool(BODY.search(head)) and kind != "person"),
        "company for a company": float(company and kind == "organization"),
        "mentions for a company": math.log(len(mentions)) * (company and kind == "organization"),
        "document for a document": float(bool(head) and bool(DOCUMENT.search(head)) and kind == "document"),
        "body for a statement": float(bool(_ISSUED.match(head)) and body and kind != "document"),
        "words beside it": _words_beside(text, question, mentions),
        "described": float(not any(m.is_name for m in mentions)),
        "gender": _gender(text, question, mentions),
    }


_COMPANY = re.compile(
    r"(company|firm|airline|bank|group|organi[sz]ation|agency|ngo|charity|club|university|association|union|party|newspaper"
    r"|daily|channel|network|manufacturer|operator|retailer|institute|foundation|federation|broadcaster|outlet|carrier"
    r"|ministry|department|commission|bureau|board|watchdog|regulator|body|embassy|committee|alliance|coalition)$"
)
_AUTHORITY = re.compile(
    r"(police|authorities|court|judge|army|military|prosecution|prosecutors|state|council|officials|government|parliament"
    r"|investigators|officers|soldiers|residents|witnesses|family|victim|man|woman|source|sources)$"
)
_RELATIVE = re.compile(r"(?i)^(who|which|that)$")
_BEGINS = re.compile(r"(^|[.!?:\n“\"]\s*)(The |A |An |Mr |Ms |Mrs |Dr )?$")
_ENDS = re.compile(r"[.!?][”\"’']?\s|\n")
_ISSUED = re.compile(r"(?i)(statement|communiqu[eé]|release|letter|notice|announcement)s?$")
_SMALL = re.compile(r"(?i)^(the|a|an|of|for|in|at|on|to|and|by|with|this|that|these|those|his|her|its|their|s)$")


def _begins_sentence(text: str, mention: Mention) -> bool:
    return _BEGINS.search(text[max(0, mention.start - 12) : mention.start]) is not None


def _words_beside(text: str, question: Question, mentions: Sequence[Mention]) -> float:
    """Of the words of a role but its head and the little ones, the share that stands beside some mention."""
    if not question.head:
        return 0.0
    words = {w for w in re.findall(r"\w+", question.words.lower()) if w != question.head and not _SMALL.match(w)}
    best = 0
    for m in mentions:
        if words and m.start != question.start:
            around = text[max(0, m.start - 60) : m.stop + 60].lower()
            best = max(best, len(words.intersection(re.findall(r"\w+", around))))
    return best / len(words) if words else 0.0


_MALE = re.compile(r"\b(?:he|his|him|himself|Mr|spokesman|businessman|brother|father|husband|son|king|He|His)\b")
_FEMALE = re.compile(r"\b(?:she|her|hers|herself|Mrs|Ms|Miss|spokeswoman|sister|mother|wife|daughter|queen|She|Her)\b")


def _gender(text: str, question: Question, mentions: Sequence[Mention]) -> float:
    """How the words around an entity's mentions agree with "he" or "she"; 0 for other questions."""
    if not HE.match(question.words):
        return 0.0
    male = female = 0
    for m in mentions:
        if m.kind == "person" and m.start != question.start:
            around = text[max(0, m.start - 12) : m.start] + " " + text[m.stop : m.stop + 80].partition("\n")[0]
            male += len(_MALE.findall(around))
            female += len(_FEMALE.findall(around))
    agree, differ = (female, male) if question.words.lower() in ("she", "her") else (male, female)
    return (agree - differ) / (agree + differ + 1)


def asks(words: str) -> bool:
    """Whether a source that holds no name of its own refers to somebody named elsewhere: a pronoun, "the minister",
    or a role of one person without an article ("Iraq's foreign minister")."""
    if re.match(r"(?i)^(the|this|that|these|those)\b", words) or _PRONOUN.match(words):
        return True
    human = re.match(r"(?i)^(?!(a|an|some|many|several|one|another|two|no|any)\b)[\w’'.-]+( [\w’'.-]+){1,4}$", words)
    return bool(human and HUMAN.search(words) and not words[0].islower())


_PRONOUN = re.compile(r"(?i)^(he|she|him|his|her|hers|it|its|they|them|their|who|which|that|we|us|one|both)$")


def _beside(text: str, mention: Mention, head: str) -> bool:
    before = text[max(0, mention.start - 45) : mention.start].rpartition("\n")[2].lower()
    after = text[mention.stop : mention.stop + 60].partition("\n")[0].lower()
    return re.search(rf"\b{re.escape(head)}\b", before + " | " + after) is not None


def choose(rows: Floats, weights: Floats) -> int:
    """Row of the entity the question most probably stands for; the last row is none."""
    return int((rows @ weights).argmax())
