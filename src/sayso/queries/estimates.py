"""Best, low and high of an incident's counts: derived by the rules of docs/linking.md when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sayso.linking.accounts import COUNTS, Rule, Telling, estimate
from sayso.queries.types import Account, Estimate

_RULES: tuple[Rule, ...] = ("ucdp", "conservative")


def estimates(accounts: Sequence[Account]) -> tuple[Estimate, ...]:
    """By respect and rule; nothing for respects in which nobody gives a number."""
    told = tellings(accounts)
    origin = {str(e.report.number): e.origin or f"r{e.report.number}" for a in accounts for e in a.entries}
    made = [estimate(told, respect, origin, rule) for respect in COUNTS for rule in _RULES]
    return tuple(Estimate(e.respect, e.rule, e.best, e.low, e.high, e.origins) for e in made if e.best is not None)


def tellings(accounts: Sequence[Account]) -> list[Telling]:
    """The entries of accounts as linking knows them."""
    return [
        Telling(
            cast(Any, a.respect), cast(Any, e.stance or "says"), a.speaker, cast(Any, a.speaker_kind), e.low, e.high,
            e.value, e.as_of or "", str(e.report.number), e.claim, e.through, e.words.start, e.words.end, e.words.text,
        )
        for a in accounts
        for e in a.entries
    ]  # fmt: skip
