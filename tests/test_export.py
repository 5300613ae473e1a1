"""Every export, read back by the reader its users have; private persons withheld; every column documented."""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ledgers
import pytest
from click.testing import CliRunner
from sqlalchemy import update

from sayso.cli.main import cli
from sayso.export import FORMATS
from sayso.export.columns import Column, write_csv
from sayso.export.countries import COUNTRIES
from sayso.export.describe import MARK, columns, tables
from sayso.export.ftm import _date
from sayso.export.incidents import Told
from sayso.export.privacy import WITHHELD, Withheld
from sayso.ledger import schema
from sayso.ledger.store import open_ledger
from sayso.linking.kinds import ACLED, KINDS
from sayso.queries import Filter
from sayso.queries.types import FullIncident, ReportRef, When, Where

ROOT = Path(__file__).parent.parent
Export = Callable[..., bytes]

# The headings of UCDP's GED 23.1 and of ACLED's data since March 2023, in their order.
GED = """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id
    dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
    source_article source_office source_date source_headline source_original where_prec where_coordinates
    where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity
    date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
ACLED_2023 = """
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1
    actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude
    longitude geo_precision source source_scale notes fatalities tags timestamp
"""


@pytest.fixture
def export(where: str) -> Export:
    with open_ledger(where, write=True) as ledger:
        ledgers.fill(ledger)

    def run(name: str, chosen: Filter = Filter(), *, names: bool = False, limit: int | None = None) -> bytes:  # noqa: B008
        out = io.BytesIO()
        with open_ledger(where) as ledger, ledger.reading() as connection:
            FORMATS[name].write(connection, chosen, out, names=names, limit=limit)
        return out.getvalue()

    return run


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def readable(name: str, data: bytes) -> str:
    if not name.endswith("parquet"):
        return data.decode("utf-8")
    from pyarrow import parquet

    return str(parquet.read_table(io.BytesIO(data)).to_pylist())


def test_the_page_has_every_column() -> None:
    _, mark, below = (ROOT / "docs/export.md").read_text().partition(MARK)
    assert mark and below == tables(), "run python -m sayso.export.describe"


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_withholds_private_persons(export: Export, name: str) -> None:
    withheld, everything = readable(name, export(name)), readable(name, export(name, names=True))
    assert "Sorl" not in withheld
    if name != "geojson":  # which has nobody's words
        assert "Eskeld" in withheld and "Sorl" in everything


@pytest.mark.parametrize("name", list(FORMATS))
def test_nothing_found_is_an_empty_export(export: Export, name: str) -> None:
    assert export(name, Filter(publisher="Nobody")) or name.endswith("jsonl") or name in ("ftm", "prov")


@pytest.mark.parametrize("name", ["claims-csv", "accounts-csv", "ged", "acled"])
def test_csv(export: Export, name: str) -> None:
    found = rows(export(name))
    assert found and list(found[0]) == [column.name for column in columns(name)]
    for column in columns(name):
        if column.empty is None:
            assert all(row[column.name] for row in found), column.name
        if column.empty is not None and column.empty.startswith("always"):
            assert not any(row[column.name] for row in found), column.name


def test_claims(export: Export) -> None:
    found = rows(export("claims-csv"))
    assert len(found) == 11
    first = next(row for row in found if row["report_id"] == "bulletin-1" and row["claim_id"] == "c1")
    assert (first["speaker"], first["through"], first["incident_id"]) == ("fire service", "Olvask Telegraph", "i1")
    mourner = next(row for row in found if row["report_id"] == "tide-1" and row["claim_id"] == "c2")
    assert mourner["speaker"] == WITHHELD and mourner["content"] == '"He was my only brother,"'
    assert len(rows(export("claims-csv", limit=5))) == 5
    assert [json.loads(line)["claim_id"] for line in export("claims-jsonl", Filter(act="deny")).splitlines()] == ["c3"]


def test_no_cell_calculates(export: Export) -> None:
    wall = next(row for row in rows(export("claims-csv")) if row["claim_id"] == "c4")
    assert wall["content"] == "'=2+2 was painted on a wall" and wall["title"] == "'=Eleven dead"
    out = io.BytesIO()
    cells = ["=1", "+1", "-1", "@a", "\t=1", "a=1", -1, None]
    write_csv([Column("x", "text", "", None, lambda value: value)], cells, out)
    assert out.getvalue().decode().split("\r\n")[1:9] == ["'=1", "'+1", "'-1", "'@a", "'\t=1", "a=1", "-1", '""']


def test_accounts(export: Export) -> None:
    found = rows(export("accounts-csv"))
    assert [(row["speaker"], row["low"], row["origin_id"]) for row in found] == [
        ("Ruvan Eskeld", "9", "o1"), ("Ruvan Eskeld", "9", "o1"), ("fire service", "11", "o2"), (WITHHELD, "1", "o1"),
        ("Drennia", "", "o2"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["claims-parquet", "accounts-parquet"])
def test_parquet(export: Export, name: str) -> None:
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(export(name)))
    told = [json.loads(line) for line in export(name.replace("parquet", "jsonl")).splitlines()]
    assert table.to_pylist() == told and table.schema.names == [column.name for column in columns(name)]
    assert parquet.read_table(io.BytesIO(export(name, Filter(publisher="Nobody")))).num_rows == 0


def told(kind: str = "armed clash", *, days: tuple[str, str] | None = None, **where: Any) -> Told:
    """An incident of which only this is known."""
    place = Where(**dict.fromkeys(Where.__struct_fields__) | where) if where else None
    when = When(*days) if days else None
    return Told(FullIncident("i7", None, kind, when, place, None, (), (), 1, (), ()), {}, (), Withheld(()))


def value(name: str, column: str, of: Told) -> Any:
    return next(c for c in columns(name) if c.name == column).value(of)


def test_headings() -> None:
    assert [column.name for column in columns("ged")] == GED.split()
    assert [column.name for column in columns("acled")] == ACLED_2023.split()


def test_ged(export: Export) -> None:
    (found,) = rows(export("ged"))
    assert (found["best"], found["low"], found["high"]) == ("11", "1", "11") or found["high"] == "11"
    assert (found["where_prec"], found["date_prec"], found["number_of_sources"]) == ("1", "1", "3")
    assert found["source_office"] == "The Tide;The Post;Bulletin"
    assert found["source_date"] == "2023-05-16;2023-05-17;2023-05-17"
    assert found["source_article"].split(";")[0] == '"The Tide,2023-05-16,Nine dead in Port Averin"'
    assert found["source_original"] == f"Ruvan Eskeld;fire service;{WITHHELD}"
    assert found["geom_wkt"] == "POINT (-3.5 4.25)" and found["country"] == "France"
    assert int(found["priogrid_gid"]) == 188 * 720 + 353 + 1


@pytest.mark.parametrize(
    ("where", "ged", "acled"),
    [
        ({}, None, None),
        ({"precision": "exact"}, 1, 1),
        ({"precision": "within", "country": "FR", "admin1": "Tarsen"}, 2, 2),
        ({"precision": "within", "country": "FR"}, 5, 3),
        ({"precision": "within"}, None, 3),
        ({"precision": "district", "country": "FR"}, 3, 2),
        ({"precision": "region", "country": "FR"}, 4, 3),
        ({"precision": "country", "country": "FR"}, 6, None),
        ({"precision": "multi"}, None, None),
    ],
)
def test_how_exact_a_place_is(where: dict[str, str], ged: int | None, acled: int | None) -> None:
    assert value("ged", "where_prec", told(**where)) == ged
    assert value("acled", "geo_precision", told(**where)) == acled


@pytest.mark.parametrize(
    ("first", "last", "ged", "acled", "day"),
    [
        ("2023-05-16", "2023-05-16", 1, 1, "2023-05-16"),
        ("2023-05-20", "2023-05-21", 2, 2, "2023-05-20"),
        ("2023-05-15", "2023-05-21", 3, 2, "2023-05-18"),
        ("2023-05-15", "2023-05-22", 4, 3, "2023-05-18"),
        ("2023-05-01", "2023-05-31", 4, 3, "2023-05-16"),
        ("2023-05-01", "2023-06-01", 5, None, None),
    ],
)
def test_how_exact_a_time_is(first: str, last: str, ged: int, acled: int | None, day: str | None) -> None:
    of = told(days=(first, last))
    assert value("ged", "date_prec", of) == ged
    assert (value("acled", "time_precision", of), value("acled", "event_date", of)) == (acled, day)
    assert value("acled", "year", of) == (2023 if day else None)


def test_sources_stand_in_one_order() -> None:
    reports = (ReportRef(1, "a", None, "2023-05", None), ReportRef(2, "b", "Blast", None, "The Post"))
    of = told()._replace(reports=reports)
    assert value("ged", "source_article", of) == '",2023-05,a";"The Post,,Blast"'
    assert [value("ged", f"source_{key}", of) for key in ("office", "date", "headline")] == [
        ";The Post", "2023-05;", ";Blast",
    ]  # fmt: skip
    assert value("ged", "source_office", of._replace(reports=reports[:1])) is None


def test_acled_codes() -> None:
    types = ("disorder_type", "event_type", "sub_event_type")
    assert {kind: [value("acled", name, told(kind)) for name in types] for kind in KINDS if ACLED[kind]} == {
        "armed clash": ["Political violence", "Battles", "Armed clash"],
        "explosion or remote strike": ["Political violence", "Explosions/Remote violence", None],
        "attack on civilians": ["Political violence", "Violence against civilians", None],
        "protest": ["Demonstrations", "Protests", None],
        "riot": [None, "Riots", None],
        "arrest": ["Strategic developments", "Strategic developments", "Arrests"],
    }
    assert value("acled", "civilian_targeting", told("attack on civilians")) == "Civilian targeting"
    assert value("acled", "civilian_targeting", told("riot")) is None


def test_countries() -> None:
    assert COUNTRIES["FR"] == ("250", "France", "FRA")
    assert len({longer for _, _, longer in COUNTRIES.values()}) == len(COUNTRIES)
    assert all(len(number) == len(longer) == 3 for number, _, longer in COUNTRIES.values())


def test_acled(export: Export) -> None:
    (found,) = rows(export("acled"))
    assert (found["event_id_cnty"], found["sub_event_type"]) == ("FRA1", "")
    assert (found["event_type"], found["iso"], found["country"]) == ("Explosions/Remote violence", "250", "France")
    assert (found["time_precision"], found["geo_precision"], found["event_date"]) == ("1", "1", "2023-05-16")
    assert "fire service (killed): “Eleven people” (bulletin-1)" in found["notes"]


def test_geojson(export: Export) -> None:
    import shapely
    from jsonschema import Draft202012Validator

    found = json.loads(export("geojson"))
    Draft202012Validator(GEOJSON).validate(found)
    first, second = found["features"]
    point = shapely.from_geojson(json.dumps(first))
    assert (point.x, point.y) == (-3.5, 4.25) and second["geometry"] is None
    assert list(first["properties"]) == [column.name for column in columns("geojson")]
    assert json.loads(export("geojson", Filter(publisher="Nobody")))["features"] == []


def test_schema_org(export: Export) -> None:
    from rdflib import Graph, Namespace
    from rdflib.namespace import RDF, XSD

    schema, oa = Namespace("https://schema.org/"), Namespace("http://www.w3.org/ns/oa#")
    graph = Graph().parse(data=export("schema-org"), format="json-ld")
    claims = set(graph.subjects(RDF.type, schema.Claim))
    assert len(claims) == 11
    assert len(set(graph.subjects(RDF.type, schema.Quotation))) == 2
    texts = {one.text for one in ledgers.REPORTS}
    quotes = 0
    assert {end.datatype for end in graph.objects(None, oa.end)} == {XSD.nonNegativeInteger}
    for target in graph.objects(None, oa.hasTarget):
        chosen = list(graph.objects(target, oa.hasSelector))
        at = next(s for s in chosen if (s, RDF.type, oa.TextPositionSelector) in graph)
        start, end = int(graph.value(at, oa.start)), int(graph.value(at, oa.end))
        for quote in (s for s in chosen if (s, RDF.type, oa.TextQuoteSelector) in graph):
            quotes += 1
            before, exact, after = (str(graph.value(quote, key)) for key in (oa.prefix, oa.exact, oa.suffix))
            assert any(text[start:end] == exact and before + exact + after in text for text in texts)
    assert quotes
    used = {str(predicate) for claim in claims for predicate in graph.predicates(claim)}
    known = {name.replace(str(schema), "schema:").replace("urn:sayso:", "sayso:") for name in used}
    documented = {column.name for column in columns("schema-org")}
    assert known - {str(RDF.type)} <= documented


def test_prov(export: Export) -> None:
    from rdflib import Graph, URIRef
    from rdflib.namespace import PROV, RDF

    graph = Graph().parse(data=export("prov"), format="nt")
    assert len(set(graph.subjects(PROV.wasQuotedFrom))) >= 10
    (inner, outer), = list(graph.subject_objects(PROV.wasDerivedFrom))[:1] or [(None, None)]
    assert inner is not None and outer is not None
    report = URIRef("https://bulletin.example/a%20b?q=%3C1%3E")
    assert (report, RDF.type, PROV.Entity) in graph
    assert set(graph.objects(None, PROV.used)) and set(graph.subjects(RDF.type, PROV.SoftwareAgent))
    used = {predicate.split("#")[1] for predicate in graph.predicates()}
    assert used == {word.split(":")[1] for c in columns("prov") for word in c.name.split() if ":" in word} | {"type"}


def test_a_document_is_no_agent(export: Export, where: str) -> None:
    from rdflib import Graph, Literal, Namespace
    from rdflib.namespace import PROV, RDF, RDFS

    with open_ledger(where, write=True) as ledger, ledger.writing() as connection:
        for table in (schema.claims, schema.accounts):
            connection.execute(update(table).where(table.c.speaker == "fire service").values(speaker_kind="document"))
    name, terms = Literal("fire service"), Namespace("https://schema.org/")
    graph = Graph().parse(data=export("prov"), format="nt")
    (document,) = graph.subjects(RDFS.label, name)
    assert set(graph.objects(document, RDF.type)) == {PROV.Entity}
    assert set(graph.predicates(None, document)) == {PROV.wasDerivedFrom}
    graph = Graph().parse(data=export("schema-org"), format="json-ld")
    (document,) = graph.subjects(terms.name, name)
    assert set(graph.objects(document, RDF.type)) == {terms.CreativeWork}
    assert set(graph.predicates(None, document)) == {terms.isBasedOn}
    entities = [json.loads(line) for line in export("ftm").splitlines()]
    assert [e["properties"] for e in entities if e["schema"] == "Document"] == [{"title": ["fire service"]}]


def test_follow_the_money_has_times_in_utc(export: Export) -> None:
    entities = [json.loads(line) for line in export("ftm").splitlines()]
    published = {e["properties"]["publishedAt"][0] for e in entities if e["schema"] == "Article"}
    assert published == {"2023-05-16T19:40:00", "2023-05-17", "2023-05-17T18:00:00", "2023-06"}
    assert _date("2024-12-22T08:30") == "2024-12-22" and _date(None) is None  # whose clock is not told


def test_follow_the_money(export: Export) -> None:
    try:
        ftm = importlib.import_module("followthemoney")
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip("followthemoney is not installed: uv sync --group ftm")
    entities = [ftm.model.get_proxy(json.loads(line)) for line in export("ftm").splitlines()]
    ids = {entity.id for entity in entities}
    for entity, line in zip(entities, export("ftm").splitlines(), strict=True):
        assert entity.to_dict()["properties"] == json.loads(line)["properties"]  # nothing of it is invalid
        entity.schema.validate(json.loads(line))
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert value in ids
    schemata = {entity.schema.name for entity in entities}
    assert schemata >= {"Event", "Article", "Person", "Organization", "PublicBody", "UnknownLink"}
    told = {f"{e.schema.name}.{prop}" for e in entities for prop in json.loads(json.dumps(e.to_dict()["properties"]))}
    documented = {column.name for column in columns("ftm")} | {
        f"{schema}.name" for schema in ("Person", "PublicBody", "LegalEntity")
    }
    assert told <= documented


def test_the_command(where: str, tmp_path: Path) -> None:
    with open_ledger(where, write=True) as ledger:
        ledgers.fill(ledger)
    out = tmp_path / "claims.csv"
    out.write_text("before")
    run = CliRunner().invoke(cli, ["export", "claims-csv", "--ledger", where, "-o", str(out), "--act", "deny"])
    assert run.exit_code == 0 and len(rows(out.read_bytes())) == 1 and list(tmp_path.glob("*.part")) == []
    bad = CliRunner().invoke(cli, ["export", "claims-csv", "--ledger", where, "-o", str(out), "--since", "soon"])
    assert bad.exit_code != 0 and len(rows(out.read_bytes())) == 1
    printed = CliRunner().invoke(cli, ["export", "geojson", "--ledger", where])
    assert len(json.loads(printed.output)["features"]) == 2


GEOJSON: dict[str, Any] = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "properties": {"type": "object"},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {
                                        "type": "array",
                                        "minItems": 2,
                                        "maxItems": 3,
                                        "items": {"type": "number"},
                                    },
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}
