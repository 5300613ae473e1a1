"""The gazetteer in the package, and one compiled from a small dump in GeoNames' format. Dump places are invented."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import ModelError
from sayso.places import build
from sayso.places.fold import fold
from sayso.places.gazetteer import DEFAULT, DEMONYM, Gazetteer, Row, load, write


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def test_every_place_is_found_by_a_name(gazetteer: Gazetteer) -> None:
    reached = np.unique(np.asarray(gazetteer._postings) >> 2)
    assert (reached == np.arange(len(gazetteer))).all()


@given(st.integers(0, 10_000_000))
def test_a_place_is_found_by_the_name_it_shows(number: int) -> None:
    gazetteer = load()
    entry = gazetteer.entry(number % len(gazetteer))
    assert not fold(entry.name) or entry.place in {place for place, _ in gazetteer.lookup(entry.name)}
    assert entry.geonames_id is None or gazetteer.find_id(entry.geonames_id) == entry


@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    for place, _ in load().lookup(text):
        assert 0 <= place < len(load())


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Kazan", "RU", "city"), ("Ukrainian", "UA", "country"), ("U.S.", "US", "country"), ("Calif.", "US", "region"),
        ("Donetsk Oblast", "UA", "region"), ("Avoyelles Parish", "US", "district"), ("Québec", "CA", "region"),
        ("Middle East", None, "multi"), ("Ft. Worth", "US", "city"),
    ],
)  # fmt: skip
def test_known_places(gazetteer: Gazetteer, name: str, country: str | None, kind: str) -> None:
    found = [gazetteer.entry(place) for place, _ in gazetteer.lookup(name)]
    assert any((e.country, e.kind) == (country, kind) for e in found)


@pytest.mark.parametrize(
    ("name", "country", "shown"),
    [
        ("Borno", "NG", "Borno"), ("Meghalaya", "IN", "Meghālaya"), ("Bavaria", "DE", "Bavaria"),
        ("Kharkiv", "UA", "Kharkiv"), ("Kalmykia", "RU", "Kalmykia"), ("Lower Shabelle", "SO", "Shabeellaha Hoose"),
        ("Orissa", "IN", "Odisha"), ("Rio de Janeiro", "BR", "Rio de Janeiro"), ("Beqaa", "LB", "Beqaa"),
    ],
)  # fmt: skip
def test_divisions_by_their_names_and_not_their_nicknames(
    gazetteer: Gazetteer, name: str, country: str, shown: str
) -> None:
    found = [gazetteer.entry(place) for place, _ in gazetteer.lookup(name)]
    assert shown in [e.name for e in found if (e.country, e.kind) == (country, "region")]
    assert not gazetteer.lookup("Home of Peace") and not gazetteer.lookup("The Pink City")


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [("United States", 38.5, -98), ("Canada", 59.2, -96.6), ("India", 21.3, 78.3), ("New Zealand", -41.4, 173.4)],
)
def test_countries_lie_in_their_middle(gazetteer: Gazetteer, name: str, lat: float, lon: float) -> None:
    found = next(e for place, _ in gazetteer.lookup(name) if (e := gazetteer.entry(place)).kind == "country")
    assert found.lat == pytest.approx(lat, abs=0.7) and found.lon == pytest.approx(lon, abs=0.7)


def test_size_and_attribution(gazetteer: Gazetteer) -> None:
    assert DEFAULT.stat().st_size <= 30_000_000
    assert "GeoNames" in gazetteer.about["attribution"]


def test_points_lie_on_the_globe(gazetteer: Gazetteer) -> None:
    lat, lon = np.asarray(gazetteer._lat), np.asarray(gazetteer._lon)
    known = ~np.isnan(lat)
    assert (np.abs(lat[known]) <= 90).all() and (np.abs(lon[known]) <= 180).all()
    assert (known == ~np.isnan(lon)).all()


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [
        Row(1, "Olvask", "country", 1.0, 2.0, "OV", ["Olvasca"], ["Olvaskan"]),
        Row(2, "Tarsen", "region", None, None, "OV", (), (), "OV.1", "", "OV.1"),
        Row(None, "Sorl Sea", "area", -3.5, 7.25, ""),
    ]
    write(tmp_path / "a.bin", rows, {"attribution": "none"})
    write(tmp_path / "b.bin", rows[::-1], {"attribution": "none"})
    assert (tmp_path / "a.bin").read_bytes() == (tmp_path / "b.bin").read_bytes()
    made = Gazetteer(tmp_path / "a.bin")
    assert made.lookup("OLVASKAN") == ((0, DEMONYM),)
    tarsen = made.entry(made.lookup("tarsen")[0][0])
    assert (tarsen.lat, tarsen.admin1, tarsen.country) == (None, tarsen.place, "OV")


@pytest.mark.parametrize("content", [b"", b"text", b"sayso gazetteer 1\n" + b"\xff" * 40])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.bin"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"broken\.bin"):
        Gazetteer(path)


def dump_line(number: int, name: str, group: str, code: str, first: str = "", second: str = "", people: int = 0) -> str:
    cells = [str(number), name, name, "Old " + name, "12.5", "-3.25", group, code, "OV", "", first, second, "", ""]
    return "\t".join([*cells, str(people), "", "10", "Etc/UTC", "2024-01-01"])


def test_a_dump_of_geonames(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        dump_line(10, "Olvask", "A", "PCLI"),
        dump_line(11, "Tarsen Province", "A", "ADM1", "07"),
        dump_line(12, "Sorl District", "A", "ADM2", "07", "3"),
        dump_line(13, "Penhask", "P", "PPLC", "07", "3", 90_000),
        dump_line(14, "Lake Brin", "H", "LK", "07"),
        dump_line(15, "Penhask Ruins", "P", "PPLH", "07"),
    ]
    (tmp_path / "allCountries.txt").write_text("\n".join(lines) + "\n")
    (tmp_path / "alternateNamesV2.txt").write_text("1\t13\ten\tPenasc\t\t\t\t\n2\t13\tde\tPenhafen\t\t\t\t\n")
    out = tmp_path / "own.bin"
    build.main(["gazetteer", "--geonames", str(tmp_path), "--out", str(out)])
    assert "MB" in capsys.readouterr().out
    made = Gazetteer(out)
    town = made.entry(next(p for p, _ in made.lookup("Penasc")))
    assert (town.geonames_id, town.kind, town.capital, town.population) == (13, "city", 2, 90_000)
    assert town.admin1 is not None and made.entry(town.admin1).name == "Tarsen Province"
    assert town.admin2 is not None and made.entry(town.admin2).geonames_id == 12
    assert made.lookup("Tarsen") and made.lookup("old lake brin")
    assert not made.lookup("Penhafen") and not made.lookup("Penhask Ruins")


@pytest.mark.parametrize("content", ["1\tOlvask\n", None])
def test_a_bad_dump_is_one_line(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "allCountries.txt").write_text(content)
    with pytest.raises(SystemExit, match=r"allCountries\.txt") as stop:
        build.main(["gazetteer", "--geonames", str(tmp_path), "--out", str(tmp_path / "own.bin")])
    assert "\n" not in str(stop.value)


def test_another_gazetteer_by_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "own.bin", [Row(1, "Olvask", "country", 1.0, 2.0, "OV")], {"attribution": "none"})
    monkeypatch.setenv("SAYSO_GAZETTEER", str(tmp_path / "own.bin"))
    load.cache_clear()
    try:
        assert len(load()) == 1
    finally:
        load.cache_clear()
