"""How long answers of a large ledger take: every list with every filter, on a ledger of invented reports."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, cast

from sqlalchemy import Connection, insert

from sayso._types import Act, Claim, Figure, Name, Place, Reading, Report, Span, Speaker, Time
from sayso.ledger import schema
from sayso.ledger.store import open_ledger
from sayso.ledger.write import store
from sayso.queries import (
    Filter,
    accounts,
    claims,
    days,
    full,
    incident,
    incidents,
    origins,
    points,
    report,
    reports,
    speaker,
    speakers,
    stories,
)

_ACTS = ("state", "state", "state", "state", "confirm", "deny", "accuse", "promise", "demand", "predict", "judge")
_KINDS = ("explosion or remote strike", "protest", "accident", "crime", "armed clash")
_COMMON = ("police", "explosion", "people", "river", "minister")
LISTS: tuple[Callable[..., Any], ...] = (stories, incidents, origins, accounts, claims, speakers, reports)


def build(path: Path, number: int, seed: int = 1) -> None:
    """A ledger of so many reports, in clusters as a linker would make them: three reports an incident."""
    dice = random.Random(seed)
    ends = ("ren", "lim", "dor", "s", "tay")
    words = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in ("a", "e", "i", "ou") for c in ends]
    names = [f"{dice.choice(words).title()} {dice.choice(words).title()}" for _ in range(number // 2)]
    bodies = [f"{dice.choice(words).title()} {kind}" for kind in ("police", "ministry", "hospital") for _ in range(300)]
    with open_ledger(path, write=True) as ledger:
        for start in range(0, number, 500):
            pairs = [_report(dice, n, words, names, bodies) for n in range(start, min(number, start + 500))]
            with ledger.writing() as connection:
                store(connection, pairs, "benchmark")
        with ledger.writing() as connection:
            _clusters(connection, dice, number, bodies)


class _Placed(Reading, frozen=True):
    """A reading with places, whether or not this version's reader finds any."""

    places: tuple[Place, ...] = ()


def _report(
    dice: random.Random, n: int, words: list[str], names: list[str], bodies: list[str]
) -> tuple[Report, Reading]:
    drawn = [dice.choice(_COMMON) if dice.random() < 0.05 else dice.choice(words) for _ in range(420)]
    known: dict[str, Any] = {
        "id": f"r{n}", "text": " ".join(drawn), "title": f"Report {n} of {drawn[0]}", "published": _day(n),
        "publisher": f"Outlet {n % 40}", "url": f"https://outlet{n % 40}.example/{n}", "byline": None,
    }  # fmt: skip
    found, at = list[Claim](), 0
    for k in range(10):
        content = " ".join(drawn[k * 20 : k * 20 + 12])
        who = Speaker("police", "organization") if k == 0 else _speaker(dice, names, bodies)
        within, act = f"c{k}" if k and dice.random() < 0.2 else None, cast(Act, dice.choice(_ACTS))
        span = Span(at, at + len(content), content)
        found.append(Claim(f"c{k + 1}", None, None, (span,), within, who, "indirect", act, False, 0.5))
        at += len(" ".join(drawn[k * 20 : (k + 1) * 20])) + 1
    spot, day = (0, len(drawn[0]), drawn[0]), _day(n)
    country = f"{chr(65 + n % 20)}A"
    place = Place(
        *spot, "literal", f"Place {n % 997}", n % 997 + 1, n % 80, n % 170, country, f"Region {n % 50}", "city",
        "exact", None, "c1",
    )  # fmt: skip
    reading = _Placed(
        **known, claims=tuple(found), names=tuple(Name(*spot, "organization", drawn[0]) for _ in range(12)),
        times=tuple(Time(*spot, "DATE", day, None, day, day, "c1") for _ in range(3)), places=(place,) * 8,
        figures=tuple(Figure(*spot, "killed", n % 9, n % 9, "c1", 0, 0, None) for _ in range(2)),
    )  # fmt: skip
    return Report(**known), reading


def _day(n: int) -> str:
    return f"{2020 + n % 5}-{1 + n // 5 % 12:02d}-{1 + n // 60 % 28:02d}"


def _speaker(dice: random.Random, names: list[str], bodies: list[str]) -> Speaker:
    if dice.random() < 0.5:
        return Speaker(dice.choice(names), "person")
    return Speaker(dice.choice(bodies), "organization")


def _clusters(connection: Connection, dice: random.Random, number: int, bodies: list[str]) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {}

    def add(table: Any, **row: Any) -> None:
        rows.setdefault(table, []).append(row)

    for k, start in enumerate(range(1, number + 1, 3), 1):
        inside, n = range(start, min(number, start + 2) + 1), start - 1
        day = _day(n)
        if k % 5 == 1:
            story = k
            add(schema.stories, id=k, key=f"s{k}", title=f"Story {k}", from_day=day, to_day=day, reports=15, origins=10)
        add(schema.origins, id=2 * k - 1, key=f"o{k}a", agency=None, first_report_id=start)
        add(schema.origins, id=2 * k, key=f"o{k}b", agency="XPA", first_report_id=inside[-1])
        add(
            schema.incidents, id=k, key=f"i{k}", story_id=story, title=f"Incident {k}", kind=_KINDS[k % 5],
            from_day=day, to_day=day, place=f"Place {k % 997}", geonames_id=k % 997 + 1, lat=k % 80, lon=k % 170,
            country=f"{chr(65 + k % 20)}A", admin1="Region", precision="exact", reports=len(inside), also=0, origins=2,
            conflicts=int(k % 7 == 0),
        )  # fmt: skip
        for report_id in inside:
            add(schema.story_reports, report_id=report_id, story_id=story)
            add(schema.incident_reports, incident_id=k, report_id=report_id, role="main")
            origin = 2 * k - (report_id != inside[-1])
            copied = {"agency": None, "copied_from_id": None, "share": None}
            add(schema.origin_reports, report_id=report_id, origin_id=origin, **copied)
        for a in range(6):
            number_of = 6 * k + a
            who = dice.choice(bodies) if a else "police"
            add(schema.accounts, id=number_of, incident_id=k, respect=("killed", "injured", "who")[a % 3], speaker=who,
                speaker_kind="organization", conflicting=k % 7 == 0 and a < 2)  # fmt: skip
            for e, report_id in enumerate(inside):
                add(schema.account_entries, id=number_of * 3 + e, account_id=number_of, as_of=day, report_id=report_id,
                    origin_id=2 * k, claim_id=(report_id - 1) * 10 + 1, stance="says", low=e, high=e, value=None,
                    through=[], start_char=0, end_char=4, words="word")  # fmt: skip
    for table, made in rows.items():
        connection.execute(insert(table), made)


def filters(number: int) -> Iterator[tuple[str, Filter]]:
    """Every filter, with much and with little to find."""
    yield "nothing", Filter()
    yield "text, common", Filter(text="police")
    yield "text, two common", Filter(text="police river")
    yield "text, rare", Filter(text="bouren loudor")
    yield "text, none", Filter(text="nowhere")
    yield "speaker, common", Filter(speaker="police")
    yield "speaker, none", Filter(speaker="Nobody At All")
    yield "act, common", Filter(act="state")
    yield "act, rare", Filter(act="deny")
    yield "place", Filter(place="Place 7")
    yield "country", Filter(place="CA")
    yield "month", Filter(since="2022-03-01", until="2022-03-31")
    yield "year", Filter(since="2020-01-01", until="2020-12-31")
    yield "publisher", Filter(publisher="Outlet 3")
    yield "kind", Filter(kind="protest")
    yield "conflicting", Filter(conflicting=True)
    yield "text and publisher", Filter(text="police", publisher="Outlet 3")
    yield "speaker, act, country", Filter(speaker="police", act="deny", place="CA")
    yield "text, act, month", Filter(text="explosion", act="ask", since="2022-03-01", until="2022-03-31")
    yield "act and publisher of nobody", Filter(act="ask", publisher="Outlet 99")
    yield "story", Filter(story="s6")


def measure(path: Path, number: int, *, rounds: int = 3) -> list[tuple[str, str, float]]:
    """Milliseconds, the middle of three rounds, warm: for each list and filter the first page, and one far on."""
    found: list[tuple[str, str, float]] = []
    with open_ledger(path) as ledger, ledger.reading() as connection:
        for ask in LISTS:
            for name, chosen in filters(number):
                found.append((ask.__name__, name, _time(lambda: ask(connection, chosen), rounds)))  # noqa: B023
            page = ask(connection, limit=500)
            for _ in range(8):
                page = ask(connection, limit=500, after=page.after) if page.after else page
            found.append((ask.__name__, "far on", _time(lambda: ask(connection, after=page.after), rounds)))  # noqa: B023
        middle = number // 6
        singles: tuple[tuple[str, Callable[[], Any]], ...] = (
            ("incident", lambda: incident(connection, f"i{middle}")),
            ("report", lambda: report(connection, middle)),
            ("speaker", lambda: speaker(connection, "police")),
            ("map", lambda: points(connection)),
            ("time line", lambda: days(connection)),
            ("incidents in full", lambda: full(connection, incidents(connection).items)),
        )
        found += [(name, "", _time(run, rounds)) for name, run in singles]
    return found


def _time(run: Callable[[], Any], rounds: int) -> float:
    """Processor time: on a machine with nothing else to do, the time that passes; all is in this process, in memory."""
    run()
    taken = []
    for _ in range(rounds):
        begun = process_time()
        run()
        taken.append((process_time() - begun) * 1000)
    return median(taken)


def rows(number: int = 20_000) -> Iterator[tuple[str, ...]]:
    """Rows for the table of benchmarks: the slowest of each list."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "ledger.db"
        build(where, number)
        found = measure(where, number)
    for what in dict.fromkeys(name for name, _, _ in found):
        slowest = max((row for row in found if row[0] == what), key=lambda row: row[2])
        asked = f"{number:,} made reports; {slowest[1] or 'one'}"
        yield f"answers: {what}", asked, f"{slowest[2]:.0f} ms", "", "100 ms"


def main(number: int, path: Path | None = None) -> None:
    """Print what takes longest of each list."""
    with tempfile.TemporaryDirectory() as folder:
        where = path or Path(folder) / "ledger.db"
        if not where.exists():
            begun = perf_counter()
            build(where, number)
            print(f"made {number:,} reports in {perf_counter() - begun:.0f} s")
        found = measure(where, number)
    for what, name, taken in found:
        print(f"{what:>18} {name:<30} {taken:8.1f} ms{' !' if taken > 100 else ''}")
    print(f"slowest: {max(found, key=lambda row: row[2])}")


if __name__ == "__main__":
    import sys

    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
