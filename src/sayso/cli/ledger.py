"""The commands that fill a ledger and tell how it stands."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from sayso import __version__
from sayso._errors import InputError, RefusedReport
from sayso.cli.codes import REFUSED
from sayso.cli.given import given, json_option, ledger_option, say

if TYPE_CHECKING:
    from sayso import Reader
    from sayso._types import Reading, Report
    from sayso.cli.progress import Progress
    from sayso.ledger.adder import Adder, Tally
    from sayso.ledger.store import Ledger


@click.command("add", short_help="Put reports into a ledger.")
@click.argument("paths", metavar="[PATH|URL]...", nargs=-1)
@ledger_option
@click.option("--published", metavar="DATE", help="When plain text was published: 2024-12-22, 2024-12-22T08:30Z, 2024.")
@click.option("--title", metavar="TEXT", help="Title of plain text.")
@click.option("--publisher", metavar="NAME", help="Who published plain text.")
@json_option
def add(
    paths: tuple[str, ...],
    where: str,
    published: str | None,
    title: str | None,
    publisher: str | None,
    as_json: bool,
) -> None:
    """Read reports and put them into a ledger, which is made where it is not there.

    PATH is what `sayso read` takes: files, folders, archives, - for standard input, http:// and https:// addresses
    of pages and feeds.

    A text the ledger has from that address is passed over, a changed text becomes a new version. So the same call can
    be made again, after an interruption too: it goes on where it was. What cannot be read is named on standard
    error and kept among the refusals.

    \b
    Examples:
      sayso add news/ --ledger news.db
      sayso add crawl.warc.gz --ledger postgresql:///news
      sayso add https://example.org/feed.xml --ledger news.db
    """
    from sayso.ingest import Defaults, reports, size

    try:
        defaults = Defaults(title, published, publisher)
    except InputError as error:
        raise click.UsageError(str(error)) from None
    paths = given(paths)
    with _open(where, write=True) as ledger:
        progress = _progress(lambda: size(paths), "added")
        with progress:
            tally = fill(ledger, reports(paths, defaults, advance=progress.advance), progress)
        summary(tally, ledger, as_json)
    if tally.refused:
        raise click.exceptions.Exit(REFUSED)


@click.command("reread", short_help="Read the reports of a ledger anew.")
@ledger_option
@click.option("--all", "everything", is_flag=True, help="Also those that this very reader has read.")
@json_option
def reread(where: str, everything: bool, as_json: bool) -> None:
    """Read every report anew that another version of the reader has read, and link it anew.

    Judgements stay as they are. Can be interrupted and called again: it goes on where it was (with --all, from the
    beginning).
    """
    from sayso.cli.stream import in_order, paired
    from sayso.ledger.rereader import Rereader

    with _open(where, write=True) as ledger:
        reader = _Late()
        progress = _progress(lambda: None, "read anew")
        work = Rereader(ledger, reader.version(), everything=everything, say=say, on_saved=progress.read)
        with progress:
            for outcome in in_order(work.reports(), paired(reader.read_many)):
                if isinstance(outcome, RefusedReport):
                    progress.refuse(outcome.where, outcome.reason)
                    work.skip()
                else:
                    work.take(outcome[1])
            work.save()
    if as_json:
        _lines([{"reread": work.done, "refused": progress.refused}])
    else:
        print(f"{work.done:,} read anew")
    if progress.refused:
        raise click.exceptions.Exit(REFUSED)


@click.command("refusals", short_help="List what could not be added to a ledger.")
@ledger_option
@json_option
def refusals(where: str, as_json: bool) -> None:
    """List every input that was not added, with the reason, the latest first."""
    from sayso.ledger.summary import refusals_of

    with _open(where) as ledger, ledger.reading() as connection:
        rows = (row._asdict() for row in refusals_of(connection))
        if as_json:
            _lines(rows)
        else:
            _table(rows, {"found_at": "input", "reason": "reason", "times": "times", "last_refused": "last"})


@click.command("status", short_help="Tell how a ledger stands.")
@ledger_option
@json_option
def status(where: str, as_json: bool) -> None:
    """Tell what is in a ledger: reports, claims, origins, incidents, refusals, and which readers read it."""
    from sayso.cli.safe import one_line
    from sayso.ledger.summary import summary_of

    with _open(where) as ledger, ledger.reading() as connection:
        found = summary_of(connection)
    if as_json:
        _lines([found])
        return
    for key, value in found.items():
        shown = value
        if isinstance(value, dict):
            shown = ", ".join(f"{name} ({number:,})" for name, number in value.items()) or "none"
        elif isinstance(value, int):
            shown = f"{value:,}"
        print(f"{key.replace('_', ' '):>20}  {one_line(str('–' if shown is None else shown))}")


COMMANDS = (add, reread, refusals, status)


def fill(ledger: Ledger, items: Iterable[Report | RefusedReport], progress: Progress) -> Tally:
    """Read what the ledger does not have and save it, with the refusals. What was done."""
    from sayso.cli.stream import in_order, paired
    from sayso.ledger.adder import Adder

    reader = _Late()
    adder = Adder(ledger, reader.version, say=say, on_saved=progress.read)

    def new() -> Iterator[Report | RefusedReport]:
        from sayso._types import Report

        for item in items:
            if isinstance(item, Report) and adder.known(item):
                progress.known()
            else:
                yield item

    for outcome in in_order(new(), paired(reader.read_many)):
        _take(adder, outcome, progress)
    adder.save()
    return adder.tally


def _take(adder: Adder, outcome: tuple[Report, Reading] | RefusedReport, progress: Progress) -> None:
    if isinstance(outcome, RefusedReport):
        progress.refuse(outcome.where, outcome.reason)
        adder.refuse(outcome)
    else:
        adder.take(*outcome)


def summary(tally: Tally, ledger: Ledger, as_json: bool) -> None:
    """The last line: what this call did, and what is there now."""
    from sayso.ledger.summary import count_reports

    with ledger.reading() as connection:
        total = count_reports(connection)
    if as_json:
        import msgspec

        _lines([{**msgspec.structs.asdict(tally), "reports": total}])
        return
    versions = f" ({tally.versions:,} of them new versions)" if tally.versions else ""
    known = f", {tally.known:,} there already" if tally.known else ""
    refused = f", {tally.refused:,} refused" if tally.refused else ""
    print(f"{tally.added:,} added{versions}{known}{refused}; the ledger has {total:,} reports")


class _Late:
    """A reader that is loaded when there is something to read."""

    def __init__(self) -> None:
        self._made: Reader | None = None

    def _reader(self) -> Reader:
        if self._made is None:
            # Small products gain nothing from numpy's threads, which would take a core from the reader's own.
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            from sayso import Reader

            self._made = Reader()
        return self._made

    def version(self) -> str:
        return f"sayso {__version__}, model {self._reader().version}"

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        drawn = iter(reports)
        for first in drawn:
            yield from self._reader().read_many(chain([first], drawn))


def _open(where: str, *, write: bool = False) -> Ledger:
    from sayso.ledger.store import open_ledger

    return open_ledger(where, write=write)


def _progress(total: Callable[[], int | None], done: str) -> Progress:
    from sayso.cli.progress import Progress

    return Progress(total, bar=sys.stderr.isatty(), done=done)


def _lines(objects: Iterable[dict[str, Any]]) -> None:
    import msgspec

    for found in objects:
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    sys.stdout.buffer.flush()


def _table(rows: Iterable[dict[str, Any]], columns: dict[str, str]) -> None:
    """Rows under their headings, widths by the first hundred: the rest streams."""
    from sayso.cli.safe import one_line

    waiting = iter(rows)
    head = [[one_line(str(row[key])) for key in columns] for row in islice(waiting, 100)]
    if not head:
        return
    widths = [max(len(line[k]) for line in [list(columns.values()), *head]) for k in range(len(columns))]
    tail = ([one_line(str(row[key])) for key in columns] for row in waiting)
    for line in chain([list(columns.values())], head, tail):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
