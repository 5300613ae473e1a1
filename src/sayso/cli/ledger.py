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
from sayso.cli.given import given, json_option, ledger_option, pages_option

if TYPE_CHECKING:
    from sayso import Reader
    from sayso._types import Reading, Report
    from sayso.cli.progress import Progress
    from sayso.ingest.fetch import Fetcher
    from sayso.ledger.adder import Tally
    from sayso.ledger.store import Ledger


def new_fetcher() -> Fetcher:
    """What fetches addresses; a test puts one in its place that may ask a server of its own."""
    from sayso.ingest.fetch import Fetcher

    return Fetcher()


@click.command("add", short_help="Put reports into a ledger.")
@click.argument("paths", metavar="[PATH|URL]...", nargs=-1)
@ledger_option
@click.option("--published", metavar="DATE", help="When plain text was published: 2024-12-22, 2024-12-22T08:30Z, 2024.")
@click.option("--title", metavar="TEXT", help="Title of plain text.")
@click.option("--publisher", metavar="NAME", help="Who published plain text.")
@pages_option
@json_option
def add(
    paths: tuple[str, ...],
    where: str,
    published: str | None,
    title: str | None,
    publisher: str | None,
    pages: bool,
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
            filler = Filler(ledger, progress)
            filler.fill(
                reports(
                    paths, defaults, advance=progress.advance, fetcher=new_fetcher(), seen=filler.seen, pages=pages
                )
            )
        summary(filler.tally, ledger, as_json)
    if filler.tally.refused:
        raise click.exceptions.Exit(REFUSED)


@click.command("watch", short_help="Poll feeds and add what is new.")
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@ledger_option
@click.option("--once", is_flag=True, help="Poll each feed once, and end.")
@click.option(
    "--every", metavar="MINUTES", type=click.FloatRange(min=1), default=15.0, show_default=True,
    help="Minutes between two polls of a feed.",
)
@pages_option
@json_option
def watch(feeds: tuple[str, ...], where: str, once: bool, every: float, pages: bool, as_json: bool) -> None:
    """Poll feeds and add what is new, until it is stopped.

    FEED is the http:// or https:// address of an RSS or Atom feed. It is asked whether it changed (ETag,
    Last-Modified), and left alone the longer the more often it fails; with --once, too.

    \b
    Examples:
      sayso watch https://example.org/feed.xml --ledger news.db
      sayso watch https://example.org/feed.xml --ledger news.db --once     (from cron)
    """
    from sayso.cli.watch import Watch
    from sayso.ingest.web import is_address

    for feed in feeds:
        if not is_address(feed):
            raise click.UsageError(f"{feed}: a feed to watch has an http:// or https:// address")
    with _open(where, write=True) as ledger:
        progress = _progress(lambda: None, "added")
        with progress:
            filler = Filler(ledger, progress)
            work = Watch(ledger, filler, new_fetcher(), every=every, pages=pages, say=progress.say)
            work.round(feeds, once=once)
            while not once:
                work.wait(feeds)
                work.round(feeds)
        summary(filler.tally, ledger, as_json)
    if filler.tally.refused or work.failed:
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
    from sayso.ledger.relinked import reread as link
    from sayso.ledger.rereader import Rereader

    with _open(where, write=True) as ledger:
        reader = _Late()
        progress = _progress(lambda: None, "read anew")
        options: dict[str, Any] = {"link": link, "say": progress.say, "on_saved": progress.read}
        work = Rereader(ledger, reader.version(), everything=everything, **options)
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


COMMANDS = (add, watch, reread, refusals, status)


class Filler:
    """Reads what the ledger does not have and saves it, with the refusals."""

    def __init__(self, ledger: Ledger, progress: Progress) -> None:
        from sayso.ledger.adder import Adder
        from sayso.ledger.linked import link

        self._ledger, self._progress, self._reader = ledger, progress, _Late()
        self._adder = Adder(ledger, self._reader.version, link=link, say=progress.say, on_saved=progress.read)

    @property
    def tally(self) -> Tally:
        """What was done so far."""
        return self._adder.tally

    def fill(self, items: Iterable[Report | RefusedReport]) -> None:
        """Take all of them in; what is counted afterwards is committed. Raises LedgerError."""
        from sayso.cli.stream import in_order, paired

        for outcome in in_order(self._new(items), paired(self._reader.read_many)):
            if isinstance(outcome, RefusedReport):
                self._progress.refuse(outcome.where, outcome.reason)
                self._adder.refuse(outcome)
            else:
                self._adder.take(*outcome)
        self._adder.save()

    def _new(self, items: Iterable[Report | RefusedReport]) -> Iterator[Report | RefusedReport]:
        for item in items:
            if not isinstance(item, RefusedReport) and self._adder.known(item):
                self._progress.known()
            else:
                yield item

    def seen(self, url: str) -> bool:
        """Whether the ledger has something from an address."""
        from sayso.ledger.address import web_address
        from sayso.ledger.feeds import has_address

        address = web_address(url)
        with self._ledger.reading() as connection:
            return address is not None and has_address(connection, address)


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
