"""Readings in and out again, spans checked, reports told apart by address and text."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from readings import TEXT, Full, full, report, simple
from sqlalchemy import func, insert, select

from sayso import Claim, InputError, Reading, Report, Span
from sayso.ledger import write
from sayso.ledger.address import address, fingerprint, published_day
from sayso.ledger.read import load_reading, load_report
from sayso.ledger.schema import claims, judgements, metadata, names, readings, reports
from sayso.ledger.search import claims_about, reports_about
from sayso.ledger.store import Ledger, open_ledger


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with open_ledger(where, write=True) as made:
        yield made


def counts(ledger: Ledger) -> dict[str, int]:
    with ledger.reading() as connection:
        counted = {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in metadata.sorted_tables}
    return {name: number for name, number in counted.items() if number and name != "migrations"}


def store(ledger: Ledger, *pairs: tuple[Report, Reading], reader: str = "1") -> list[str]:
    with ledger.writing() as connection:
        return [done.outcome for done in write.store(connection, pairs, reader)]


def test_a_reading_comes_out_as_it_went_in(ledger: Ledger) -> None:
    one, two = report(1, url="https://tide.example/1", byline="A. Writer"), report(2, published="2024")
    assert store(ledger, (one, full(one)), (two, simple(two))) == ["new", "new"]
    with ledger.reading() as connection:
        assert load_report(connection, 1) == one
        assert load_reading(connection, 2) == simple(two)
        loaded, wanted = load_reading(connection, 1), full(one)
        assert loaded is not None
        for key in Reading.__struct_fields__:
            assert getattr(loaded, key) == getattr(wanted, key)
        assert load_report(connection, 3) is None and load_reading(connection, 3) is None
    assert counts(ledger) == {
        "reports": 2, "readings": 2, "claims": 7, "claim_contents": 7, "names": 2, "times": 1, "places": 2,
        "figures": 2, "checks": 1,
    }  # fmt: skip


def test_rows_refer_to_one_another(ledger: Ledger) -> None:
    for number in (1, 2):  # the second's numbers go on from the first's
        one = report(number)
        store(ledger, (one, full(one)))
    with ledger.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT c.report_id, w.label, p.name, t.value, f.low, q.low, o.name FROM figures g"
            " JOIN figures f ON g.part_of_id = f.id LEFT JOIN figures q ON q.part_of_id = f.id"
            " JOIN claims c ON f.claim_id = c.id JOIN places p ON f.place_id = p.id JOIN times t ON f.time_id = t.id"
            " JOIN places r ON r.report_id = c.report_id JOIN places o ON r.relation_other_id = o.id"
            " JOIN claims d ON d.report_id = c.report_id JOIN claims w ON d.within_id = w.id ORDER BY 1"
        ).all()
    assert [tuple(row) for row in rows] == [
        (number, "c2", "Port Averin", "2024-12-22", 12, 3, "Port Averin") for number in (1, 2)
    ]


def test_the_same_text_from_the_same_address_is_one_report(ledger: Ledger) -> None:
    first = report(1, url="https://Tide.example/a?id=3&utm_source=x#top")
    again = report(1, url="https://tide.example/a?id=3", title="Another title")
    changed = report(2, url="https://tide.example/a?id=3")
    pairs = [(one, simple(one)) for one in (first, again, changed, first)]
    assert store(ledger, *pairs) == ["new", "known", "version", "known"]
    assert store(ledger, *pairs) == ["known"] * 4
    with ledger.reading() as connection:
        rows = connection.execute(select(reports).order_by(reports.c.id)).all()
        assert write.find(connection, again) == 1
        assert write.find(connection, report(3)) is None
    assert [(row.version, row.previous_id, row.title) for row in rows] == [(1, None, "Blast 1"), (2, 1, "Blast 2")]
    assert rows[0].sha256 == fingerprint(first.text) and rows[0].published_day == "2024-12-22"


def test_the_same_text_from_two_addresses_is_two_reports(ledger: Ledger) -> None:
    one, two = (report(1, url=f"https://tide.example/{k}") for k in "ab")
    assert store(ledger, (one, simple(one)), (two, simple(two))) == ["new", "new"]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (Report("a.txt", "x", where="/n/a.txt"), "/n/a.txt#a.txt"),
        (Report("/n/a.txt", "x", where="/n/a.txt"), "/n/a.txt"),
        (Report("/n/a.txt", "x"), "/n/a.txt"),
        (Report("/n/../b.txt", "x"), "/b.txt"),
        (Report("7", "x", where="/n/a.jsonl:3"), "/n/a.jsonl#7"),
        (Report("/a.jsonl:3", "x", where="/a.jsonl:3"), "/a.jsonl#sha256:2d711642b726b04401627ca9fbac32f5"),
        (Report("-", "x", where="-"), "-"),
        (Report("a", "x", url="HTTPS://A.example:443/b?utm_medium=1&fbclid=2#c"), "https://a.example/b"),
        (Report("a", "x", url="https://a.example/?p=3"), "https://a.example/?p=3"),
        (Report("a", "x", url="https://a.example:8080/b%20c?q=%2f"), "https://a.example:8080/b%20c?q=%2f"),
        (Report("/a", "x", url="https://a.example/"), "/a"),
        (Report("/a", "x", url="https://a.example:port/b"), "/a"),
        (Report("/a", "x", url="javascript:alert(1)"), "/a"),
        (Report("g1", "x", where="https://a.example/feed#2"), "https://a.example/feed#2#g1"),
    ],
)
def test_addresses(given: Report, wanted: str) -> None:
    assert address(given) == wanted


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (None, None), ("2024", None), ("2024-12", None), ("2024-12-22", "2024-12-22"),
        ("2024-12-22T01:30", "2024-12-22"), ("2024-12-22T01:30+05:00", "2024-12-21"),
        ("2024-12-22T23:30Z", "2024-12-22"), ("2024-12-22T23:30:00-0500", "2024-12-23"), ("0001-01-01T00:00+05:00",
        "0001-01-01"), ("9999-12-31T23:59-05:00", "9999-12-31"),
    ],
)  # fmt: skip
def test_days_of_publication(published: str | None, day: str | None) -> None:
    assert published_day(published) == day


def broken(key: str, **changes: object) -> Full:
    made = full(report())
    first = msgspec.structs.replace(getattr(made, key)[0], **changes)
    return msgspec.structs.replace(made, **{key: (first, *getattr(made, key)[1:])})


def test_every_span_is_checked_before_anything_is_written(ledger: Ledger) -> None:
    good, one = report(7), report()
    wrong = [
        *(broken(key, text="Averim") for key in ("names", "times", "places", "figures", "checks")),
        *(broken("claims", **{key: Span(3, 5, "xx")}) for key in ("source", "cue")),
        broken("claims", content=(Span(0, 3, "At "), Span(900, 903, "abc"))),
        broken("names", start=-6, end=0),
        broken("claims", within="c9"), broken("times", claim="c9"), broken("figures", where=2),
        broken("figures", when=-1), broken("figures", part_of=9), broken("claims", id="c2"),
        msgspec.structs.replace(full(report()), text="Another text."),
    ]  # fmt: skip
    for reading in wrong:
        with pytest.raises(InputError):
            store(ledger, (good, simple(good)), (one, reading))
    assert counts(ledger) == {}


def test_what_databases_cannot_keep(ledger: Ledger) -> None:
    one = report(1, title="A\0B", byline="\ud83d!", publisher="Ünïcode \U0001f600")
    reading = full(one)
    vast = msgspec.structs.replace(reading.figures[0], low=10**30, high=2**63 - 1)
    store(ledger, (one, msgspec.structs.replace(reading, figures=(vast,), title="x")))
    with ledger.reading() as connection:
        loaded = load_report(connection, 1)
        row = connection.exec_driver_sql("SELECT low, high FROM figures").one()
    assert loaded and (loaded.title, loaded.byline, loaded.publisher) == ("A\ufffdB", "\ufffd!", "Ünïcode \U0001f600")
    assert tuple(row) == (None, 2**63 - 1)


def test_a_reading_is_replaced_and_judgements_stay(ledger: Ledger) -> None:
    one, two = report(1), report(2)
    store(ledger, (one, full(one)), (two, full(two)))
    row = {"made": "2024", "author": "a", "kind": "reject", "target": "claim", "report_id": 1, "start_char": 3}
    with ledger.writing() as connection:
        connection.execute(insert(judgements), [row])
    with ledger.writing() as connection:
        write.replace(connection, 1, simple(one), "2")
    with ledger.reading() as connection:
        assert load_reading(connection, 1) == simple(one)
        assert connection.execute(select(readings.c.report_id, readings.c.reader).order_by("report_id")).all() == [
            (1, "2"), (2, "1"),
        ]  # fmt: skip
        assert connection.scalar(select(func.count()).select_from(names)) == 2
        assert connection.execute(claims_about(connection, "part")).all() == [(6,), (7,)]  # the second report's alone
    assert counts(ledger)["judgements"] == 1


def test_full_text(ledger: Ledger) -> None:
    texts = ["The mayors said bridges were closed.", "The dam said nothing about café owners.", 'He said "no" AND ran.']
    for k, text in enumerate(texts, 1):
        one = report(k, text)
        store(ledger, (one, simple(one)))
    with ledger.reading() as connection:

        def found(query: str) -> list[int]:
            return sorted(row[0] for row in connection.execute(reports_about(connection, query)))

        assert found("bridge") == [1]
        assert found("Mayor closed") == [1]
        assert found('"bridges were"') == [1] and found('"were bridges"') == []
        assert found("blast") == [1, 2, 3]  # in the titles
        assert found("owners -bridge") == []
        for odd in ('"', '""', "AND", "NEAR(", "*", "a:b", "(", "title:dam", "'; DROP TABLE reports", "\0", "!&|"):
            found(odd)


def test_a_claim_without_content_is_kept(ledger: Ledger) -> None:
    one = report(text=TEXT)
    claim = Claim("c1", None, None, (), None, None, "indirect", "state", False, 1.0)
    store(ledger, (one, msgspec.structs.replace(simple(one), claims=(claim,))))
    with ledger.reading() as connection:
        assert connection.scalar(select(claims.c.content)) == ""
