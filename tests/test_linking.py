"""Origins, incidents, accounts: over invented reports, in any order, with judgements and without."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.copying import KINDS, cases
from benchmarks.linking import by_hand
from sayso import Report
from sayso._types import Act, Claim, Figure, Name, Reading, Span, Speaker
from sayso.linking import Linker, Memory
from sayso.linking.accounts import Telling, accounts, conflicts, estimate, tellings, updates
from sayso.linking.clustering import average_linkage
from sayso.linking.copies import compare, make
from sayso.linking.credits import credits
from sayso.linking.incidents import Incidents
from sayso.linking.kinds import ACLED, PLOVER, kind_of
from sayso.linking.kinds import KINDS as INCIDENT_KINDS
from sayso.linking.origins import Origins
from sayso.linking.text import cuts, sentences

NAMES = st.sampled_from("abcdefg")


def origin_groups(reports: list[Report]) -> dict[str, str]:
    index = Memory()
    linker = Origins(index)
    for report in reports:
        linker.add(report)
    return index.clusters("origin", [r.id for r in reports])


def test_origins_of_reports_written_by_hand() -> None:
    made = by_hand()
    found = origin_groups([c.report for c in made])
    for a in made:
        for b in made:
            assert (found[a.report.id] == found[b.report.id]) == (a.origin == b.origin), (a.report.id, b.report.id)


def test_origins_do_not_depend_on_the_order() -> None:
    reports = [c.report for c in cases(3, 6, list(KINDS)[:3])]
    found = origin_groups(reports)
    for seed in range(3):
        random.Random(seed).shuffle(reports)
        assert origin_groups(reports) == found


def test_an_origin_names_its_agency_and_its_sentences() -> None:
    index = Memory()
    linker = Origins(index)
    texts = {c.report.id: c.report for c in by_hand()}
    for name in ("h03", "h01", "h13", "h11"):
        linker.add(texts[name])
    origin = linker.origin(index.clusters("origin", ["h03"])["h03"])
    assert (origin.agency, origin.source) == ("VNA", "h01")
    copied = next(c for c in origin.reports if c.report == "h03")
    assert copied.share == 1.0
    for s in copied.sentences:
        assert texts["h01"].text[s.from_start : s.from_end].endswith(texts["h03"].text[s.start : s.end])
    [passage] = linker.passages("h13")
    assert passage.source == "h11"
    assert passage.share < 0.3
    assert texts["h13"].text[passage.sentences[0].start :].startswith("Trains came to a halt")


def test_furniture_of_an_outlet_joins_nothing() -> None:
    footer = (
        "\n\nThe Hollin Echo is printed on the island since 1911 and lives from what its readers give."
        "\n\nThe Hollin Echo thanks the harbour trust for its support of local reporting."
    )
    stories = [
        "A heron has nested on the roof of the customs house, and the clerks use the back door.",
        "The parish sold its second bell to a collector from overseas for an undisclosed sum.",
        "Divers found a cart wheel from the time of the great flood below the mill.",
        "Nobody has applied for the post of lamplighter, which falls vacant in the autumn.",
    ]
    reports = [Report(f"r{k}", text + footer, publisher="The Hollin Echo") for k, text in enumerate(stories)]
    assert len(set(origin_groups(reports).values())) == len(reports)


def test_forgetting_a_report_leaves_the_rest_as_if_it_had_not_been() -> None:
    reports = [c.report for c in by_hand()]
    index = Memory()
    linker = Origins(index)
    for report in reports:
        linker.add(report)
    linker.forget("h01")
    assert index.clusters("origin", [r.id for r in reports]) == origin_groups([r for r in reports if r.id != "h01"])


@pytest.mark.parametrize(
    ("text", "agency", "role"),
    [
        ("PORT LISSE (Reuters) - A ferry sank.", "Reuters", "main"),
        ("A ferry sank.\n\nAFP", "AFP", "main"),
        ("A ferry sank. With AP contributing.", "AP", "contributing"),
        ("By Ode Brill, Associated Press\n\nA ferry sank.", "AP", "main"),
        ("A ferry sank.\n\n(With inputs from PTI)", "PTI", "contributing"),
    ],
)
def test_credits(text: str, agency: str, role: str) -> None:
    [found] = credits(Report("x", text))
    assert (found.agency, found.role) == (agency, role)
    assert found.span and text[found.span.start : found.span.end] == found.span.text


def test_who_is_quoted_is_not_credited() -> None:
    assert credits(Report("x", "The minister told Reuters that the ferry had sunk. He spoke to AFP, too.")) == ()


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_is_cut_into_its_own_pieces(text: str) -> None:
    for start, end in cuts(text):
        assert text[start:end].strip() == text[start:end] or text[start:end].strip()
    for sentence in sentences(text):
        assert 0 <= sentence.start < sentence.end <= len(text)
    record = make(text).arrays()
    overlap = compare(record, record)
    assert 0 <= overlap.first <= 1 and overlap.first == overlap.second


@given(
    st.dictionaries(st.tuples(NAMES, NAMES).filter(lambda p: p[0] < p[1]), st.floats(0, 1), max_size=15),
    st.lists(st.tuples(NAMES, NAMES), max_size=2),
    st.randoms(),
)
def test_average_linkage_is_a_partition_whatever_the_order(edges, different, rng) -> None:  # type: ignore[no-untyped-def]
    nodes = list("abcdefg")
    found = average_linkage(nodes, edges, 0.4, different=[p for p in different if p[0] != p[1]])
    assert sorted(n for group in found for n in group) == nodes
    shuffled = list(edges.items())
    rng.shuffle(shuffled)
    rng.shuffle(nodes)
    assert average_linkage(nodes, dict(shuffled), 0.4, different=[p for p in different if p[0] != p[1]]) == found
    for a, b in different:
        assert a == b or not any(a in group and b in group for group in found)


def test_average_linkage_does_not_chain() -> None:
    edges = {("a", "b"): 0.9, ("b", "c"): 0.5, ("c", "d"): 0.9}
    assert average_linkage("abcd", edges, 0.4) == [["a", "b"], ["c", "d"]]
    assert average_linkage("abcd", edges, 0.4, same=[("a", "d")])[0][:2] == ["a", "b"]


# incidents ------------------------------------------------------------------------------------------------------------

SUNK = Report(
    "n1",
    "BRENNICK, May 3 - Two fishermen were killed when the trawler Ada Marlow sank off Cape Tollen on Tuesday, the "
    "coast guard said. The trawler Ada Marlow had left Brennick in a storm. Skipper Joost Valm was rescued by the "
    "lifeboat from Tollen.",
    title="Trawler sinks off Cape Tollen",
    published="2024-05-03",
)
SKIPPER = Report(
    "n2",
    "The skipper of the trawler Ada Marlow, Joost Valm, is in hospital in Brennick after his boat went down off Cape"
    " Tollen. Two men of his crew died on Tuesday, according to the coast guard. The lifeboat from Tollen found Valm"
    " on a raft.",
    title="Skipper of lost trawler in hospital",
    published="2024-05-04",
)
COUNCIL = Report(
    "n3",
    "The town council of Maarn voted on Tuesday to raise the price of parking. Mayor Hilde Osk said the money would "
    "mend Linden Street. Shopkeepers in Maarn are against it.",
    title="Maarn raises parking fees",
    published="2024-05-03",
)
REPORTS = [SUNK, SKIPPER, COUNCIL]


def test_incidents_and_judgements() -> None:
    index = Memory()
    linker = Incidents(index)
    for report in REPORTS:
        linker.add(report)
    groups = index.clusters("incident", ["n1", "n2", "n3"])
    assert groups["n1"] == groups["n2"] != groups["n3"]
    linker.judge("n1", "n2", same=False)
    linker.judge("n2", "n3", same=True)
    assert index.clusters("incident", ["n1", "n2", "n3"]) == {"n1": "n1", "n2": "n2", "n3": "n2"}
    linker.add(SUNK)  # relinking respects them
    assert index.clusters("incident", ["n1", "n2", "n3"]) == {"n1": "n1", "n2": "n2", "n3": "n2"}
    linker.judge("n1", "n2", same=None)
    linker.judge("n2", "n3", same=None)
    assert index.clusters("incident", ["n1", "n2", "n3"]) == groups


def test_a_report_that_mentions_another_incident() -> None:
    index = Memory()
    linker = Incidents(index)
    linker.add(SUNK)
    text = (
        "The market hall of Maarn will get a glass roof after all. The council decided so by nine votes to seven, "
        "with the Green Bench and the Farmers' Party in favour. Architect Petra Lindqvist showed drawings of the "
        "roof and of the new staircase on Linden Street. Work begins in August and costs two million crowns, said "
        "treasurer Emmo Haak. Stallholders fear for the Christmas trade. The session began with a minute of silence "
        "for the men of the trawler Ada Marlow, which sank off Cape Tollen. Then the councillors quarrelled over "
        "parking for three hours."
    )
    linker.add(Report("n4", text, title="Glass roof for Maarn", published="2024-05-20"))
    assert index.clusters("incident", ["n1", "n4"]) == {"n1": "n1", "n4": "n4"}
    assert linker.also("n4") == ("n1",)
    assert linker.also("n1") == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Soldiers and rebels clashed near Brenn; heavy fighting was reported.", "armed clash"),
        ("A car bomb exploded outside the market.", "explosion or remote strike"),
        ("Gunmen kidnapped twelve villagers.", "attack on civilians"),
        ("Thousands of protesters marched to the palace.", "protest"),
        ("Rioters looted shops and torched cars.", "riot"),
        ("Police arrested the editor and detained two of his staff.", "arrest"),
        ("A bus crash killed nine people on the coast road.", "accident"),
        ("An earthquake of magnitude 6 shook the island.", "disaster"),
        ("A man was stabbed in a robbery.", "crime"),
        ("The choir sang.", "other"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    found = kind_of(text)
    assert found.kind == kind
    assert bool(found.spans) == (kind != "other")
    assert all(text[s.start : s.end] == s.text for s in found.spans)


def test_every_kind_is_mapped() -> None:
    assert set(PLOVER) == set(ACLED) == set(INCIDENT_KINDS)


# accounts -------------------------------------------------------------------------------------------------------------


def telling(speaker: str | None, low: int, high: int | None, as_of: str, report: str, **more: object) -> Telling:
    base = Telling("killed", "says", speaker, None, low, high, None, as_of, report, None, (), 0, 4, "text")
    return msgspec.structs.replace(base, **more)


def test_a_toll_that_rises_is_an_update_and_two_tolls_at_once_a_conflict() -> None:
    told = [
        telling("fire service", 4, 4, "2023-05-16", "a"),
        telling("the fire service", 9, 9, "2023-05-17", "b"),
        telling("the fire service", 11, 11, "2023-05-18", "c"),
        telling("Health Ministry", 10, 10, "2023-05-18", "c"),
    ]
    found = accounts(told, {})
    fire = next(a for a in found if a.speaker == "the fire service")
    assert [t.low for t in fire.series] == [4, 9, 11]
    assert [(a.low, b.low) for a, b in updates(fire)] == [(4, 9), (9, 11)]
    [conflict] = conflicts(found)
    assert {conflict.first.low, conflict.second.low} == {10, 11}


def test_copies_are_one_voice() -> None:
    told = [telling(None, 4, 4, "2023-05-16", r) for r in "abc"] + [telling(None, 6, 6, "2023-05-16", "d")]
    [own] = accounts(told, dict.fromkeys("abc", "wire"))
    assert (own.origins, len(own.series)) == (2, 2)
    assert estimate(told, "killed", dict.fromkeys("abc", "wire")).best == 6
    assert estimate(told, "killed", {}).best == 4
    assert estimate(told, "killed", {}, "conservative").best == 4
    assert estimate([], "killed", {}).best is None


def test_the_injured_are_those_shot_less_the_dead() -> None:
    told = [
        telling(None, 2, 2, "2023-05-16", "a", text="two died"),
        telling(None, 5, 5, "2023-05-16", "a", respect="injured", text="five people were shot", start=9),
    ]
    assert estimate(told, "injured", {}).best == 3


def reading() -> Reading:
    text = "Lorvania blamed Drennia. Drennia denied it. Four died, the mayor said, as quoted by LPS."

    def span(words: str, at: int = 0) -> Span:
        start = text.index(words, at)
        return Span(start, start + len(words), words)

    def claim(name: str, source: str, cue: str, content: str, who: str, act: Act, within: str | None = None) -> Claim:
        speaker = Speaker(who, "organization")
        return Claim(name, span(source), span(cue), (span(content),), within, speaker, "indirect", act, False, 0.9)

    dead = span("Four died")
    return Reading(
        "r", None, "2023-05-17", None, None, None, text,
        (
            claim("c1", "Lorvania", "blamed", "Drennia", "government of Lorvania", "accuse"),
            claim("c2", "Drennia", "denied", "it", "government of Drennia", "deny"),
            claim("c3", "LPS", "as quoted by", "Four died, the mayor said", "LPS", "state"),
            claim("c4", "the mayor", "said", "Four died", "the mayor", "state", "c3"),
        ),
        (Name(0, 8, "Lorvania", "organization", "Lorvania"),),
        figures=(Figure(dead.start, dead.end, dead.text, "killed", 4, 4, "c4", None, None, None),),
    )  # fmt: skip


def test_who_says_what_through_whom() -> None:
    told = tellings(reading())
    killed = next(t for t in told if t.respect == "killed")
    assert (killed.speaker, killed.through, killed.low) == ("the mayor", ("LPS",), 4)
    who = [t for t in told if t.respect == "who"]
    assert [(t.stance, t.speaker) for t in who] == [
        ("accuses", "government of Lorvania"),
        ("denies", "government of Drennia"),
    ]
    [conflict] = conflicts(accounts(told, {}))
    assert conflict.kind == "denial"


def test_the_linker_from_a_reading_to_an_incident() -> None:
    index = Memory()
    linker = Linker(index)
    changes = linker.add(reading())
    assert changes.incidents.groups == {"r": ("r",)}
    assert linker.add(reading()).incidents.groups == {}
    found = linker.incident("r")
    assert found.reports == ("r",)
    assert found.origins == 1
    assert {a.respect for a in found.accounts} >= {"killed", "who"}
    assert len(found.conflicts) == 1
    linker.forget("r")
    assert index.clusters("incident", ["r"]) == {}


@given(
    st.lists(st.text(max_size=300), min_size=1, max_size=4),
    st.sampled_from([None, "0001-01-01", "9999-12-31", "2024", "2024-02-30", "2024-05-03T10:00:00Z"]),
)
@settings(max_examples=60, deadline=None)
def test_any_report_can_be_linked(texts: list[str], published: str | None) -> None:
    index = Memory()
    linker = Linker(index)
    for k, text in enumerate(texts):
        text = text + " on Feb. 29, Monday, 31 December" if k % 2 else text
        linker.add(Reading(f"r{k}", None, published, "x" if k else None, None, None, text, (), ()))
    for k in range(len(texts)):
        found = linker.incident(index.clusters("incident", [f"r{k}"])[f"r{k}"])
        assert f"r{k}" in found.reports
        assert f"r{k}" in {c.report for c in linker.origin(index.clusters("origin", [f"r{k}"])[f"r{k}"]).reports}
