"""The linker's memory: what every implementation must do. The ledger runs the same tests over its tables."""

from __future__ import annotations

from sayso.linking.index import Edge, Index, Memory, Posting


def check_index(index: Index) -> None:
    index.post("word", "a", 5, {1: 2, 2: 1})
    index.post("word", "b", 3, {1: 1})
    index.post("other", "c", 0, {1: 1})
    assert index.postings("word", [1, 2, 9], limit=9) == {
        1: [Posting(3, "b", 1), Posting(5, "a", 2)],
        2: [Posting(5, "a", 1)],
    }
    assert index.postings("word", [1], limit=1) == {1: [Posting(3, "b", 1)]}
    assert index.postings("word", [1], low=4, high=6, limit=9) == {1: [Posting(5, "a", 2)]}
    index.post("word", "a", 5, {3: 1})
    assert index.postings("word", [1, 3], limit=9) == {1: [Posting(3, "b", 1)], 3: [Posting(5, "a", 1)]}

    index.put("record", {"a": b"1", "b": b"2"})
    index.put("record", {"a": b"3"})
    assert index.get("record", ["a", "b", "c"]) == {"a": b"3", "b": b"2"}

    index.connect("pair", [Edge("a", "b", 0.5, b"x"), Edge("b", "c", 0.25)])
    index.connect("pair", [Edge("a", "b", 0.75)])
    assert index.edges("pair", ["b"]) == [Edge("a", "b", 0.75), Edge("b", "c", 0.25)]
    index.disconnect("pair", [("b", "c"), ("x", "y")])
    assert index.edges("pair", ["a", "b", "c"]) == [Edge("a", "b", 0.75)]

    index.assign("group", {"a": "g", "b": "g"})
    index.assign("group", {"b": "h"})
    assert index.clusters("group", ["a", "b", "c"]) == {"a": "g", "b": "h"}
    assert index.members("group", ["g", "h", "i"]) == {"g": ["a"], "h": ["b"]}

    for kind in ("word", "record", "pair", "group"):
        index.forget(kind, ["a"])
    assert index.postings("word", [3], limit=9) == {}
    assert index.get("record", ["a"]) == {}
    assert index.edges("pair", ["b"]) == []
    assert index.members("group", ["g"]) == {}


def test_memory() -> None:
    check_index(Memory())
