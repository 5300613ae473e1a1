"""Private persons stay out of exports: names of persons who are no public speakers become `WITHHELD`.

Every string of an export that comes from a report goes through `Withheld`, which knows the names of persons in that
report. A person whose words the ledger lists (docs/queries.md says whose) is public; anybody else is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, select

from sayso.ledger.schema import claims, names
from sayso.queries.rows import parts
from sayso.queries.speakers import public

WITHHELD = "[name withheld]"
_LEAST = 3  # letters of a name that is looked for


class Withheld:
    """Takes the names of private persons out of strings of one report."""

    def __init__(self, private: Iterable[str]) -> None:
        forms = sorted({form for name in private for form in _forms(name)}, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)") if forms else None

    def __call__(self, text: str | None) -> str | None:
        """The text without them."""
        return self._pattern.sub(WITHHELD, text) if text and self._pattern else text

    def holds(self, text: str) -> bool:
        """Whether a text has any of them."""
        return bool(self._pattern and self._pattern.search(text))


def _forms(name: str) -> Iterable[str]:
    """A name, and its words that are written large: a surname alone tells of the same person."""
    yield name
    words = re.findall(r"[\w’'-]+", name)
    yield from (word for word in words if len(word) >= _LEAST and word[:1].isupper())


class Shown:
    """What may be shown of the persons of reports. names: everything."""

    def __init__(self, connection: Connection, *, names: bool) -> None:
        self._connection, self._names = connection, names

    def of(self, numbers: Iterable[int]) -> dict[int, Callable[[str | None], str | None]]:
        """For each of these reports what takes the names of its private persons out."""
        return {number: made for number, made in self.withheld(numbers).items()}

    def withheld(self, numbers: Iterable[int]) -> dict[int, Withheld]:
        """The same, as what it is."""
        wanted = sorted(set(numbers))
        if self._names:
            return {number: Withheld(()) for number in wanted}
        persons = self._persons(wanted)
        known = public(self._connection, sorted({name for found in persons.values() for name, _ in found}))
        return {
            number: Withheld(
                form for name, words in persons.get(number, ()) if name not in known for form in (name, words)
            )
            for number in wanted
        }

    def _persons(self, numbers: Sequence[int]) -> dict[int, set[tuple[str, str]]]:
        """Persons named in reports, and those who speak in them: the fullest form of a name, and the words of it."""
        found: dict[int, set[tuple[str, str]]] = {}
        for some in parts(numbers):
            named = select(names.c.report_id, names.c.name, names.c.words).where(names.c.report_id.in_(some))
            for report, name, words in self._connection.execute(named.where(names.c.kind == "person")):
                found.setdefault(report, set()).add((name, words))
            speaking = select(claims.c.report_id, claims.c.speaker).where(claims.c.report_id.in_(some))
            for report, name in self._connection.execute(speaking.where(claims.c.speaker_kind == "person")):
                if re.search(r"[A-ZÀ-Þ]\w+", name or ""):
                    found.setdefault(report, set()).add((name, name))
        return found
