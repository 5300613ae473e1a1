"""Which agency a report credits, by its dateline, byline, closing line or a sentence about itself."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from sayso._types import Report, Span

# One spelling for each agency, and the forms it is credited in.
AGENCIES = {
    "AFP": r"AFP|Agence France[- ]Presse",
    "Reuters": r"Reuters|Thomson Reuters(?: Foundation)?",
    "AP": r"AP|(?:The )?Associated Press",
    "UPI": r"UPI|United Press International",
    "dpa": r"dpa|DPA|Deutsche Presse-Agentur",
    "EFE": r"EFE|Agencia EFE",
    "ANSA": r"ANSA",
    "PA": r"PA Media|Press Association",
    "TASS": r"TASS|ITAR-TASS",
    "RIA Novosti": r"RIA Novosti|RIA",
    "Interfax": r"Interfax",
    "Xinhua": r"Xinhua(?: News Agency)?",
    "Anadolu": r"Anadolu(?: Agency)?|AA",
    "PTI": r"PTI|Press Trust of India",
    "ANI": r"ANI|Asian News International",
    "IANS": r"IANS",
    "Yonhap": r"Yonhap(?: News Agency)?",
    "Kyodo": r"Kyodo(?: News)?",
    "Bernama": r"Bernama",
    "Antara": r"Antara",
    "WAM": r"WAM",
    "SPA": r"SPA|Saudi Press Agency",
    "IRNA": r"IRNA",
    "SANA": r"SANA",
    "Ukrinform": r"Ukrinform",
    "CP": r"(?:The )?Canadian Press",
    "AAP": r"AAP|Australian Associated Press",
    "NAN": r"NAN|News Agency of Nigeria",
    "GNA": r"GNA|Ghana News Agency",
    "APA": r"APA|African Press Agency",
    "PANA": r"PANA|Panapress",
    "Bloomberg": r"Bloomberg(?: News)?",
    "CNN": r"CNN(?: Wire)?",
}
_KNOWN = "|".join(f"(?P<{re.sub(r'[^A-Za-z]', '_', name)}>{forms})" for name, forms in AGENCIES.items())
_NAMES = {re.sub(r"[^A-Za-z]", "_", name): name for name in AGENCIES}
_ANY = r"(?P<other>[A-Z]{3,8})"
_DATELINE = re.compile(rf"(?m)^[^\n()]{{0,60}}\((?:{_KNOWN}|{_ANY})\)\s*[-–—:]")
_BYLINE = re.compile(rf"(?m)^(?:By|Source|From|Credit|Agency)[:\s][^\n]{{0,50}}?\b(?:{_KNOWN})\b[^\n]{{0,20}}$")
_CLOSING = re.compile(rf"(?m)^\W*(?:{_KNOWN})(?:\s*/\s*[A-Z][\w ]+)?\W*$")
_WITH = re.compile(
    rf"(?i:\b(?:with|inputs? from|files from|material from|reporting (?:by|from)|additional reporting by))\s+"
    rf"(?:{_KNOWN})\b(?=[^\n.]{{0,60}}(?:\.|\)|$|contribut))|\b(?:The )?(?:{_KNOWN.replace('?P<', '?P<c_')})"
    r"[^\n.]{0,40}\bcontributed\b",
    re.M,
)
_COPYRIGHT = re.compile(rf"(?i:(?:©|\(c\)|copyright))\s*(?:\d{{4}}\s*)?(?:by\s+)?(?:{_KNOWN})\b")


class Credit(msgspec.Struct, frozen=True):
    """`main`: the text is the agency's; `contributing`: it says that the agency had a part. `span` is the evidence."""

    agency: str
    role: Literal["main", "contributing"]
    span: Span | None


def credits(report: Report) -> tuple[Credit, ...]:
    """The agencies a report credits, the main one first; each once."""
    found: dict[str, Credit] = {}
    text = report.text
    head, tail = text[:600], max(0, len(text) - 500)
    for pattern, start, end in (
        (_DATELINE, 0, len(head)),
        (_BYLINE, 0, len(head)),
        (_COPYRIGHT, tail, len(text)),
        (_CLOSING, tail, len(text)),
    ):
        for match in pattern.finditer(text, start, end):
            agency = _agency(match)
            if agency and agency not in found:
                role: Literal["main", "contributing"] = "contributing" if found else "main"
                found[agency] = Credit(agency, role, Span(match.start(), match.end(), match.group()))
    if report.byline:
        match_ = re.search(rf"\b(?:{_KNOWN})\b", report.byline)
        agency = _agency(match_) if match_ else None
        if agency and agency not in found:
            alone = match_ is not None and match_.group() == report.byline.strip()
            found[agency] = Credit(agency, "main" if alone and not found else "contributing", None)
    for match in _WITH.finditer(text):
        agency = _agency(match)
        if agency and agency not in found:
            found[agency] = Credit(agency, "contributing", Span(match.start(), match.end(), match.group()))
    return tuple(found.values())


def _agency(match: re.Match[str]) -> str | None:
    for group, value in match.groupdict().items():
        if value:
            return value if group == "other" else _NAMES[group.removeprefix("c_")]
    return None
