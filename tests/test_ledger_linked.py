"""What the linker finds, in the tables: the same in whatever order reports come, after new versions and rereading."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from readings import simple
from sqlalchemy import select

from sayso import Report
from sayso.ledger.adder import Adder
from sayso.ledger.linked import link
from sayso.ledger.rereader import Rereader
from sayso.ledger.schema import (
    account_entries,
    accounts,
    copied_sentences,
    incident_reports,
    incidents,
    metadata,
    origin_reports,
    origins,
    passages,
    reports,
    stories,
    story_reports,
)
from sayso.ledger.store import Ledger, open_ledger

AGENCY = (
    "An explosion tore through a grain store in the port of Averin on Tuesday morning and killed nine dock workers, "
    "the regional fire service said. Flames rose above the northern pier for several hours before crews from three "
    "districts brought them under control with foam and sea water. The harbour master closed the basin to all ships "
    "and ordered divers to search the collapsed quay for two sailors who were still missing in the evening. Officials "
    "said the store had been inspected in March and that no fault had been found in its ventilation. Grain dust hung "
    "over the basin until noon and divers worked by hand lamps. Trains that carry barley to the silos stopped at the "
    "border, where forty wagons waited, and exporters asked for berths in other ports. The company that leases the "
    "pier promised to pay wages for three months and opened a fund for the families. "
)
OTHER = (
    "Voters in the mountain district of Hallin chose a schoolteacher as their first woman mayor on Sunday, the "
    "election board said. She defeated a sheep farmer by four hundred votes after promising to reopen the railway "
    "station. The losing candidate congratulated her in the square and said he would not ask for a recount. Turnout "
    "rose to its highest level in thirty years as snow melted early on the passes and buses ran all day. "
)
OWN = (
    "Relatives waited at the gates for news while ministers from the capital arrived by train. A shopkeeper said her "
    "windows broke and that she thought of an earthquake first. The trade union called for a day of mourning. Schools "
    "near the basin sent pupils home before noon because of the smoke. A choir sang outside the chapel after dark. "
    "Insurers put the damage at forty million crowns and warned that claims would take years to settle. Fishermen "
    "found charred barley on beaches as far away as the lighthouse. A retired crane driver remembered a smaller fire "
    "in the seventies, when the warehouse was made of timber. Ferries to the islands left from the yacht club instead, "
    "with delays of two hours, and taxis took stranded passengers to hotels at no cost. The opposition asked for a "
    "debate in parliament about rules for silos, which were last changed before the war. "
)
MUSEUM = (
    "The museum of clocks in Lund said it would open a second hall for sundials in autumn. A carpenter who restores "
    "wooden movements will show visitors how gears were cut by hand, and entry stays free for children. "
)


def news() -> list[Report]:
    def made(name: str, text: str, publisher: str, day: int) -> Report:
        return Report(name, text, name, f"2024-03-{day:02d}", publisher, f"https://{publisher}.example/{name}")

    return [
        made("wire", f"AVERIN (AFP) - {AGENCY}", "olvask", 12),
        made("copy", AGENCY + "The mayor said so.", "tide", 13),
        made("part", OWN + AGENCY.partition(" The harbour")[0] + " The rest said nothing.", "post", 13),
        made("vote", OTHER, "tide", 12),
        made("vote2", OTHER + "It is said to be a record.", "post", 12),
        made("alone", MUSEUM, "lund", 30),
    ]


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with open_ledger(where, write=True) as made:
        yield made


def fill(ledger: Ledger, given: Sequence[Report], *, at_once: int = 100) -> Ledger:
    adder = Adder(ledger, lambda: "1", link=link)
    for k, one in enumerate(given, 1):
        adder.take(one, simple(one))
        if k % at_once == 0:
            adder.save()
    adder.save()
    return ledger


def linked(ledger: Ledger) -> dict[str, Any]:
    """Everything that was linked, by what does not depend on the order of arrival."""
    out: dict[str, Any] = {}
    with ledger.reading() as connection:
        name = {row.id: row.input_id + f"/{row.version}" for row in connection.execute(select(reports))}
        for table, inner in ((origins, origin_reports), (stories, story_reports), (incidents, incident_reports)):
            (key,) = [c for c in inner.c if c.references(table.c.id)]
            groups: dict[int, list[Any]] = {}
            for row in connection.execute(select(inner, key.label("of"))).mappings():
                groups.setdefault(row["of"], []).append((name[row["report_id"]], row.get("role"), row.get("share")))
            listed = {}
            for row in connection.execute(select(table)).mappings():
                told = {k: v for k, v in row.items() if k not in ("id", "story_id", "first_report_id")}
                listed[tuple(sorted(groups.pop(row["id"])))] = told
            assert not groups
            out[table.name] = listed
        out["passages"] = sorted(
            (name[row.report_id], name[row.from_report_id], round(row.share, 4), row.joins)
            for row in connection.execute(select(passages))
        )
        text = {row.id: row.text for row in connection.execute(select(reports))}
        joined = select(copied_sentences, passages.c.from_report_id).join(
            passages, copied_sentences.c.passage_id == passages.c.id
        )
        out["sentences"] = sorted(
            (text[r.report_id][r.start_char : r.end_char], text[r.from_report_id][r.from_start : r.from_end])
            for r in connection.execute(joined)
        )
        told = select(accounts, account_entries).join(account_entries, account_entries.c.account_id == accounts.c.id)
        out["accounts"] = sorted(
            (row.respect, row.speaker or "", name[row.report_id], row.words, row.as_of, row.conflicting)
            for row in connection.execute(told)
        )
    return out


def test_copies_stories_and_incidents_are_in_the_tables(ledger: Ledger) -> None:
    found = linked(fill(ledger, news()))
    names = [sorted(name for name, *_ in group) for group in found["origins"]]
    assert sorted(names) == [["alone/1"], ["copy/1", "wire/1"], ["part/1"], ["vote/1", "vote2/1"]]
    assert [told["agency"] for group, told in found["origins"].items() if "wire/1" in str(group)] == ["AFP"]
    shared = [(a, b, joins) for a, b, _, joins in found["passages"]]
    assert ("copy/1", "wire/1", True) in shared and ("part/1", "wire/1", False) in shared
    assert len({frozenset(pair[:2]) for pair in shared}) == len(shared)
    assert all(first and second for first, second in found["sentences"])
    for listed in (found["incidents"], found["stories"]):
        assert sorted(name for group in listed for name, role, _ in group if role != "also") == sorted(
            f"{report.id}/1" for report in news()
        )


@pytest.mark.parametrize("seed", range(4))
def test_the_order_in_which_reports_come_does_not_matter(ledger: Ledger, tmp_path_factory: Any, seed: int) -> None:
    with open_ledger(tmp_path_factory.mktemp("other") / "l.db", write=True) as first:
        wanted = linked(fill(first, news()))
    given = news()
    random.Random(seed).shuffle(given)
    assert linked(fill(ledger, given, at_once=1 + seed)) == wanted


def test_a_new_version_takes_the_place_of_the_old(ledger: Ledger, tmp_path_factory: Any) -> None:
    *rest, old = [r for r in news() if r.id != "copy"] + [r for r in news() if r.id == "copy"]
    new = Report("copy", OTHER + "The mayor said so.", "copy", old.published, old.publisher, old.url)
    found = linked(fill(ledger, [*rest, old, new], at_once=3))
    assert ["copy/2", "vote/1", "vote2/1"] in [sorted(name for name, *_ in group) for group in found["origins"]]
    assert "copy/1" not in str(found)


def test_rereading_links_anew_what_it_linked(ledger: Ledger) -> None:
    wanted = linked(fill(ledger, news()))
    work = Rereader(ledger, "2", link=link)
    for one in work.reports():
        work.take(simple(one))
    work.save()
    assert linked(ledger) == wanted


def test_every_reference_leads_somewhere(ledger: Ledger) -> None:
    fill(ledger, news())
    with ledger.reading() as connection:
        for table in metadata.sorted_tables:
            for key in table.foreign_keys:
                lost = select(key.parent).where(key.parent.is_not(None), key.parent.not_in(select(key.column)))
                assert connection.execute(lost).all() == [], f"{table.name}.{key.parent.name}"
