"""`sayso export`: what a ledger has, in the shapes other tools read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click

from sayso.cli.asked import FILTERS, asking, chosen_by
from sayso.cli.given import ledger_option
from sayso.export import FORMATS


@click.argument("format", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@ledger_option
@click.option("--output", "-o", metavar="FILE", help="Where to; - is standard output. Default: -.", default="-")
@click.option("--private-names", is_flag=True, help="Also names of persons who are no public speakers.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most so many. Default: all.")
def _export(format: str, where: str, output: str, private_names: bool, limit: int | None, **given: Any) -> None:
    """Export what a ledger has, narrowed down by filters.

    FORMAT says what and how: docs/export.md has every column. Names of private persons are withheld unless
    --private-names is given.

    \b
    Examples:
      sayso export claims-csv --ledger news.db -o claims.csv
      sayso export ged --ledger news.db --since 2024-01-01 > events.csv
    """
    with asking(where) as connection:
        chosen = chosen_by(connection, given)
        made = FORMATS[format]
        if output == "-":
            made.write(connection, chosen, sys.stdout.buffer, names=private_names, limit=limit)
            sys.stdout.buffer.flush()
            return
        # What is there is kept until the new file is whole.
        part = f"{output}.part"
        try:
            with open(part, "wb") as to:
                made.write(connection, chosen, to, names=private_names, limit=limit)
            os.replace(part, output)
        except BaseException:
            with suppress(OSError):
                os.unlink(part)
            raise


_made: Callable[..., Any] = _export
for _option in reversed(FILTERS):
    _made = _option(_made)
export = click.command("export", short_help="Export claims, accounts or incidents for other tools.")(_made)
