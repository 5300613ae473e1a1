"""Answers of a ledger as tables and pages on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.cli import tree
from sayso.cli.safe import one_line
from sayso.ledger.judge import Judgement
from sayso.queries import types

Columns = dict[str, Callable[[Any], object]]


def _days(when: types.When | None) -> str:
    if when is None or not (when.from_ or when.to):
        return "–"
    return when.from_ or "?" if when.from_ == when.to else f"{when.from_ or '?'} to {when.to or '?'}"


def _place(where: types.Where | None) -> str:
    found = [where.name, where.admin1, where.country] if where else []
    return ", ".join(dict.fromkeys(part for part in found if part)) or "–"


def number(low: int | None, high: int | None) -> str:
    """A count as people write it: 12, 12–15, at least 12, at most 15."""
    if low is None or high is None:
        return f"at least {low:,}" if low is not None else f"at most {high:,}" if high is not None else "–"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _latest(account: types.Account) -> str:
    last = account.entries[-1] if account.entries else None
    if last is None:
        return "–"
    said = last.value if last.low is None and last.high is None else number(last.low, last.high)
    return f"{'denies: ' if last.stance == 'denies' else ''}{said or last.words.text}"


_LISTS: dict[str, Columns] = {
    "stories": {
        "id": lambda s: s.id,
        "when": lambda s: _days(s.when),
        "story": lambda s: s.title,
        "reports": lambda s: len(s.reports),
        "origins": lambda s: s.origins,
        "incidents": lambda s: s.incidents,
        "conflicts": lambda s: s.conflicts,
    },
    "incidents": {
        "id": lambda i: i.id,
        "when": lambda i: _days(i.when),
        "where": lambda i: _place(i.where),
        "kind": lambda i: i.kind,
        "incident": lambda i: i.title,
        "reports": lambda i: len(i.reports),
        "origins": lambda i: i.origins,
        "conflicts": lambda i: i.conflicts,
    },
    "origins": {
        "id": lambda o: o.id,
        "published": lambda o: (o.source.published or "")[:10],
        "agency": lambda o: o.agency,
        "counted from": lambda o: o.source.title or o.source.id,
        "reports": lambda o: len(o.reports),
    },
    "accounts": {
        "incident": lambda a: a.incident,
        "respect": lambda a: a.respect,
        "speaker": lambda a: a.speaker or "(reports)",
        "latest": _latest,
        "told": lambda a: len(a.entries),
        "origins": lambda a: a.origins,
        "conflict": lambda a: "yes" if a.conflicting else "",
    },
    "claims": {
        "report": lambda c: c.report.title or c.report.id,
        "published": lambda c: (c.report.published or "")[:10],
        "speaker": lambda c: c.speaker or c.source or "–",
        "act": lambda c: c.act,
        "content": lambda c: c.content,
        "via": lambda c: ", ".join(c.through),
    },
    "speakers": {
        "speaker": lambda s: s.name,
        "kind": lambda s: s.kind,
        "claims": lambda s: s.claims,
        "reports": lambda s: s.reports,
        "first": lambda s: s.first,
        "last": lambda s: s.last,
    },
}
_NUMBERS = {"reports", "origins", "incidents", "conflicts", "told", "claims"}


def show(what: str, items: Sequence[Any]) -> None:
    """Print a list."""
    _print(_table(_LISTS[what], items))


def _table(columns: Columns, items: Iterable[Any]) -> Table:
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        made.add_column(name, justify="right" if name in _NUMBERS else "left", overflow="fold")
    for item in items:
        made.add_row(*(_cell(value(item)) for value in columns.values()))
    return made


def _cell(value: object) -> Text:
    return Text("" if value is None else f"{value:,}" if isinstance(value, int) else one_line(str(value)))


def _console() -> Console:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    return tree.console(sys.stdout)


def _print(*parts: Any) -> None:
    on = _console()
    for part in parts:
        on.print(part)


def show_one(kind: str, page: Any) -> None:
    """Print everything about an incident (i), a story (s), an origin (o) or a report (r)."""
    shows: dict[str, Callable[[Any], None]] = {"i": _incident, "s": _story, "o": _origin, "r": _report}
    shows[kind](page)


def _heading(title: str | None, *below: str | None) -> Text:
    made = Text(one_line(title or "(no title)"), style="bold")
    known = " · ".join(one_line(part) for part in below if part)
    return made.append(f"\n{known}", style="not bold dim") if known else made


def _incident(page: types.IncidentPage) -> None:
    parts: list[Any] = [
        _heading(page.title, page.id, page.kind, _days(page.when), _place(page.where), page.story,
                 ", ".join(page.parties)),
    ]  # fmt: skip
    if page.estimates:
        columns: Columns = {
            "respect": lambda e: e.respect, "rule": lambda e: e.rule, "best": lambda e: e.best, "low": lambda e: e.low,
            "high": lambda e: e.high, "origins": lambda e: e.origins,
        }  # fmt: skip
        parts.append(_table(columns, page.estimates))
    entry = {e.number: (a, e) for a in page.accounts for e in a.entries}
    rows = [(a, e) for a in page.accounts for e in a.entries]
    told: Columns = {
        "respect": lambda row: row[0].respect,
        "speaker": lambda row: row[0].speaker or "(report)",
        "as of": lambda row: (row[1].as_of or "")[:16],
        "says": lambda row: row[1].words.text if row[1].low is None and row[1].high is None
        else f"{number(row[1].low, row[1].high)} “{row[1].words.text}”",
        "via": lambda row: ", ".join(row[1].through),
        "report": lambda row: row[1].report.title or row[1].report.id,
    }  # fmt: skip
    parts.append(_table(told, rows))
    facing = [(entry[c.entry], entry[c.other], c) for c in page.conflicts if c.entry in entry and c.other in entry]
    if facing:
        columns = {
            "conflict": lambda row: f"{row[2].respect} ({row[2].kind})",
            "one": lambda row: f"{row[0][0].speaker or '(report)'}: {row[0][1].words.text}",
            "other": lambda row: f"{row[1][0].speaker or '(report)'}: {row[1][1].words.text}",
        }
        parts.append(_table(columns, facing))
    parts += [_origins(page.by_origin), *_checks(page.checks)]
    _print(*parts)


def _origins(listed: Sequence[types.OriginReports]) -> Table:
    rows = [(o, m) for o in listed for m in o.members]
    columns: Columns = {
        "origin": lambda row: row[0].id,
        "agency": lambda row: row[0].agency,
        "report": lambda row: row[1].report.title or row[1].report.id,
        "publisher": lambda row: row[1].report.publisher,
        "published": lambda row: row[1].report.published,
        "copied": lambda row: "" if row[1].copied_from is None else f"{row[1].share or 0:.0%} of r{row[1].copied_from}",
    }
    return _table(columns, rows)


def _checks(found: Sequence[types.CheckRow]) -> list[Any]:
    columns: Columns = {
        "does not hold": lambda c: c.words.text,
        "says": lambda c: c.says,
        "found": lambda c: c.finds,
        "report": lambda c: c.report.title or c.report.id,
    }
    return [_table(columns, found)] if found else []


def _story(page: types.StoryPage) -> None:
    _print(
        _heading(page.title, page.id, _days(page.when), f"{len(page.reports)} reports", f"{page.origins} origins"),
        _table(_LISTS["incidents"], page.incidents),
    )


def _origin(page: types.OriginPage) -> None:
    listed = types.OriginReports(page.id, page.agency, page.members)
    _print(_heading(page.source.title or page.source.id, page.id, page.agency), _origins([listed]))


_JUDGED: Columns = {
    "judgement": lambda j: j.number,
    "made": lambda j: j.made[:16],
    "": lambda j: f"{j.kind} {j.undoes}" if j.kind == "undo" else f"{j.kind} {j.target}",
    "of": lambda j: j.words or ", ".join(f"r{n}" for n in (*j.reports, *j.others)),
    "to": lambda j: "" if j.field is None else f"{j.field} = {j.value}",
    "author": lambda j: j.author,
    "reason": lambda j: j.reason,
    "stands": lambda j: "yes" if j.standing else "no",
}


def show_judgements(found: Sequence[Judgement]) -> None:
    """Print a history."""
    _print(_table(_JUDGED, found))


def _report(page: types.ReportPage) -> None:
    tree.show(page.reading, _console())
    known = [f"r{page.number}", f"version {page.version}", page.origin, page.story]
    known += [page.incident.id if page.incident else None, *(f"also {i.id}" for i in page.also), page.reader]
    columns: Columns = {
        "shares": lambda p: f"{p.share:.0%}",
        "": lambda p: "taken from" if p.taken else "taken by",
        "report": lambda p: p.other.title or p.other.id,
        "sentences": lambda p: len(p.sentences),
    }
    parts: list[Any] = [Text(" · ".join(part for part in known if part), style="dim")]
    parts += [_table(columns, page.passages)] if page.passages else []
    parts += [_table(_JUDGED, page.judgements)] if page.judgements else []
    _print(*parts)
