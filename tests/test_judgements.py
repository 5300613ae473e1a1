"""Judgements: added, laid over what the machine found, undone; kept through rereading and relinking."""

from __future__ import annotations

from collections.abc import Iterator

import ledgers
import pytest
from test_ledger_linked import AGENCY, OTHER, fill

from sayso import InputError, Report
from sayso.ledger import judge
from sayso.ledger.relinked import relink, reread
from sayso.ledger.rereader import Rereader
from sayso.ledger.standing import judged_reading
from sayso.ledger.store import Ledger, open_ledger
from sayso.queries import Filter, claims, incident, incidents, report

BY = {"author": "Ada Quill", "reason": "read it"}


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with open_ledger(where, write=True) as made:
        yield made


def spot(text: str, words: str) -> tuple[int, int]:
    found = ledgers.span(text, words)
    return found.start, found.end


def test_a_correction_shows_and_is_undone(ledger: Ledger) -> None:
    ledgers.fill(ledger)
    at = spot(ledgers.OTHER, "denied")
    with ledger.writing() as connection:
        first = judge.correct(connection, "claim", 3, *at, "speaker", "Government of Drennia", **BY)
    with ledger.reading() as connection:
        assert [c.id for c in claims(connection, Filter(speaker="Government of Drennia")).items] == ["c3"]
        (made,) = judge.history(connection)
        assert (made.machine, made.value, made.words) == ("Drennia", "Government of Drennia", "denied")
        assert (made.author, made.reason, made.standing, made.undoes) == ("Ada Quill", "read it", True, None)
    with ledger.writing() as connection:
        second = judge.correct(connection, "claim", 3, *at, "speaker", "Drennia's cabinet", **BY)
    with ledger.writing() as connection:
        undone = judge.undo(connection, second, **BY)
    with ledger.reading() as connection:
        page = report(connection, 3)
        assert page and page.reading.claims[2].speaker
        assert page.reading.claims[2].speaker.name == "Government of Drennia"
        assert [(j.number, j.kind, j.standing) for j in page.judgements] == [
            (undone, "undo", True), (second, "correct", False), (first, "correct", True),
        ]  # fmt: skip
    with ledger.writing() as connection:
        judge.undo(connection, undone, **BY)
    with ledger.reading() as connection:
        assert claims(connection, Filter(speaker="Drennia's cabinet")).items
    with ledger.writing() as connection:
        judge.undo(connection, second, **BY)
        judge.undo(connection, first, **BY)
    with ledger.reading() as connection:
        assert claims(connection, Filter(speaker="Drennia")).items[0].id == "c3"
        assert not [j for j in judge.history(connection) if j.standing and j.kind == "correct"]


@pytest.mark.parametrize(
    ("target", "words", "field", "value", "found"),
    [
        ("claim", "denied", "act", "state", "state"),
        ("claim", "denied", "hedged", "true", True),
        ("time", "Tuesday", "value", "2023-05-09", "2023-05-09"),
        ("time", "Tuesday", "from", "2023-05-09", "2023-05-09"),
        ("place", "Port Averin", "geonames_id", "88", 88),
        ("place", "Port Averin", "lat", "-4.5", -4.5),
        ("figure", "Eleven people", "low", "10", 10),
        ("figure", "Eleven people", "high", None, None),
    ],
)
def test_what_can_be_corrected(
    ledger: Ledger, target: judge.Found, words: str, field: str, value: str | None, found: object
) -> None:
    ledgers.fill(ledger)
    with ledger.writing() as connection:
        judge.correct(connection, target, 3, *spot(ledgers.OTHER, words), field, value, **BY)
    with ledger.reading() as connection:
        reading = judged_reading(connection, 3)
        (made,) = judge.history(connection)
    assert reading is not None and made.value == found
    values = {"claim": reading.claims[2], "time": reading.times[0], "figure": reading.figures[0]}
    if target in values:
        assert getattr(values[target], "from_" if field == "from" else field) == found


@pytest.mark.parametrize(
    ("target", "field", "value", "said"),
    [
        ("claim", "act", "shout", "one of state, confirm"),
        ("claim", "confidence", "1", "has no field"),
        ("claim", "act", None, "no act"),
        ("claim", "speaker", "  ", "empty"),
        ("claim", "speaker", "x" * 1001, "more than"),
        ("place", "lat", "91", "between -90 and 90"),
        ("place", "lat", "north", "no lat"),
        ("figure", "low", "-1", "between 0"),
        ("figure", "low", "many", "no low"),
        ("time", "from", "soon", "no from"),
        ("figure", "low", "3", "no figure at"),
    ],
)
def test_what_cannot_is_told_and_nothing_is_written(
    ledger: Ledger, target: judge.Found, field: str, value: str | None, said: str
) -> None:
    ledgers.fill(ledger)
    at = spot(ledgers.OTHER, "denied")
    with pytest.raises(InputError, match=said), ledger.writing() as connection:
        judge.correct(connection, target, 3, *at, field, value, **BY)
    with pytest.raises(InputError, match="author"), ledger.writing() as connection:
        judge.verdict(connection, "reject", "claim", 3, *at, author=" ")
    with pytest.raises(InputError, match="no judgement"), ledger.writing() as connection:
        judge.undo(connection, 7, author="a")
    with ledger.reading() as connection:
        assert judge.history(connection) == ()


def test_a_rejected_claim_counts_nowhere(ledger: Ledger) -> None:
    ledgers.fill(ledger)
    with ledger.writing() as connection:
        made = judge.verdict(connection, "reject", "claim", 3, *spot(ledgers.OTHER, "according to"), **BY)
    with ledger.reading() as connection:
        assert [c.id for c in claims(connection, Filter(report=3)).items] == ["c1", "c3", "c4"]
        page, reading = report(connection, 3), judged_reading(connection, 3)
        assert page and [(r.claim, r.judgement) for r in page.rejected] == [("c2", made)]
        assert len(page.reading.claims) == 4  # it stays in the reading
        assert reading and [(c.id, c.within) for c in reading.claims] == [("c1", None), ("c3", None), ("c4", None)]
    with ledger.writing() as connection:
        judge.verdict(connection, "accept", "claim", 3, *spot(ledgers.OTHER, "according to"), **BY)
    with ledger.reading() as connection:
        assert [c.accepted for c in claims(connection, Filter(report=3)).items] == [False, True, False, False]


def test_a_rejected_figure_leaves_the_others_in_their_places(ledger: Ledger) -> None:
    ledgers.fill(ledger)
    with ledger.writing() as connection:
        judge.verdict(connection, "reject", "figure", 1, *spot(ledgers.AGENCY, "Nine dock workers"), **BY)
    with ledger.reading() as connection:
        reading = judged_reading(connection, 1)
    assert reading and [f.text for f in reading.figures] == ["nine deaths"]


def test_rereading_keeps_judgements(ledger: Ledger) -> None:
    ledgers.fill(ledger)
    at = spot(ledgers.OTHER, "denied")
    with ledger.writing() as connection:
        made = judge.correct(connection, "claim", 3, *at, "speaker", "Government of Drennia", **BY)
        judge.verdict(connection, "reject", "claim", 1, *spot(ledgers.AGENCY, "confirmed"), **BY)
    work = Rereader(ledger, "another", link=reread)
    for one in work.reports():
        work.take(ledgers.reading(one))
    work.save()
    assert work.done == 4
    with ledger.reading() as connection:
        assert claims(connection, Filter(speaker="Government of Drennia")).items[0].id == "c3"
        assert [c.id for c in claims(connection, Filter(report=1)).items] == ["c1", "c2"]
    with ledger.writing() as connection:
        judge.undo(connection, made, **BY)
    with ledger.reading() as connection:
        assert claims(connection, Filter(speaker="Drennia")).items


def made(id: str, text: str, day: int, title: str) -> Report:
    return Report(id, text, title=title, published=f"2024-03-{day:02d}", publisher=id, where=id)


def groups(ledger: Ledger) -> list[tuple[str, ...]]:
    with ledger.reading() as connection:
        return sorted(i.reports for i in incidents(connection).items)


def test_merging_and_splitting_incidents(ledger: Ledger) -> None:
    given = [made("a", AGENCY, 12, "Blast"), made("b", AGENCY + "More.", 12, "Blast"), made("c", OTHER, 12, "Vote")]
    fill(ledger, given)
    assert groups(ledger) == [("a", "b"), ("c",)]
    with ledger.writing() as connection:
        merged = judge.same(connection, "incident", [1, 3], **BY)
    assert groups(ledger) == [("a", "b", "c")]
    with ledger.writing() as connection:
        split = judge.different(connection, "incident", [2], **BY)
    assert groups(ledger) == [("a", "c"), ("b",)]
    with ledger.reading() as connection:
        page = incident(connection, incidents(connection, Filter(report=1)).items[0].id)
        assert page and {j.number for j in page.judgements} == {merged, split}
    with ledger.writing() as connection:
        judge.undo(connection, merged, **BY)
    assert groups(ledger) == [("a",), ("b",), ("c",)]
    fill(ledger, [made("d", AGENCY + "Later.", 13, "Blast")])  # what comes later does not undo it
    assert not any({"a", "b"} <= set(group) for group in groups(ledger))
    with ledger.writing() as connection:
        judge.undo(connection, split, **BY)
    assert ("a", "b", "d") in groups(ledger)


def test_relinking_keeps_a_split(ledger: Ledger) -> None:
    fill(ledger, [made("a", AGENCY, 12, "Blast"), made("b", AGENCY + "More.", 12, "Blast")])
    with ledger.writing() as connection:
        judge.different(connection, "incident", [2], **BY)
        judge.different(connection, "origin", [2], **BY)
    with ledger.writing() as connection:
        relink(connection, [1, 2])
    assert groups(ledger) == [("a",), ("b",)]


def test_links_that_cannot_be_judged(ledger: Ledger) -> None:
    ledgers.fill(ledger)
    for numbers, said in (([1], "two reports"), ([1, 1], "two reports"), ([1, 99], "no report 99")):
        with pytest.raises(InputError, match=said), ledger.writing() as connection:
            judge.same(connection, "incident", numbers, **BY)
    with pytest.raises(InputError, match="nothing to tell apart"), ledger.writing() as connection:
        judge.different(connection, "incident", [4], **BY)
