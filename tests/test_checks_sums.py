"""Parts against the whole they are told of."""

from __future__ import annotations

import pytest

from sayso.checks import check
from sayso.figures import find_figures


@pytest.mark.parametrize(
    ("text", "says", "finds", "verdict"),
    [
        ("12 killed, seven of them soldiers and six civilians.", "12", "7 + 6 = 13", "does not hold"),
        ("Twelve were killed, seven of them soldiers and five civilians.", "12", "7 + 5 = 12", "holds"),
        ("Five people – three women and two children – were killed.", "5", "3 + 2 = 5", "holds"),
        ("The blast killed 12: seven soldiers and six civilians.", "12", "7 + 6 = 13", "does not hold"),
        ("Five people, two men and two women, were hurt.", "5", "2 + 2 = 4", "cannot tell"),
        ("At least 20 people, 12 men and eight women, died.", "at least 20", "12 + 8 = 20", "cannot tell"),
        ("The blaze killed two people, including three children.", "2", "3", "does not hold"),
    ],
)
def test_sums(text: str, says: str, finds: str, verdict: str) -> None:
    (found,) = check(text, (), (), find_figures(text, (), (), ()), None)
    assert (found.kind, found.says, found.finds, found.verdict) == ("sum", says, finds, verdict)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "The blaze killed 12 people, including three children and two women.",  # a child may be a woman too
        "The blaze killed 12 people, including eight women and six children.",
        "Twelve people were killed, seven of them soldiers.",
        "Two men were killed and three women injured.",
        "No one was killed.",
    ],
)
def test_nothing_to_add_up(text: str) -> None:
    assert check(text, (), (), find_figures(text, (), (), ()), None) == ()
