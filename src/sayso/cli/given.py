"""What several commands are given alike: paths, and a ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click


def given(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths to read; standard input where there are none, unless it is a terminal."""
    if paths:
        return paths
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError("Name a file or a folder to read, or - for standard input.")
    return ("-",)


def ledger_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--ledger`, which the environment may give."""
    return click.option(
        "--ledger",
        "where",
        metavar="FILE|URL",
        envvar="SAYSO_LEDGER",
        required=True,
        help="The ledger: a file, or the postgresql:// address of a database. [env: SAYSO_LEDGER]",
    )(command)


def pages_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--no-pages`, for feeds."""
    return click.option(
        "--pages/--no-pages",
        default=True,
        show_default=True,
        help="Fetch the page of a feed's entry that has only a summary, or take the summary.",
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--json`, alike wherever there is a table."""
    return click.option("--json", "as_json", is_flag=True, help="JSON instead, one object a line.")(command)
