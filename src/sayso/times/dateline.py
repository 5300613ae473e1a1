"""When a report came out, as its own head or its address says, where nobody gave it."""

from __future__ import annotations

import re
from datetime import date

from sayso.times import timex
from sayso.times.grammar import expressions
from sayso.times.lexer import lex
from sayso.times.resolve import Anchor, resolve

_HEAD = 700  # characters in which a dateline or a line with the date is looked for
_LABEL = re.compile(
    r"\W*(?:(?:first |last )?(?:published|updated|posted|issued|released|created|modified|date|dated)"
    r"(?: (?:on|at|in|by))?\W*|by [\w .’'-]{2,40}[|,·•-]\s*|on\W*)*",
    re.I,
)
_REST = re.compile(
    r"\W*(?:at\W*)?(?:\d{1,2}(?:[:.]\d\d){0,2}\W*(?:[ap]\.?m\b\.?|hrs|hours)?\W*(?:[A-Z]{2,5}\b)?\W*)?", re.I
)
# "KARVAN, 3 June 2022 (LPA) - ", "Lenta City, May 4, 2021 —", "Olvask News, 24 March 2011 -"
_PLACE = re.compile(r"\W*(?:[A-Z][\w.’'-]*[ ,/]{1,2}){1,6}[(–—-]?\s*")
_DASH = re.compile(r"\)?,?\s*(?:[(/][^()/\n]{1,40}[)/])?\s*(?:[-–—]|:\s)")
_CHANGED = re.compile(r"updat|modif", re.I)


def find_date(text: str, url: str | None) -> str | None:
    """The day (ISO 8601) that the head of a text or its address gives as that of publication; None where neither does
    or where they contradict each other by more than a day."""
    found = _in_head(text)
    address = None
    if url:
        from sayso.ingest.metadata import date_in_address  # not before it is needed: it brings all of ingest

        address = date_in_address(url)
    if address and len(address) < 10:
        address = None if found else address  # /2022/06/ is a month: of use where nothing says the day
    days = [*found, *([address] if address else [])]
    if not days or (len(days) > 1 and not _agree(days)):
        return None
    return days[0]


def _agree(days: list[str]) -> bool:
    read = [date.fromisoformat(day[:10]) for day in days]
    return max(read).toordinal() - min(read).toordinal() <= 1


def _in_head(text: str) -> list[str]:
    """Days in the lines of the head that are nothing but a date, and in a dateline; those of later changes last."""
    head = text[:_HEAD]
    lexed = lex(head)
    first: list[str] = []
    changed: list[str] = []
    for e in expressions(lexed):
        if e.form != "day" or e.year is None:
            continue
        start, end = lexed.starts[e.a], lexed.ends[e.b - 1]
        a = head.rfind("\n", 0, start) + 1
        b = text.find("\n", end, end + 120)
        before, after = text[a:start], text[end : b if b >= 0 else end + 120]
        alone = _LABEL.fullmatch(before) and _REST.fullmatch(after)
        if not alone and not (len(before) < 70 and _PLACE.fullmatch(before) and _DASH.match(after)):
            continue
        value, _ = resolve(e, Anchor(None), 0)
        period = timex.parse(value) if value else None
        if period is not None and period.unit == "day":
            (changed if _CHANGED.search(before) else first).append(period.value)
    return first or changed
