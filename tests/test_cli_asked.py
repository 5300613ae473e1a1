"""The commands that ask a ledger and judge in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ledgers
import pytest
from click.testing import CliRunner

from sayso import InputError, LedgerError
from sayso.cli.main import cli
from sayso.cli.tables import number, show, show_judgements, show_one
from sayso.ledger.judge import history
from sayso.ledger.store import open_ledger
from sayso.queries import claims, incident, origin, report, speakers, story


@pytest.fixture
def path(tmp_path: Path) -> str:
    where = str(tmp_path / "ledger.db")
    with open_ledger(where, write=True) as ledger:
        ledgers.fill(ledger)
    return where


def run(path: str, *arguments: str) -> list[dict[str, Any]]:
    done = CliRunner().invoke(cli, [*arguments, "--ledger", path], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_incidents_as_json(path: str) -> None:
    first, second = run(path, "incidents")
    assert list(first) == [
        "id", "title", "kind", "when", "where", "story", "reports", "also", "origins", "accounts", "conflicts",
    ]  # fmt: skip
    assert first["reports"] == ["tide-1", "post-1", "bulletin-1"] and first["also"] == ["vote-1"]
    assert first["when"] == {"from": "2023-05-16", "to": "2023-05-16"} and first["origins"] == 2
    assert first["accounts"][0]["entries"][0]["words"]["text"] == "Nine dock workers"
    assert second["reports"] == ["vote-1"]
    everywhere = [report for one in run(path, "incidents", "--json") for report in one["reports"]]
    assert len(everywhere) == len(set(everywhere)) == 4


@pytest.mark.parametrize("what", ["stories", "origins"])
def test_each_report_stands_in_one_list(path: str, what: str) -> None:
    listed = [report for one in run(path, what, "--json") for report in one["reports"]]
    assert sorted(listed) == sorted(one.id for one in ledgers.REPORTS)


def test_lists_with_filters_and_limits(path: str) -> None:
    assert [c["id"] for c in run(path, "claims", "--act", "deny", "--place", "FR")] == ["c3"]
    assert len(run(path, "claims", "--limit", "4")) == 4
    assert [c["id"] for c in run(path, "claims", "--report", "vote-1")] == ["c1"]
    assert run(path, "speakers", "--speaker", "fire") and run(path, "accounts", "--respect", "who")
    assert run(path, "claims", "--since", "2024-01-01") == []


def test_show(path: str) -> None:
    assert run(path, "show", "i1")[0]["id"] == "i1" and run(path, "show", "s1")[0]["id"] == "s1"
    assert run(path, "show", "o1")[0]["id"] == "o1" and run(path, "show", "tide-1")[0]["number"] == 1
    with pytest.raises(InputError, match="neither a report nor an incident"):
        run(path, "show", "nothing")
    with pytest.raises(LedgerError, match="no such ledger"):
        run(path + "x", "show", "i1")


def test_judging(path: str) -> None:
    def judge(*arguments: str) -> None:
        done = CliRunner().invoke(cli, ["judge", *arguments, "--ledger", path], catch_exceptions=False)
        assert done.exit_code == 0 and done.output.startswith("judgement "), done.output

    to = ("--field", "speaker", "--value", "Government of Drennia", "--author", "A")
    judge("correct", "claim", "bulletin-1", "c3", *to)
    assert [c["id"] for c in run(path, "claims", "--speaker", "Government of Drennia")] == ["c3"]
    judge("reject", "figure", "r3", "0-13", "--reason", "typo")
    judge("undo", "1")
    assert run(path, "claims", "--speaker", "Drennia")
    told = run(path, "judge", "history")
    assert [(j["kind"], j["standing"]) for j in told] == [("undo", True), ("reject", True), ("correct", False)]
    assert told[1]["reason"] == "typo" and told[2]["author"] == "A" and told[1]["words"] == "Eleven people"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("same", "incident", "tide-1"), "two reports"),
        (("same", "incident", "nothing"), "no report, and no incident"),
        (("same", "incident", "s1"), "no incident"),
        (("reject", "claim", "tide-1", "c9"), "no claim 'c9'"),
        (("reject", "time", "tide-1", "now"), "not a place in the text"),
        (("reject", "claim", "nothing", "c1"), "no report"),
        (("undo", "5"), "no judgement 5"),
    ],
)
def test_judging_what_is_not_there(path: str, arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(InputError, match=said):
        CliRunner().invoke(cli, ["judge", *arguments, "--ledger", path], catch_exceptions=False)
    assert run(path, "judge", "history") == []


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        CliRunner().invoke(cli, ["judge", "undo", "1", "--ledger", str(tmp_path / "x.db")], catch_exceptions=False)
    assert not (tmp_path / "x.db").exists()


def test_tables_and_pages(path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")
    with open_ledger(path) as ledger, ledger.reading() as connection:
        show("claims", claims(connection).items)
        show("speakers", speakers(connection).items)
        show_one("i", incident(connection, "i1"))
        show_one("s", story(connection, "s1"))
        show_one("o", origin(connection, "o1"))
        show_one("r", report(connection, 2))
        show_judgements(history(connection))
    out = capsys.readouterr().out
    for words in ("Olvask Telegraph", "97% of r1", "11 “Eleven people”", "killed (figures)", "taken from", "ucdp"):
        assert words in out


def test_counts_as_people_write_them() -> None:
    assert [number(9, 9), number(9, 11), number(9, None), number(None, 9), number(None, None)] == [
        "9", "9–11", "at least 9", "at most 9", "–",
    ]  # fmt: skip
