"""The commands that ask a ledger: lists with filters, and everything about one report, incident, story or origin."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, get_args

import click

from sayso._errors import InputError
from sayso._types import Act
from sayso.cli.given import ledger_option

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sayso.queries import Filter

_SHOWN = 50  # lines of a table, where no other number is wanted

Listed = Callable[..., Any]
_NAMES = (
    "text", "speaker", "act", "place", "since", "until", "publisher", "kind", "respect", "conflicting", "incident",
    "story", "origin", "report",
)  # fmt: skip

FILTERS: tuple[Callable[[Listed], Listed], ...] = (
    click.option("--text", metavar="WORDS", help='Words and "phrases" that must all be there, in any form.'),
    click.option("--speaker", metavar="NAME", help="Who says it; in a list of speakers, how the name begins."),
    click.option("--act", type=click.Choice(get_args(Act)), help="What the claim does."),
    click.option("--place", metavar="PLACE", help="Name in the gazetteer, GeoNames number, or ISO country code."),
    click.option("--since", metavar="DAY", help="First day: 2024-12-22."),
    click.option("--until", metavar="DAY", help="Last day."),
    click.option("--publisher", metavar="NAME", help="Who published it."),
    click.option("--kind", metavar="KIND", help="Kind of incident: explosion or remote strike, protest …"),
    click.option("--respect", metavar="RESPECT", help="Respect of accounts: killed, injured, who, where, when …"),
    click.option("--conflicting", is_flag=True, help="Only where accounts contradict one another."),
    click.option("--incident", metavar="ID", help="Of this incident."),
    click.option("--story", metavar="ID", help="Of this story."),
    click.option("--origin", metavar="ID", help="Of this origin."),
    click.option("--report", metavar="REPORT", help="Of this report: its id, or r and its number."),
)
_SHAPE: tuple[Callable[[Listed], Listed], ...] = (
    click.option(
        "--limit", metavar="N", type=click.IntRange(min=1), help="At most so many. Default: 50 in a table, else all."
    ),
    click.option(
        "--json", "as_json", is_flag=True, help="One JSON object a line; without it too where no terminal reads."
    ),
    ledger_option,
)


def _listing(what: str, summary: str, *, options: tuple[str, ...]) -> click.Command:
    """The command that lists `what`, with those of the filters that make sense for it."""

    def run(where: str, limit: int | None, as_json: bool, **given: Any) -> None:
        _list(what, where, limit, as_json, given)

    made: Listed = run
    for option in reversed(_SHAPE):
        made = option(made)
    for name, option in reversed(list(zip(_NAMES, FILTERS, strict=True))):
        if name in options:
            made = option(made)
    return click.command(what, help=summary, short_help=f"{summary.split(':')[0].rstrip('.')}.")(made)


_REPORTS = ("text", "speaker", "act", "place", "since", "until", "publisher", "story", "origin", "incident", "report")
_INCIDENTS = (
    "text", "speaker", "act", "place", "since", "until", "publisher", "kind", "conflicting", "story", "report",
)  # fmt: skip

COMMANDS: list[click.Command] = [
    _listing(
        "stories", "List stories: runs of happenings, the newest first.", options=(*_REPORTS, "kind", "conflicting")
    ),
    _listing("incidents", "List incidents: what happened when and where, the newest first.",
             options=(*_INCIDENTS, "origin", "respect")),
    _listing("origins", "List origins: original copies with the reports that carry them, the newest first.",
             options=_REPORTS),
    _listing("accounts", "List accounts: what one speaker says of one incident in one respect.",
             options=(*_INCIDENTS, "respect", "incident", "origin")),
    _listing("claims", "List claims: who says what, those of the newest report first.", options=_REPORTS),
    _listing("speakers", "List public speakers by name.", options=_REPORTS),
]  # fmt: skip


def _list(what: str, where: str, limit: int | None, as_json: bool, given: dict[str, Any]) -> None:
    from sayso import queries

    with asking(where) as connection:
        chosen = chosen_by(connection, given)
        if as_json or not sys.stdout.isatty():
            _print_json(connection, what, chosen, limit)
            return
        page = getattr(queries, what)(connection, chosen, limit=min(limit or _SHOWN, 500))
        from sayso.cli.tables import show

        show(what, page.items)
        if page.after and not limit:
            click.echo(f"only the first {_SHOWN}: --limit gives more, --json all", err=True)


def _print_json(connection: Connection, what: str, chosen: Filter, limit: int | None) -> None:
    import msgspec

    from sayso import queries
    from sayso.export.stream import pages

    encoder, out = msgspec.json.Encoder(), sys.stdout.buffer
    for items in pages(getattr(queries, what), connection, chosen, limit):
        told = queries.full(connection, items) if what == "incidents" else items
        out.write(b"".join(encoder.encode(item) + b"\n" for item in told))
    out.flush()


class asking:
    """A connection to a ledger, for `with`."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> Connection:
        from sayso.ledger.store import open_ledger

        self._ledger = open_ledger(self._where)
        self._reading = self._ledger.reading()
        return self._reading.__enter__()

    def __exit__(self, *error: Any) -> None:
        try:
            self._reading.__exit__(*error)
        finally:
            self._ledger.close()


def chosen_by(connection: Connection, given: dict[str, Any]) -> Filter:
    from sayso.queries import Filter

    named = given.pop("report", None)
    report = None if named is None else report_number(connection, named)
    return Filter(report=report, **given)


def report_number(connection: Connection, name: str) -> int:
    """The number of a report by its id or `r` and its number. Raises InputError where there is none."""
    from sayso.queries import resolve

    found = resolve(connection, name)
    if found is None or found[0] != "r":
        raise InputError(f"no report {name[:80]!r}")
    return int(found[1:])


@click.command("show", short_help="Show all there is of a report, incident, story or origin.")
@click.argument("name", metavar="NAME")
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="As one JSON object; without it too where no terminal reads.")
def show(name: str, where: str, as_json: bool) -> None:
    """Show everything about a report or an incident, a story, an origin.

    NAME is an id such as i12, s3, o4, r7, or a report's id as the input gave it.
    """
    from sayso import queries

    with asking(where) as connection:
        found = queries.resolve(connection, name)
        if found is None:
            raise InputError(f"{name[:80]}: neither a report nor an incident, a story, an origin of this ledger")
        kinds: dict[str, Callable[[], Any]] = {
            "i": lambda: queries.incident(connection, found),
            "s": lambda: queries.story(connection, found),
            "o": lambda: queries.origin(connection, found),
            "r": lambda: queries.report(connection, int(found[1:])),
        }
        page = kinds[found[0]]()
    if as_json or not sys.stdout.isatty():
        import msgspec

        sys.stdout.buffer.write(msgspec.json.encode(page) + b"\n")
        sys.stdout.buffer.flush()
    else:
        from sayso.cli.tables import show_one

        show_one(found[0], page)


COMMANDS.append(show)
