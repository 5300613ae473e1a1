"""What a person sees of a reading."""

from __future__ import annotations

import io
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sayso import Check, Claim, Figure, Reading, Span, Speaker, Time
from sayso._types import Act
from sayso.cli.safe import one_line
from sayso.cli.tree import console, show

_CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


def span(text: str, start: int = 0) -> Span:
    return Span(start, start + len(text), text)


def claim(
    name: str,
    content: tuple[str, ...],
    *,
    source: str | None = "he",
    speaker: str | None = "Mara Tesk",
    within: str | None = None,
    act: Act = "state",
    hedged: bool = False,
    start: int = 0,
) -> Claim:
    who = Speaker(speaker, "person") if speaker else None
    pieces = tuple(span(piece, start) for piece in content)
    found = span(source, start) if source else None
    return Claim(name, found, span("said", start), pieces, within, who, "direct", act, hedged, 0.93)


def reading(*claims: Claim, title: str | None = "Blast in Port Averin", id: str = "r1") -> Reading:
    return Reading(id, title, "2023-05-16", "The Averin Tide", None, None, "", claims, ())


def printed(value: Reading, width: int = 80) -> str:
    out = io.StringIO()
    on = console(out)
    on.width = width
    show(value, on)
    return out.getvalue()


def test_heading_claims_and_words() -> None:
    shown = printed(reading(claim("c1", ('"It was', 'not us,"'), act="deny", hedged=True)))
    assert shown.splitlines() == [
        "Blast in Port Averin",
        "The Averin Tide · 2023-05-16 · r1",
        "└── Mara Tesk (“he”) · deny · “said” · hedged · 93%",
        '      "It was … not us,"',
        "",
    ]


def test_the_id_stands_in_for_a_title() -> None:
    assert printed(reading(title=None)).startswith("r1\nThe Averin Tide · 2023-05-16\n")


def test_a_report_without_claims_says_so() -> None:
    assert "No claims" in printed(reading())


def test_a_claim_within_shows_through_whom_it_came() -> None:
    agency = claim("c1", ("it was us, the minister said",), source="LPS", speaker="LPS")
    minister = claim("c2", ("it was us",), source="the minister", within="c1")
    herself = claim("c3", ("so",), within="c2")
    lines = printed(reading(agency, minister, herself)).splitlines()
    assert "├" not in "".join(lines)
    assert any("Mara Tesk (“the minister”) · state · “said” · via LPS ·" in line for line in lines)
    # nobody reaches us via themselves
    assert any("Mara Tesk (“he”) · state · “said” · via LPS · 93%" in line for line in lines)


def test_claims_stand_in_text_order() -> None:
    shown = printed(reading(claim("c1", ("second",), start=50), claim("c2", ("first",), start=10)))
    assert shown.index("first") < shown.index("second")


def test_nobody_named() -> None:
    assert "no source named · state" in printed(reading(claim("c1", ("x",), source=None, speaker=None)))
    assert "── witnesses · state" in printed(reading(claim("c1", ("x",), source="witnesses", speaker=None)))


def test_a_long_text_wraps_at_the_width() -> None:
    shown = printed(reading(claim("c1", ("word " * 100,))))
    assert max(map(len, shown.splitlines())) <= 80


def test_markup_in_a_text_is_text() -> None:
    assert "[red]x[/red] [/] :fire:" in printed(reading(claim("c1", ("[red]x[/red] [/] :fire:",))))


@pytest.mark.parametrize("hostile", ["\x1b]0;owned\x07", "\x1b[2J", "\x9b31m", "\u202eabc", "\u2066", "\ud800", "\x00"])
def test_hostile_text_reaches_no_terminal(hostile: str) -> None:
    value = Reading(
        f"id{hostile}", hostile, hostile, hostile, None, hostile, "",
        (claim("c1", (hostile,), source=hostile, speaker=hostile),), (),
    )  # fmt: skip
    out = io.StringIO()
    show(value, Console(file=out, force_terminal=True, color_system=None, highlight=False, width=80))
    assert not set(out.getvalue()) & set(_CONTROLS.replace("\n", "") + "\ud800")


@given(st.text())
def test_one_line_is_one_harmless_line(text: str) -> None:
    shown = one_line(text)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert one_line(shown) == shown


def test_one_line_keeps_what_is_harmless() -> None:
    assert one_line("Zürich – “naïve” 東京") == "Zürich – “naïve” 東京"
    assert one_line("two\n  lines\tand\u00ad\u200b more") == "two lines and more"


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def codes(**environment: str) -> str:
        for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM", "TTY_COMPATIBLE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        out = Terminal()
        show(reading(claim("c1", ("x",), act="deny")), console(out))
        return out.getvalue()

    assert "\x1b[31m" in codes(TERM="xterm-256color")
    assert "\x1b[31m" not in codes(TERM="xterm-256color", NO_COLOR="1")
    assert "\x1b" not in codes(TERM="dumb")
    assert "\x1b" not in printed(reading(claim("c1", ("x",))))


def test_a_very_deep_tree_still_shows_every_claim() -> None:
    chain = [claim(f"c{k}", (f"w{k}",), within=f"c{k - 1}" if k else None) for k in range(40)]
    shown = printed(reading(*chain))
    assert max(map(len, shown.splitlines())) <= 80
    assert all(f" w{k}\n" in shown for k in range(40))


def test_no_blanks_at_the_ends_of_lines() -> None:
    shown = printed(reading(claim("c1", ("word " * 50,), source="word " * 30)))
    assert not any(line.endswith(" ") for line in shown.splitlines())


def test_the_days_that_words_in_a_claim_mean() -> None:
    def time(words: str, value: str | None, claim: str | None = "c1") -> Time:
        return Time(0, len(words), words, "DATE", value, None, value, value, claim)

    times = (time("Tuesday", "2023-05-16"), time("Tuesday", "2023-05-16"), time("2022-01-01", "2022-01-01"),
             time("now", None), time("Monday", "2023-05-15", None))  # fmt: skip
    shown = printed(msgspec.structs.replace(reading(claim("c1", ("on Tuesday",))), times=times))
    assert shown.splitlines()[3:] == ["      on Tuesday", "      Tuesday: 2023-05-16", ""]


def test_figures_and_checks() -> None:
    counted = (
        Figure(0, 9, "12 killed", "killed", 12, None, "c1", None, None, None),
        Figure(10, 23, "seven of them", "killed", 7, 7, None, None, None, 0),
        Figure(30, 40, "dead or missing", "missing", None, 400, None, None, None, None),
    )
    check = Check(0, 9, "12 killed", "sum", "12", "7 + 6 = 13", "does not hold")
    base = reading(claim("c1", ("it",)))
    shown = printed(msgspec.structs.replace(base, figures=counted, checks=(check,)))
    assert shown.splitlines()[2:6] == [
        "at least 12 killed · “12 killed” · Mara Tesk",
        "  of them 7 killed · “seven of them”",
        "up to 400 missing · “dead or missing”",
        "sum: “12 killed” · says 12, found 7 + 6 = 13 · does not hold",
    ]

