"""`sayso judge`: decisions of people, added to a ledger, undone, told."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from sayso._errors import InputError
from sayso.cli.given import json_option, ledger_option

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LINKED = click.Choice(["incident", "origin", "story"])
_FOUND = click.Choice(["claim", "time", "place", "figure"])


@click.group("judge", short_help="Judge what was found: merge, split, accept, reject, correct, undo.")
def judge() -> None:
    """Add a judgement to a ledger. None is ever changed: `undo` adds another that takes it back.

    What is judged is named by its report and, of a claim, its id in it (c3); of a time, place or figure, the place of
    its words in the text (120-131). A REPORT is its id or r and its number.
    """


def _made(command: Callable[..., Any]) -> Callable[..., Any]:
    """Who judges, and why."""
    for option in (
        ledger_option,
        click.option("--reason", metavar="TEXT", help="Why."),
        click.option(
            "--author", metavar="NAME", envvar="SAYSO_AUTHOR", help="Who judges. [env: SAYSO_AUTHOR] Default: you."
        ),
    ):
        command = option(command)
    return command


@judge.command("same", short_help="Reports belong together: merge.")
@click.argument("target", type=_LINKED, metavar="TARGET")
@click.argument("reports", metavar="REPORT|ID...", nargs=-1, required=True)
@_made
def same(target: str, reports: tuple[str, ...], **by: Any) -> None:
    """Merge: these reports are of one incident (story, origin).

    TARGET is incident, story or origin; where an id (i12) is given, all its reports are meant.
    """
    from sayso.ledger import judge as work

    _write(by, lambda c, made: work.same(c, target, _reports(c, target, reports), **made))  # type: ignore[arg-type]


@judge.command("different", short_help="Reports do not belong together: split.")
@click.argument("target", type=_LINKED, metavar="TARGET")
@click.argument("reports", metavar="REPORT|ID...", nargs=-1, required=True)
@click.option(
    "--from", "others", metavar="REPORT|ID", multiple=True, help="From these. Default: all they are with now."
)
@_made
def different(target: str, reports: tuple[str, ...], others: tuple[str, ...], **by: Any) -> None:
    """Split: these reports are not of the incident (story, origin) that the others are of."""
    from sayso.ledger import judge as work

    def run(c: Connection, made: dict[str, Any]) -> int:
        facing = _reports(c, target, others) if others else None
        return work.different(c, target, _reports(c, target, reports), facing, **made)  # type: ignore[arg-type]

    _write(by, run)


def _verdict(kind: str, summary: str) -> None:
    @judge.command(kind, short_help=summary, help=f"{summary} WHAT is c3 of a claim, 120-131 of what is found there.")
    @click.argument("target", type=_FOUND, metavar="TARGET")
    @click.argument("report", metavar="REPORT")
    @click.argument("what", metavar="WHAT")
    @_made
    def run(target: str, report: str, what: str, **by: Any) -> None:
        from sayso.ledger import judge as work

        def add(c: Connection, made: dict[str, Any]) -> int:
            number, start, end = _span(c, target, report, what)
            return work.verdict(c, kind, target, number, start, end, **made)  # type: ignore[arg-type]

        _write(by, add)


_verdict("accept", "What was found is right.")
_verdict("reject", "What was found is not to count.")


@judge.command("correct", short_help="A field of what was found should be something else.")
@click.argument("target", type=_FOUND, metavar="TARGET")
@click.argument("report", metavar="REPORT")
@click.argument("what", metavar="WHAT")
@click.option("--field", metavar="FIELD", required=True, help="Which field: speaker, act, value, geonames_id, low …")
@click.option("--value", metavar="VALUE", help="What it should be.")
@click.option("--empty", is_flag=True, help="It should be empty.")
@_made
def correct(target: str, report: str, what: str, field: str, value: str | None, empty: bool, **by: Any) -> None:
    """Correct a field of a claim, time, place or figure."""
    from sayso.ledger import judge as work

    if (value is None) != empty:
        raise click.UsageError("Give either --value or --empty.")

    def add(c: Connection, made: dict[str, Any]) -> int:
        number, start, end = _span(c, target, report, what)
        return work.correct(c, target, number, start, end, field, value, **made)  # type: ignore[arg-type]

    _write(by, add)


@judge.command("undo", short_help="Take a judgement back.")
@click.argument("number", metavar="NUMBER", type=click.IntRange(min=1, max=2**62))
@_made
def undo(number: int, **by: Any) -> None:
    """Take a judgement back, by its number; an undo too."""
    from sayso.ledger import judge as work

    _write(by, lambda c, made: work.undo(c, number, **made))


@judge.command("history", short_help="List judgements, the latest first.")
@click.option("--report", metavar="REPORT", help="Only those on this report.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=100, show_default=True, help="At most so many."
)
@ledger_option
@json_option
def history(where: str, report: str | None, limit: int, as_json: bool) -> None:
    """List judgements, the latest first."""
    from sayso.cli.asked import report_number
    from sayso.ledger.judge import history as find
    from sayso.ledger.store import open_ledger

    with open_ledger(where) as ledger, ledger.reading() as connection:
        number = report_number(connection, report) if report else None
        found = find(connection, report=number, limit=limit)
    if as_json or not sys.stdout.isatty():
        import msgspec

        sys.stdout.buffer.write(b"".join(msgspec.json.encode(one) + b"\n" for one in found))
        sys.stdout.buffer.flush()
    else:
        from sayso.cli.tables import show_judgements

        show_judgements(found)


def _write(by: dict[str, Any], add: Callable[[Connection, dict[str, Any]], int]) -> None:
    from sayso.ledger.store import open_ledger

    # A ledger that is not there is a mistake here, and not to be made.
    with open_ledger(by["where"]):
        pass
    made = {"author": by["author"] or getpass.getuser(), "reason": by["reason"]}
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with open_ledger(by["where"], write=True) as ledger, ledger.writing() as connection:
        number = add(connection, made)
    print(f"judgement {number}")


def _reports(connection: Connection, target: str, names: tuple[str, ...]) -> list[int]:
    """Numbers of reports named singly or by the cluster they are in."""
    from sayso.ledger.judge import inside
    from sayso.queries import resolve

    found: list[int] = []
    for name in names:
        thing = resolve(connection, name)
        if thing is None:
            raise InputError(f"{name[:80]}: no report, and no {target}")
        if thing[0] == "r":
            found.append(int(thing[1:]))
        elif thing[0] == target[0]:
            found += inside(connection, target, int(thing[1:]))  # type: ignore[arg-type]
        else:
            raise InputError(f"{name[:80]}: not a report, and no {target}")
    return found


def _span(connection: Connection, target: str, report: str, what: str) -> tuple[int, int, int]:
    from sayso.cli.asked import report_number
    from sayso.ledger.judge import span_of_claim

    number = report_number(connection, report)
    start, dash, end = what.partition("-")
    if dash and start.isdecimal() and end.isdecimal() and max(len(start), len(end)) < 10:
        return number, int(start), int(end)
    if target == "claim":
        return (number, *span_of_claim(connection, number, what))
    raise InputError(f"{what[:80]!r}: not a place in the text such as 120-131")
