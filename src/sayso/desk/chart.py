"""Numbers on a page: figures over time by speaker, and days as bars. Geometry only; templates draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sayso.queries.types import Account, Day, Entry

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 170, 14, 26
_LABEL = 15  # pixels between two labels


@dataclass(frozen=True)
class Dot:
    """One telling: where it stands, and how far its range goes (y upwards; `open`: without an upper end)."""

    x: float
    y: float
    top: float
    bottom: float
    open: bool
    entry: Entry


@dataclass(frozen=True)
class Line:
    """One speaker's tellings by time."""

    label: str
    label_y: float
    path: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Chart:
    respect: str
    lines: tuple[Line, ...]
    rows: tuple[tuple[float, int], ...]  # y, number
    ticks: tuple[tuple[float, str], ...]  # x, day
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    base: int = HEIGHT - _BOTTOM


def charts(accounts: Sequence[Account], respects: Sequence[str]) -> tuple[Chart, ...]:
    """A chart for each respect that is told more than once in numbers."""
    found = []
    for respect in respects:
        series = [(account, _numbers(account)) for account in accounts if account.respect == respect]
        series = [(account, entries) for account, entries in series if entries]
        if sum(len(entries) for _, entries in series) > 1:
            found.append(_chart(respect, series))
    return tuple(found)


def _numbers(account: Account) -> list[tuple[float, Entry]]:
    told = [entry for entry in account.entries if entry.stance != "denies"]
    told = [entry for entry in told if entry.low is not None or entry.high is not None]
    return sorted(((t, entry) for entry in told if (t := seconds(entry.as_of)) is not None), key=lambda pair: pair[0])


def _chart(respect: str, series: list[tuple[Account, list[tuple[float, Entry]]]]) -> Chart:
    times = [t for _, entries in series for t, _ in entries]
    first, last = min(times), max(times)
    most = max(max(entry.low or 0, entry.high or 0) for _, entries in series for _, entry in entries) or 1
    step = _step(most)
    ceiling = -(-most // step) * step
    base = HEIGHT - _BOTTOM

    def x(t: float) -> float:
        wide = WIDTH - _LEFT - _RIGHT - 10
        return round(_LEFT + 10 + (wide * (t - first) / (last - first) if last > first else wide / 2), 1)

    def y(value: int) -> float:
        return round(base - (base - _TOP) * value / ceiling, 1)

    lines = []
    for account, entries in series:
        dots = []
        for t, entry in entries:
            low = entry.low if entry.low is not None else 0
            high = entry.high if entry.high is not None else low
            at = high if entry.low is None else low
            dots.append(Dot(x(t), y(at), _TOP if entry.high is None else y(high), y(low), entry.high is None, entry))
        steps = [f"M{dots[0].x} {dots[0].y}", *(f"H{dot.x} V{dot.y}" for dot in dots[1:])]
        lines.append(Line(account.speaker or "in the reports’ own words", dots[-1].y, " ".join(steps), tuple(dots)))
    rows = tuple((y(value), value) for value in range(0, ceiling + 1, step))
    return Chart(respect, _apart(lines), rows, _ticks(first, last, x))


def _ticks(first: float, last: float, x: object) -> tuple[tuple[float, str], ...]:
    assert callable(x)
    start, end = (datetime.fromtimestamp(t, UTC).date() for t in (first, last))
    if start == end:
        return ((x(first), start.isoformat()),)
    total = (end - start).days
    gap = max(1, -(-total // 4))
    days = [start + timedelta(days=k) for k in range(0, total + 1, gap)]
    stamps = [(datetime.combine(d, datetime.min.time(), UTC).timestamp(), d) for d in days]
    return tuple((max(x(t), float(_LEFT)), d.isoformat()) for t, d in stamps)


def _apart(lines: list[Line]) -> tuple[Line, ...]:
    """Labels moved so that none lies on another."""
    placed: list[Line] = []
    lowest = float(_TOP) - _LABEL
    for line in sorted(lines, key=lambda line: line.label_y):
        lowest = max(line.label_y, lowest + _LABEL)
        placed.append(Line(line.label, lowest, line.path, line.dots))
    over = lowest - (HEIGHT - 4)
    if over > 0:  # too many at the foot: all move up
        placed = [Line(line.label, line.label_y - over, line.path, line.dots) for line in placed]
    return tuple(placed)


def _step(most: int) -> int:
    """A round step that gives three to six rows."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if most <= 5 * factor * size:
                return factor * size
        size *= 10


def seconds(moment: str | None) -> float | None:
    """Seconds since 1970 of an ISO time or day; None where it is not known to the day."""
    try:
        time = datetime.fromisoformat(moment or "")
    except ValueError:
        return None
    try:
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, ValueError):
        return None


@dataclass(frozen=True)
class Bar:
    """A stretch of days: `reports` and `incidents` are heights in pixels."""

    x: float
    width: float
    first: str
    last: str
    reports: float
    incidents: float
    count: int
    begun: int


@dataclass(frozen=True)
class TimeLine:
    bars: tuple[Bar, ...]
    first: str
    last: str
    width: int = 640
    height: int = 64


def time_line(days: Sequence[Day]) -> TimeLine | None:
    """Days as bars, evenly spaced by the calendar; several days to a bar where there are too many."""
    counted: dict[date, Day] = {}
    for row in days:
        try:
            counted[date.fromisoformat(row.day)] = row
        except ValueError:
            continue
    if not counted:
        return None
    last = max(counted)
    first = max(min(counted), last - timedelta(days=730))
    total = (last - first).days + 1
    each = -(-total // 90)
    number = -(-total // each)
    sums = [(0, 0)] * number
    for when, row in counted.items():
        if when >= first:
            k = (when - first).days // each
            sums[k] = sums[k][0] + row.reports, sums[k][1] + row.incidents
    most = max(1, *(max(pair) for pair in sums))
    wide = 640 / number
    bars = []
    for k, (reports, begun) in enumerate(sums):
        if reports or begun:
            start = first + timedelta(days=k * each)
            end = min(last, start + timedelta(days=each - 1))
            heights = (round(60 * reports / most, 1), round(60 * begun / most, 1))
            bars.append(
                Bar(round(k * wide, 1), round(max(1.5, wide - 1), 1), start.isoformat(), end.isoformat(), *heights,
                    reports, begun)
            )  # fmt: skip
    return TimeLine(tuple(bars), first.isoformat(), last.isoformat())
