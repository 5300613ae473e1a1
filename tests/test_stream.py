"""Order, refusals and bounded memory of `sayso.cli.stream`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import InputError, Reading, RefusedReport, Report
from sayso.cli.stream import in_order


def reading_of(report: Report) -> Reading:
    return Reading(report.id, None, None, None, None, None, report.text, (), ())


def read_ahead(depth: int, bad: frozenset[str] = frozenset()):  # type: ignore[no-untyped-def]
    """A reader that draws `depth` reports ahead and fails on the ids in `bad`, as one with threads does."""

    def one(report: Report) -> Reading:
        if report.id in bad:
            raise InputError(f"{report.id}: too much")
        return reading_of(report)

    def read_many(reports: Iterable[Report]) -> Iterator[Reading]:
        waiting: deque[Report] = deque()
        for report in reports:
            waiting.append(report)
            if len(waiting) > depth:
                yield one(waiting.popleft())
        while waiting:
            yield one(waiting.popleft())

    return read_many


def names(outcomes: Iterable[Reading | RefusedReport]) -> list[str]:
    return [f"!{o.where}" if isinstance(o, RefusedReport) else o.id for o in outcomes]


@given(st.lists(st.sampled_from(["good", "bad", "refused"]), max_size=40), st.integers(0, 6))
def test_everything_comes_out_once_and_in_order(kinds: list[str], depth: int) -> None:
    items: list[Report | RefusedReport] = [
        RefusedReport(str(k), "broken") if kind == "refused" else Report(str(k), "") for k, kind in enumerate(kinds)
    ]
    bad = frozenset(str(k) for k, kind in enumerate(kinds) if kind == "bad")
    expected = [str(k) if kind == "good" else f"!{k}" for k, kind in enumerate(kinds)]
    assert names(in_order(items, read_ahead(depth, bad))) == expected


def test_a_refusal_by_the_reader_keeps_its_reason() -> None:
    [refused] = in_order([Report("a.txt", "")], read_ahead(1, frozenset(["a.txt"])))
    assert isinstance(refused, RefusedReport)
    assert (refused.where, refused.reason) == ("a.txt", "too much")


def test_endless_refusals_come_out_while_the_input_lasts() -> None:
    def endless() -> Iterator[Report | RefusedReport]:
        yield Report("0", "")
        k = 1
        while True:
            yield RefusedReport(str(k), "broken")
            k += 1

    outcomes = in_order(endless(), read_ahead(4))
    assert names(next(outcomes) for _ in range(1000))[:3] == ["0", "!1", "!2"]


def test_an_error_of_the_input_itself_is_not_swallowed() -> None:
    def broken() -> Iterator[Report]:
        raise InputError("no such thing")
        yield

    with pytest.raises(InputError, match="no such thing"):
        list(in_order(broken(), read_ahead(1)))
