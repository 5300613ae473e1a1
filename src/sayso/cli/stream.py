"""Reports and refusals in, readings and refusals out, in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeVar

from sayso._errors import InputError, RefusedReport
from sayso._types import Reading, Report

T = TypeVar("T")

_AHEAD = 256  # refusals that may wait behind a report still being read: bounds memory over endless broken input


def in_order(
    items: Iterable[Report | RefusedReport], read_many: Callable[[Iterable[Report]], Iterator[T]]
) -> Iterator[T | RefusedReport]:
    """Every item's outcome, in input order, as soon as it and all before it are known.

    read_many: gives readings in the order of the reports it draws (or `paired` with them), and may draw some ahead.
    When it raises InputError for a report, that report becomes a refusal and reading goes on behind it.
    """
    source = iter(items)
    waiting: deque[Report | RefusedReport] = deque()  # drawn, outcome not yet given out; refusals keep their place
    ended = False

    def draw() -> Iterator[Report]:
        nonlocal ended
        for item in source:
            waiting.append(item)
            if isinstance(item, Report):
                yield item
            elif not isinstance(waiting[0], Report) or len(waiting) > _AHEAD:
                return  # lets the loop below give the refusals out, and draw again
        ended = True

    def refusals() -> Iterator[RefusedReport]:
        while waiting and isinstance(waiting[0], RefusedReport):
            yield waiting.popleft()  # type: ignore[misc]  # mypy does not narrow by index

    while waiting or not ended:
        again = [item for item in waiting if isinstance(item, Report)]  # drawn before an InputError, not read yet
        try:
            for reading in read_many(chain(again, draw())):
                waiting.popleft()
                yield reading
                yield from refusals()
        except InputError as error:
            if not waiting:
                raise
            failed = waiting.popleft()
            assert isinstance(failed, Report)
            yield RefusedReport(failed.where or failed.id, str(error).removeprefix(f"{failed.id}: "))
        yield from refusals()


def paired(
    read_many: Callable[[Iterable[Report]], Iterator[Reading]],
) -> Callable[[Iterable[Report]], Iterator[tuple[Report, Reading]]]:
    """`read_many` that gives each report along with its reading."""

    def pairs(reports: Iterable[Report]) -> Iterator[tuple[Report, Reading]]:
        drawn: deque[Report] = deque()

        def draw() -> Iterator[Report]:
            for report in reports:
                drawn.append(report)
                yield report

        for reading in read_many(draw()):
            yield drawn.popleft(), reading

    return pairs
