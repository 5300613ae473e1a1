"""The command line: data to standard output, everything else to standard error.

Nothing heavy is imported before it is needed, so that `sayso --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn, get_args

import click

from sayso import __version__
from sayso._errors import InputError, RefusedReport, SaysoError
from sayso._types import Scheme
from sayso.cli import asked
from sayso.cli import ledger as ledger_commands
from sayso.cli.codes import BROKEN_PIPE, FAILED, INTERRUPTED, REFUSED, USAGE
from sayso.cli.export import export
from sayso.cli.given import given
from sayso.cli.judge import judge
from sayso.cli.serve import serve

if TYPE_CHECKING:
    from sayso._types import Reading


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="sayso %(version)s")
def cli() -> None:
    """Reads news reports: who says what, and on whose say-so."""


for command in (*ledger_commands.COMMANDS, *asked.COMMANDS, judge, export, serve):
    cli.add_command(command)


@cli.command("read", short_help="Print the claims of news reports.")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a report, one a line, instead of trees.")
@click.option("--published", metavar="DATE", help="When plain text was published: 2024-12-22, 2024-12-22T08:30Z, 2024.")
@click.option("--title", metavar="TEXT", help="Title of plain text.")
@click.option("--publisher", metavar="NAME", help="Who published plain text.")
@click.option(
    "--scheme",
    type=click.Choice(get_args(Scheme)),
    default="sayso",
    show_default=True,
    help="Where spans begin and end: sayso's own way, or as the PolNeAR corpus draws them (outermost claims only).",
)
def read(
    paths: tuple[str, ...],
    as_json: bool,
    published: str | None,
    title: str | None,
    publisher: str | None,
    scheme: Scheme,
) -> None:
    """Read reports and print every claim in them: who says it, what kind of act it is, in which words,
    and through whom it came.

    PATH is a file, a folder with files (read in order of their names), an http:// or https:// address, or - for
    standard input, which is also read when no PATH is given. Plain text, HTML, JSON lines
    ({"text": …, "title": …, "published": …}), feeds, news items, web archives, zip and tar are told apart.

    What cannot be read is named on standard error, one line each, and the rest is read all the same.

    \b
    Examples:
      sayso read report.txt --published 2024-12-22
      sayso read --json reports/ > readings.jsonl
      curl -s https://example.org/report.html | sayso read -

    \b
    Exit codes:
      0  everything was read
      1  some reports were refused
      2  the command was called wrongly
      3  reading is not possible (model missing, disk full, a fault in sayso)
    """
    # Small products gain nothing from numpy's threads, which would take a core from the reader's own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    paths = given(paths)
    from sayso import Reader
    from sayso.cli.progress import Progress
    from sayso.cli.stream import in_order
    from sayso.ingest import Defaults, reports, size

    try:
        defaults = Defaults(title, published, publisher)
    except InputError as error:
        raise click.UsageError(str(error)) from None
    progress = Progress(lambda: size(paths), bar=sys.stderr.isatty() and not sys.stdout.isatty())
    items = reports(paths, defaults, advance=progress.advance)
    write = _json_writer() if as_json else _tree_writer()
    try:
        with progress:
            for outcome in in_order(items, Reader(scheme=scheme).read_many):
                if isinstance(outcome, RefusedReport):
                    progress.refuse(outcome.where, outcome.reason)
                else:
                    write(outcome)
                    progress.read()
    except BrokenPipeError:  # `sayso read … | head`: nobody listens any more, which is no fault
        _leave(BROKEN_PIPE)
    if progress.refused:
        raise click.exceptions.Exit(REFUSED)


def _json_writer() -> Callable[[Reading], None]:
    import msgspec

    encoder, out = msgspec.json.Encoder(), sys.stdout.buffer

    def write(reading: Reading) -> None:
        out.write(encoder.encode(reading) + b"\n")
        out.flush()

    return write


def _tree_writer() -> Callable[[Reading], None]:
    from sayso.cli import tree

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal without the character shows "?" rather than nothing
    console = tree.console(sys.stdout)

    def write(reading: Reading) -> None:
        tree.show(reading, console)
        sys.stdout.flush()

    return write


def main() -> None:
    """Entry point of the `sayso` command. Whatever happens ends in an exit code and at most one line."""
    try:
        # Not standalone: click would answer an interruption and a broken pipe with codes of its own.
        code = cli.main(prog_name="sayso", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted")
        _leave(INTERRUPTED)
    except SaysoError as error:
        _say(str(error))
        code = FAILED
    except BrokenPipeError:
        _leave(BROKEN_PIPE)
    except OSError as error:
        _say(str(error))
        _leave(FAILED)
    except Exception as error:
        if os.environ.get("SAYSO_DEBUG"):
            raise
        fault = f"unexpected {type(error).__name__}: {error}"
        _say(f"{fault} (a fault in sayso, please report it: SAYSO_DEBUG=1 shows where it happened)")
        _leave(FAILED)
    sys.exit(code if isinstance(code, int) else 0)


def _say(line: str) -> None:
    from sayso.cli.safe import one_line

    with suppress(OSError):
        print(f"sayso: {one_line(line)}", file=sys.stderr, flush=True)


def _leave(code: int) -> NoReturn:
    """End at once: readings under way in other threads are not waited for, output nobody takes is not flushed."""
    os._exit(code)


if __name__ == "__main__":
    main()
