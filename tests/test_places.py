"""Places in the reader, relations and stated distances. Texts are invented; distances between real towns are facts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import Place, Reader, Reading, Relation
from sayso.checks import distance
from sayso.places import borders, candidates, gazetteer, outlets, relations, toponyms
from sayso.places.relations import Stated
from sayso.places.resolve import Mention
from sayso.places.toponyms import Spotted
from sayso.reading.reader import MODEL
from sayso.reading.tokens import Tokens, load_tokenizer, tokenize


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


def named(reading: Reading) -> dict[str, Place]:
    return {p.text: p for p in reading.places}


def stated(text: str, *anchors: str) -> list[Stated]:
    return list(relations.find(text, [(text.index(a), text.index(a) + len(a)) for a in anchors]))


def test_a_report_of_places(reader: Reader) -> None:
    text = (
        "KAZAN, Russia — Drones hit a depot in Kazan on Friday, officials said. Moscow blamed Kiev for the attack. "
        "Russian forces shelled a village near Goma in the Democratic Republic of the Congo."
    )
    found = named(reader.read(text))
    assert (found["Kazan"].geonames_id, found["Kazan"].country, found["Kazan"].precision) == (551487, "RU", "exact")
    assert found["Kazan"].usage == "literal" and found["Moscow"].usage == "government"
    assert (found["Russian"].usage, found["Russian"].kind, found["Russian"].precision) == (
        "demonym",
        "country",
        "country",
    )
    assert found["Goma"].country == "CD" and found["Goma"].relation is not None
    assert found["Goma"].relation.kind == "near" and found["Goma"].relation.lat is None


TOKENIZER = load_tokenizer(MODEL)


def spotted(text: str, tokens: Tokens, pieces: list[tuple[int, int]]) -> list[Spotted]:
    def one(a: int, b: int) -> Spotted:
        start, end = int(tokens.starts[a]), int(tokens.ends[b - 1])
        return Spotted(a, b, Mention(start, end, text[start:end]))

    return [one(a, b) for a, b in pieces]


@pytest.mark.parametrize(
    ("text", "seen", "whole"),
    [
        ("a summit in Sharm El-Sheikh", ["Sharm El-"], ["Sharm El-Sheikh"]),
        ("roads in Hawke's Bay", ["Hawke's", "Bay"], ["Hawke's Bay"]),
        ("the European Union agreed", ["European", "Union"], ["European Union"]),
        ("farms in Cunene province", ["Cunene province"], ["Cunene"]),
        ("fighting in Sana'a", ["Sana'a"], ["Sana'a"]),
        ("the Gaza strip", ["Gaza strip"], ["Gaza strip"]),
        ("in new york", ["new york"], ["new york"]),
        ("in Kansas. City officials", ["Kansas"], ["Kansas"]),
        ("in Michigan. City Hall shut", ["Michigan", "City Hall"], ["Michigan", "City Hall"]),
        ("Guinea, Bissau", ["Guinea", "Bissau"], ["Guinea", "Bissau"]),
    ],
)
def test_toponyms_go_as_far_as_the_name(text: str, seen: list[str], whole: list[str]) -> None:
    tokens = tokenize(TOKENIZER, text)
    starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
    pieces = [(starts.index(at := text.index(words)), ends.index(at + len(words)) + 1) for words in seen]
    found = toponyms.whole(text, tokens, spotted(text, tokens, pieces), gazetteer.load())
    assert [s.mention.text for s in found] == whole


WORDS = ["New", "York", "City", "Hall", "Kansas", "Sharm", "El", "-", "Sheikh", "'", ".", "𝔊", "state"]


@given(
    st.lists(st.sampled_from(WORDS)),
    st.sets(st.integers(0, 40)),
)
def test_whole_toponyms_lie_in_the_text_and_none_over_another(words: list[str], cuts: set[int]) -> None:
    text = " ".join(words)
    tokens = tokenize(TOKENIZER, text)
    edges = sorted({c for c in cuts if c <= len(tokens)})
    pieces = list(pairwise(edges))
    found = toponyms.whole(text, tokens, spotted(text, tokens, pieces), gazetteer.load())
    at = 0
    for s in found:
        assert at <= s.a < s.b <= len(tokens)
        assert s.mention.text == text[s.mention.start : s.mention.end] and any(c.isalnum() for c in s.mention.text)
        at = s.b


def test_containment_decides(reader: Reader) -> None:
    for text, country, division in (
        ("The mayor of Alexandria, La., resigned on Monday.", "US", "Louisiana"),
        ("The mayor of Alexandria, Egypt, resigned on Monday.", "EG", None),
        ("Police in Paris, Texas, arrested two men.", "US", "Texas"),
    ):
        place = reader.read(text).places[0]
        assert place.country == country
        assert division is None or place.admin1 == division


def test_a_village_unknown_takes_the_place_that_holds_it(reader: Reader) -> None:
    found = named(reader.read("Two people died in Qrvelsholm, Texas, police said.")).get("Qrvelsholm")
    if found is not None:  # whether the network takes an invented word for a town is not promised
        assert (found.geonames_id, found.kind, found.precision, found.country) == (None, None, "region", "US")


def test_words_and_people_that_are_towns_too(reader: Reader) -> None:
    for text in (
        "Reading is fun, said the teacher.",
        "Paris Hilton sang.",
        "Michael Jordan scored 40 points, he said.",
    ):
        for place in reader.read(text).places:
            assert place.text not in ("Reading", "Paris", "Hilton", "Jordan")


def test_thousands_of_toponyms(reader: Reader) -> None:
    names = ["Kazan", "Goma", "Paris", "Lagos", "Springfield", "Alexandria", "Jordan", "Reading", "Mali", "Texas"]
    text = "Towns: " + ", ".join(names[k % 10] for k in range(3000)) + "."
    for place in reader.read(text).places:
        assert text[place.start : place.end] == place.text


@pytest.mark.parametrize(
    "text", ["", "\n", "a", "—", "20 km north of", "between and", "km km km", "Ω" * 50, "S. S. S."]
)
def test_odd_texts(reader: Reader, text: str) -> None:
    assert all(text[p.start : p.end] == p.text for p in reader.read(text).places)


def test_the_outlets_home() -> None:
    names = gazetteer.load()
    home = outlets.home(names, "www.thetowntalk.com", None)
    assert home is not None and (home.name, home.country) == ("Alexandria", "US")
    country = outlets.home(names, "harbour-herald.co.uk", None)
    assert country is not None and country.country == "GB"
    assert outlets.home(names, "The Harbour Herald", None) is None
    assert outlets.home(names, None, None) is None


@pytest.mark.parametrize(
    ("words", "name", "loose"),
    [
        ("Syrians", "Syria", False), ("Donetsk region", "Donetsk", False), ("the city of Kazan", "Kazan", False),
        ("Kazan Airport", "Kazan", True), ("eastern Ukraine", "Ukraine", True), ("Kazan's", "Kazan", False),
    ],
)  # fmt: skip
def test_readings_of_a_toponym(words: str, name: str, loose: bool) -> None:
    names = gazetteer.load()
    found = candidates.find(names, words)
    assert found.loose == loose
    assert any(names.entry(place).name.startswith(name) for place, _ in found.places)


@pytest.mark.parametrize(
    ("text", "kind", "km", "direction", "border"),
    [
        ("about 1,000 km from the Goma border", "to", 1000.0, None, True),
        ("a village 20 km north of Goma", "from", 20.0, "N", False),
        ("some 12 miles (19 km) south-west of Goma", "from", 19.312, "SW", False),
        ("ten kilometres outside Goma", "to", 10.0, None, False),
        ("a hundred miles east of Goma", "from", 160.934, "E", False),
        ("30-40 km from Goma", "to", None, None, False),
        ("forces near Goma", "near", None, None, False),
        ("just north of Goma", "from", None, "N", False),
        ("999,999,999 km from Goma", "to", None, None, False),
    ],
)
def test_relations(text: str, kind: str, km: float | None, direction: str | None, border: bool) -> None:
    (found,) = stated(text, "Goma")
    assert (found.kind, found.km, found.direction, found.border) == (kind, km, direction, border)


def test_between_two_places() -> None:
    (found,) = stated("on the road between Goma and Bukavu", "Goma", "Bukavu")
    assert (found.kind, found.anchor, found.other) == ("between", 0, 1)
    assert not stated("they live in Goma and Bukavu", "Goma", "Bukavu")


def test_a_point_only_where_the_words_give_one(reader: Reader) -> None:
    (place,) = reader.read("A bus fell into a ravine 20 km north of Goma, police said.").places
    assert place.relation is not None and place.relation.lat is not None and place.lat is not None
    assert 0.15 < place.relation.lat - place.lat < 0.21
    (place,) = reader.read("A bus fell into a ravine 20 km from Goma, police said.").places
    assert place.relation is not None and place.relation.km == 20 and place.relation.lat is None


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(0, 5000), st.sampled_from(sorted(relations.BEARINGS)))
def test_moving_keeps_the_distance(lat: float, lon: float, km: float, towards: str) -> None:
    there = relations.moved(lat, lon, km, towards)
    assert -90 <= there[0] <= 90 and -180 <= there[1] <= 180
    assert relations.between(lat, lon, *there) == pytest.approx(km, abs=0.5, rel=0.002)


@given(st.text("0123456789,. kmiles-andhuretwo", max_size=20))
def test_any_number_of_kilometres(words: str) -> None:
    for found in stated(words + " km from Goma", "Goma"):
        assert found.km is None or 0 <= found.km <= relations.FARTHEST


def place(text: str, at: int, lat: float, lon: float, country: str, kind: str = "city", **more: object) -> Place:
    fields: dict[str, object] = dict.fromkeys(Place.__struct_fields__)
    fields |= {
        "start": at,
        "end": at + len(text),
        "text": text,
        "name": text,
        "usage": "literal",
        "lat": lat,
        "lon": lon,
    }
    fields |= {"country": country, "kind": kind, "precision": "country" if kind == "country" else "exact", **more}
    return Place(**fields)  # type: ignore[arg-type]


def test_a_distance_to_a_border(reader: Reader) -> None:
    reading = reader.read("The blast hit Kazan, about 1,000 km from the Ukrainian border, officials said.")
    (check,) = reading.checks
    assert (check.kind, check.verdict) == ("distance", "holds")
    assert check.finds is not None and 850 < float(check.finds.split()[0]) < 950
    (check,) = reader.read("The blast hit Kazan, 200 km from the Ukrainian border, officials said.").checks
    assert check.verdict == "does not hold"


@pytest.mark.parametrize(
    ("km", "direction", "verdict"),
    [(720.0, "E", "holds"), (720.0, None, "holds"), (720.0, "W", "does not hold"), (90.0, None, "does not hold")],
)
def test_a_distance_between_towns(km: float, direction: str | None, verdict: str) -> None:
    text = "Kazan, X from Moscow"
    words = Relation(7, 20, "X from Moscow", "from" if direction else "to", km, direction)
    towns = [place("Kazan", 0, 55.79, 49.12, "RU"), place("Moscow", 14, 55.75, 37.62, "RU", relation=words)]
    (check,) = distance.distance_checks(text, towns)
    assert check.verdict == verdict


def test_a_distance_of_what_lies_between(reader: Reader) -> None:
    assert not reader.read("Troops advanced between Goma and Bukavu, 30 km from the Rwandan border, it said.").checks


def test_an_invented_port_is_nowhere() -> None:
    assert not candidates.find(gazetteer.load(), "Port Averin").places


def test_what_cannot_be_measured() -> None:
    text = "Kazan, X from Olvask"
    words = Relation(7, 20, "X from Olvask", "to", 10.0, None)
    nowhere = place("Olvask", 14, 0, 0, "RU", relation=words, precision=None)
    (check,) = distance.distance_checks(text, [place("Kazan", 0, 55.79, 49.12, "RU"), nowhere])
    assert (check.finds, check.verdict) == (None, "cannot tell")
    assert borders.load().distance(0, 0, "QQ") is None


def test_borders() -> None:
    lines = borders.load()
    kharkiv = lines.distance(49.99, 36.23, "RU")
    assert kharkiv is not None and 25 < kharkiv < 40
    assert lines.distance(49.99, 36.23, "UA", "RU") == pytest.approx(kharkiv)
    coast = lines.distance(64.15, -21.94, "IS")  # an island country has no land border: its coast
    assert coast is not None and coast < 10
