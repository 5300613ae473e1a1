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

from sayso.cli.main import cli
from sayso.export import FORMATS
from sayso.export.columns import Column, write_csv
from sayso.export.describe import MARK, columns, tables
from sayso.export.privacy import WITHHELD
from sayso.ledger.store import open_ledger
from sayso.queries import Filter

ROOT = Path(__file__).parent.parent
Export = Callable[..., bytes]


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


def test_ged(export: Export) -> None:
    (found,) = rows(export("ged"))
    assert (found["best"], found["low"], found["high"]) == ("11", "1", "11") or found["high"] == "11"
    assert (found["where_prec"], found["date_prec"], found["number_of_sources"]) == ("1", "1", "2")
    assert found["source_original"] == f"Ruvan Eskeld;fire service;{WITHHELD}"
    assert found["geom_wkt"] == "POINT (-3.5 4.25)" and found["country"] == "France"
    assert int(found["priogrid_gid"]) == 188 * 720 + 353 + 1


def test_acled(export: Export) -> None:
    (found,) = rows(export("acled"))
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
    from rdflib.namespace import RDF

    schema, oa = Namespace("https://schema.org/"), Namespace("http://www.w3.org/ns/oa#")
    graph = Graph().parse(data=export("schema-org"), format="json-ld")
    claims = set(graph.subjects(RDF.type, schema.Claim))
    assert len(claims) == 11
    assert len(set(graph.subjects(RDF.type, schema.Quotation))) == 2
    texts = {one.text for one in ledgers.REPORTS}
    quotes = 0
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
