"""The pages keep up with the code: what is not documented fails here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import msgspec
import pytest

import sayso
from sayso import _errors, _types
from sayso.cli import main as command_line

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    page for folder in (".", "docs", "examples", "training", "benchmarks") for page in ROOT.glob(f"{folder}/*.md")
)


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text()


def section(text: str, heading: str) -> str:
    """From a heading to the next of its rank."""
    match = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert match, f"no section {heading!r}"
    return match[1]


def commands() -> Iterator[tuple[str, click.Command]]:
    yield "sayso", command_line.cli
    for name, command in command_line.cli.commands.items():
        yield f"sayso {name}", command
        for part, inner in command.commands.items() if isinstance(command, click.Group) else ():
            yield f"sayso {name} {part}", inner


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_commands_and_options(name: str, command: click.Command) -> None:
    text = page("cli.md")
    assert f"`{name}`" in text
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            assert f"`{(parameter.name or '').rstrip('s').upper()}`" in text
        for option in parameter.opts if isinstance(parameter, click.Option) else ():
            assert re.search(rf"`{option}\b", text), f"{option} of {name} is not in docs/cli.md"
        if isinstance(parameter.type, click.Choice):
            for choice in parameter.type.choices:
                assert f"{choice}`" in text


def test_exit_codes() -> None:
    table = section(page("cli.md"), "Exit codes")
    names = ("REFUSED", "USAGE", "FAILED", "INTERRUPTED", "BROKEN_PIPE")
    for code in (0, *(getattr(command_line, name) for name in names)):
        assert f"| {code} |" in table


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("The report", _types.Reading),
        ("A claim", _types.Claim),
        ("A span", _types.Span),
        ("A speaker", _types.Speaker),
        ("A name", _types.Name),
        ("A time", _types.Time),
        ("A figure", _types.Figure),
        ("A place", _types.Place),
        ("A relation", _types.Relation),
        ("A check", _types.Check),
    ],
)
def test_keys_of_the_output(heading: str, value: type[msgspec.Struct]) -> None:
    table = section(page("output.md"), heading)
    first_table = table.split("\n\n| value |")[0]
    documented = [key for key in re.findall(r"^\| `(\w+)` \|", first_table, re.M) if key not in get_args(_types.Act)]
    assert documented == [field.encode_name for field in msgspec.structs.fields(value)]


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("A claim", _types.Form),
        ("A claim", _types.Act),
        ("A speaker", _types.SpeakerKind),
        ("A name", _types.NameKind),
        ("A time", _types.TimeType),
        ("A figure", _types.Casualty),
        ("A place", _types.Usage),
        ("A place", _types.PlaceKind),
        ("A place", _types.Precision),
        ("Schemes", _types.Scheme),
    ],
)
def test_values_of_the_output(heading: str, values: object) -> None:
    text = section(page("output.md"), heading)
    for value in get_args(values):
        assert re.search(rf"[` ]{value}`", text), f"{value} is not explained in docs/output.md under {heading!r}"


def test_every_value_type_is_in_a_test_above() -> None:
    known = {"Value", "Report", "Reading", "Claim", "Span", "Speaker", "Name", "Time", "Place", "Relation", "Figure"}
    known.add("Check")
    found = {n for n, v in vars(_types).items() if isinstance(v, type) and v.__module__ == _types.__name__}
    assert found == known


def test_public_names() -> None:
    text = page("python.md")
    for name in sayso.__all__:
        assert name == "__version__" or f"`sayso.{name}" in text, f"{name} is not in docs/python.md"
    for error in (v for v in vars(_errors).values() if isinstance(v, type) and issubclass(v, Exception)):
        assert error.__doc__


def test_environment_variables() -> None:
    code = "".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    for name in re.findall(r"SAYSO_[A-Z_]+", code):
        assert f"`{name}`" in page("cli.md")


def test_dependencies_are_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    extras = project["project"]["optional-dependencies"].values()
    every = (
        *project["project"]["dependencies"],
        *groups["dev"],
        *groups["ftm"],
        *groups["gazetteer"],
        *(r for e in extras for r in e),
    )
    for requirement in every:
        name = re.split(r"[<>=~!\[ ]", requirement)[0]
        assert f"| {name} |" in page("dependencies.md")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text()):
        if "://" not in target:
            file, _, anchor = target.partition("#")
            found = path.parent / file if file else path
            assert found.exists(), f"{target} in {path.name}"
            headings = re.findall(r"^#+ (.*)$", found.read_text(), re.M) if anchor else []
            assert not anchor or anchor in [
                re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings
            ]


def test_paths_in_commands_exist() -> None:
    for path in PAGES:
        for found in re.findall(r"\b(?:examples|scripts|docs|training|benchmarks)/[\w./-]*\w", path.read_text()):
            below = path.parent / found
            assert (ROOT / found).exists() or below.exists(), f"{found} in {path.name}"


def test_options_of_the_benchmarks() -> None:
    options = re.findall(r"add_argument\(\s*\"(--\w+)", (ROOT / "benchmarks/__main__.py").read_text())
    assert options
    for option in options:
        assert f"`{option}" in (ROOT / "benchmarks/README.md").read_text()


def test_modules_of_the_training() -> None:
    for path in (ROOT / "training").glob("[!_]*.py"):
        assert f"`{path.name}`" in (ROOT / "training/README.md").read_text()
