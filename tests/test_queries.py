"""What is asked of a ledger: lists, filters, pages, and everything about one thing; on both databases."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import ledgers
import pytest
from sqlalchemy import Connection

from sayso import InputError
from sayso.ledger.store import open_ledger
from sayso.queries import (
    Filter,
    accounts,
    claims,
    days,
    full,
    incident,
    incidents,
    origin,
    origins,
    points,
    report,
    reports,
    resolve,
    speaker,
    speakers,
    stories,
    story,
)

LISTS: list[Callable[..., Any]] = [stories, incidents, origins, accounts, claims, speakers, reports]


@pytest.fixture
def asked(where: str) -> Iterator[Connection]:
    with open_ledger(where, write=True) as ledger, ledgers.fill(ledger).reading() as connection:
        yield connection


def test_lists_are_newest_first(asked: Connection) -> None:
    assert [s.id for s in stories(asked).items] == ["s1", "s2"]
    assert [i.id for i in incidents(asked).items] == ["i1", "i2"]
    assert [o.id for o in origins(asked).items] == ["o2", "o1", "o3"]
    assert [r.id for r in reports(asked).items] == ["bulletin-1", "post-1", "tide-1", "vote-1"]
    told = [(c.report.id, c.id) for c in claims(asked).items]
    assert told[:5] == [*(("bulletin-1", f"c{k}") for k in (1, 2, 3, 4)), ("post-1", "c1")]


@pytest.mark.parametrize("ask", LISTS, ids=lambda ask: ask.__name__)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_give_everything_once(asked: Connection, ask: Callable[..., Any], size: int) -> None:
    every, after, found = ask(asked).items, None, []
    while True:
        page = ask(asked, limit=size, after=after)
        assert len(page.items) <= size
        found += page.items
        after = page.after
        if after is None:
            break
    assert tuple(found) == every and len(every) > 1


@pytest.mark.parametrize("after", ["x", "~", "2023-05-17", "2023-05-17~1~2~3", "2023-05-17~-1", "~1e9", "'; --~1"])
def test_a_page_begins_where_one_ended(asked: Connection, after: str) -> None:
    with pytest.raises(InputError, match="not where a page begins"):
        reports(asked, after=after)
    with pytest.raises(InputError, match="at least one"):
        reports(asked, limit=0)


@pytest.mark.parametrize(
    ("where_", "found"),
    [
        (Filter(text="brother"), {"stories": 1, "incidents": 1, "origins": 1, "claims": 2, "speakers": 0}),
        (Filter(text='"only brother" waited'), {"reports": 2, "claims": 0}),
        (Filter(text='" OR 1=1 --'), {"reports": 0}),
        (Filter(speaker="ruvan eskeld"), {"claims": 3, "speakers": 1, "accounts": 1}),
        (Filter(speaker="health Ministry"), {"claims": 2, "reports": 2, "incidents": 0, "stories": 1, "origins": 1}),
        (Filter(speaker="fire service"), {"incidents": 1, "accounts": 1, "claims": 1, "speakers": 1}),
        (Filter(act="deny"), {"claims": 1, "speakers": 1, "reports": 1, "incidents": 1, "accounts": 1, "origins": 1}),
        (Filter(place="port Averin"), {"incidents": 1, "reports": 3, "claims": 10, "stories": 1, "origins": 2}),
        (Filter(place="77"), {"incidents": 1, "reports": 3}),
        (Filter(place="fr"), {"incidents": 1, "reports": 3}),
        (Filter(place="99999999999999999999"), {"incidents": 0, "reports": 0}),
        (Filter(since="2023-05-17"), {"incidents": 0, "reports": 2, "stories": 1, "origins": 1}),
        (Filter(until="2023-05-16"), {"incidents": 1, "reports": 1, "claims": 3, "stories": 1, "origins": 1}),
        (Filter(publisher="the Post"), {"reports": 1, "claims": 3, "incidents": 1, "accounts": 1, "stories": 1}),
        (Filter(kind="other"), {"incidents": 1, "stories": 1, "accounts": 0}),
        (Filter(conflicting=True), {"incidents": 1, "accounts": 2, "stories": 1}),
        (Filter(respect="who"), {"accounts": 1, "incidents": 1}),
        (Filter(incident="i2"), {"reports": 1, "claims": 1, "accounts": 0}),
        (Filter(story="s1"), {"incidents": 1, "reports": 3, "origins": 2, "stories": 1}),
        (Filter(origin="o1"), {"incidents": 1, "reports": 2, "origins": 1, "stories": 1}),
        (Filter(report=4), {"incidents": 2, "reports": 1, "claims": 1, "stories": 1, "origins": 1, "accounts": 0}),
    ],
    ids=str,
)  # fmt: skip
def test_filters(asked: Connection, where_: Filter, found: dict[str, int]) -> None:
    lists = {ask.__name__: ask for ask in LISTS}
    assert {name: len(lists[name](asked, where_).items) for name in found} == found


@pytest.mark.parametrize("ask", LISTS, ids=lambda ask: ask.__name__)
def test_filters_beyond_few_find_the_same(
    asked: Connection, ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [Filter(text="nine"), Filter(speaker="Ruvan Eskeld"), Filter(place="FR"), Filter(act="state"),
              Filter(act="state", text="killed"), Filter(act="deny", speaker="drennia")]  # fmt: skip
    before = [ask(asked, one) for one in chosen]
    monkeypatch.setattr("sayso.queries.filters.FEW", -1)
    monkeypatch.setattr(sys.modules["sayso.queries.speakers"], "_SCARCE", -1)
    assert [ask(asked, one) for one in chosen] == before


@pytest.mark.parametrize("ask", LISTS, ids=lambda ask: ask.__name__)
def test_a_day_that_is_none_is_told(asked: Connection, ask: Callable[..., Any]) -> None:
    for bad in (Filter(since="yesterday"), Filter(until="2023-02-30")):
        with pytest.raises(InputError, match="not a day"):
            ask(asked, bad)


def test_an_incident(asked: Connection) -> None:
    page = incident(asked, "i1")
    assert page is not None
    assert page.reports == ("tide-1", "post-1", "bulletin-1") and page.also == ("vote-1",)
    assert page.when and page.when.from_ == "2023-05-16" and page.where and page.where.name == "Port Averin"
    assert [a.speaker for a in page.accounts] == ["Ruvan Eskeld", "fire service", "Hedvika Sorl", "Drennia"]
    assert page.accounts[0].origins == 1 and len(page.accounts[0].entries) == 2
    assert page.accounts[1].entries[0].through == ("Olvask Telegraph",)
    assert [(c.entry, c.other) for c in page.conflicts] == [(2, 3)]
    assert [(o.id, [m.report.id for m in o.members]) for o in page.by_origin] == [
        ("o1", ["tide-1", "post-1"]), ("o2", ["bulletin-1"]),
    ]  # fmt: skip
    killed = {e.rule: e for e in page.estimates if e.respect == "killed"}
    assert killed["ucdp"].high == 11 and killed["conservative"].best is not None
    assert page.parties == ("Drennia",)
    listed = full(asked, incidents(asked).items)
    assert listed[0].accounts == page.accounts and listed[0].conflicts == page.conflicts
    assert incident(asked, "i9") is None
    with pytest.raises(InputError):
        incident(asked, "9")


def test_a_report(asked: Connection) -> None:
    page = report(asked, 2)
    assert page is not None
    assert page.reading.text == ledgers.AGENCY + " (LPS)" and page.origin == "o1" and page.story == "s1"
    assert page.incident and page.incident.id == "i1" and page.also == ()
    (passage,) = page.passages
    assert passage.taken and passage.other.id == "tide-1" and passage.sentences[0].end == 93
    other = report(asked, 1)
    assert other and not other.passages[0].taken
    listed = claims(asked, Filter(report=2)).items
    assert {c.id: c.number for c in listed} == page.numbers
    assert report(asked, 99) is None


def test_stories_and_origins(asked: Connection) -> None:
    page = story(asked, "s1")
    assert page and [i.id for i in page.incidents] == ["i1"] and page.reports == ("tide-1", "post-1", "bulletin-1")
    found = origin(asked, "o1")
    assert found and found.agency == "LPS" and [m.copied_from for m in found.members] == [None, 1]
    assert story(asked, "s9") is None and origin(asked, "o9") is None


def test_names_a_person_types(asked: Connection) -> None:
    names = ("i1", "s2", "o3", "r4", "tide-1", "i9", "r99", "nothing")
    assert [resolve(asked, name) for name in names] == ["i1", "s2", "o3", "r4", "r1", None, None, None]


def test_private_persons_are_not_listed(asked: Connection) -> None:
    names = [s.name for s in speakers(asked).items]
    assert "Hedvika Sorl" not in names and speaker(asked, "Hedvika Sorl") is None
    assert {"Ruvan Eskeld", "Health Ministry", "fire service", "Drennia", "election board"} <= set(names)


def test_a_person_in_many_stories_is_public(asked: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["sayso.queries.speakers"], "STORIES", 1)
    assert "Hedvika Sorl" in [s.name for s in speakers(asked).items]


def test_a_speaker(asked: Connection) -> None:
    page = speaker(asked, "Ruvan Eskeld")
    assert page and page.acts == {"state": 3} and [i.id for i in page.incidents] == ["i1"]
    assert (page.speaker.claims, page.speaker.reports) == (3, 3)
    assert (page.speaker.first, page.speaker.last) == ("2023-05-16", "2023-05-17")


def test_map_and_time_line(asked: Connection) -> None:
    assert [(p.id, p.lat, p.lon) for p in points(asked)] == [("i1", 4.25, -3.5)]
    assert [(d.day, d.reports, d.incidents) for d in days(asked)] == [("2023-05-17", 2, 0), ("2023-05-16", 1, 1)]


def test_chains_and_snippets(asked: Connection) -> None:
    first = claims(asked, Filter(speaker="fire service")).items[0]
    assert first.through == ("Olvask Telegraph",) and first.incident == "i1"
    assert ledgers.OTHER[first.start : first.end] == "said"
    assert "denied" in (reports(asked, Filter(text="denied")).items[0].snippet or "")
