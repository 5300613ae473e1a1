"""The JSON answers against their OpenAPI description: no fault, and no answer that is not described."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import harbour
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from sayso.desk.app import create_app
from sayso.desk.routes import front, incident, judging, report, search, speaker
from sayso.desk.settings import Settings
from sayso.ledger.store import open_ledger

CHECKS = list(HealthCheck)
# A day that is in no calendar, and a page that begins nowhere, are refused though their form is right: no check of
# `positive_data_acceptance`.
TOKEN = "a token of the tests"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    where = str(tmp_path_factory.mktemp("api") / "harbour.db")
    harbour.make(where)
    with open_ledger(where) as ledger, open_ledger(where, write=True) as writable:
        app = create_app(ledger, Settings(edit=True, token=TOKEN, names=("testserver",)), writable)
        yield schemathesis.openapi.from_asgi("/openapi.json", app)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
def test_answers_are_as_described(api: schemathesis.BaseSchema, mode: GenerationMode) -> None:
    """Every operation, with what the description allows and with what it does not."""
    operations = [found.ok() for found in api.get_all_operations()]
    assert len(operations) > 10
    for operation in operations:

        @settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=CHECKS)
        @given(case=operation.as_strategy(generation_mode=mode))
        def answered(case: schemathesis.Case) -> None:
            headers = {"Authorization": f"Bearer {TOKEN}"} if case.method == "POST" else None
            case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

        try:
            answered()
        except Unsatisfiable:  # nothing is wrong for it: it takes no parameters
            assert mode is GenerationMode.NEGATIVE


def test_every_json_answer_is_described(tmp_path: Path) -> None:
    where = str(tmp_path / "harbour.db")
    harbour.make(where)
    with open_ledger(where) as ledger:
        app = create_app(ledger)
        client = TestClient(app, base_url="http://localhost")
        document = client.get("/openapi.json").json()
    modules = (front, incident, judging, report, search, speaker)
    routes = {getattr(route, "path", "") for module in modules for route in module.router.routes}
    described = set(document["paths"])
    assert described == {path for path in routes if path.endswith(".json")}
    assert "x-type" not in client.get("/openapi.json").text
