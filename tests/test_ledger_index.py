"""The linker's memory in SQL answers as the one in memory does, whatever is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ledger.index import SqlIndex
from sayso.ledger.store import Ledger, open_ledger
from sayso.linking.index import Edge, Memory

NODES = st.sampled_from(["1", "10", "2", "a", "B", "b", "ä"])
KINDS = st.sampled_from(["sentence", "pair"])
KEYS = st.sampled_from([-(2**63), -1, 0, 1, 2**40, 2**63 - 1])
ORDERS = st.integers(-2, 2)
EDGES = st.builds(
    lambda x, y, weight, detail: Edge(min(x, y), max(x, y), weight, detail),
    NODES, NODES, st.sampled_from([0.0, 0.5, -1.25]), st.binary(max_size=3),
).filter(lambda edge: edge.a != edge.b)  # fmt: skip
PAIRS = st.lists(EDGES.map(lambda edge: (edge.a, edge.b)), max_size=3)
WRITES = st.one_of(
    st.tuples(st.just("post"), KINDS, NODES, ORDERS, st.dictionaries(KEYS, st.integers(1, 9))),
    st.tuples(st.just("put"), KINDS, st.dictionaries(NODES, st.binary(max_size=3))),
    st.tuples(st.just("connect"), KINDS, st.lists(EDGES, max_size=4)),
    st.tuples(st.just("disconnect"), KINDS, PAIRS),
    st.tuples(st.just("assign"), KINDS, st.dictionaries(NODES, NODES)),
    st.tuples(st.just("forget"), KINDS, st.lists(NODES, max_size=3)),
)
SOME = ["1", "10", "2", "a", "B", "b", "ä"]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    if request.param == "sqlite":
        where = str(tmp_path_factory.mktemp("index") / "ledger.db")
    else:
        where = request.getfixturevalue("postgresql").database()
    with open_ledger(where, write=True) as made:
        yield made


def answers(index: Any) -> list[Any]:
    out: list[Any] = []
    for kind in ("sentence", "pair"):
        keys = [-(2**63), -1, 0, 1, 2**40, 2**63 - 1]
        out += [index.postings(kind, keys, limit=100), index.postings(kind, keys, low=-1, high=1, limit=2)]
        out += [index.get(kind, SOME), index.edges(kind, SOME), index.edges(kind, ["a"]), index.clusters(kind, SOME)]
        out.append(index.members(kind, SOME))
    return out


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WRITES, max_size=25))
def test_it_answers_as_memory_does(ledger: Ledger, writes: list[tuple[Any, ...]]) -> None:
    memory = Memory()
    with pytest.raises(ZeroDivisionError), ledger.writing() as connection:  # nothing stays for the next example
        index = SqlIndex(connection)
        for name, *arguments in writes:
            getattr(memory, name)(*arguments)
            getattr(index, name)(*arguments)
            if name == "put":
                assert answers(index) == answers(memory)
        index.flush()
        assert answers(index) == answers(memory)
        assert answers(SqlIndex(connection)) == answers(memory)
        raise ZeroDivisionError
