"""A reading as a tree for people: what each speaker says, and through whom it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import IO

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text
from rich.tree import Tree

from sayso._types import Check, Claim, Figure, Place, Reading, Time
from sayso.cli.safe import one_line

_ACT_STYLE = {
    "confirm": "green",
    "deny": "red",
    "accuse": "red",
    "threaten": "red",
    "demand": "blue",
    "promise": "blue",
    "predict": "yellow",
    "ask": "cyan",
    "decline": "bright_black",
}
_PLACES = 8  # shown of a report
_NOBODY = "no source named"
_DEEPEST = 8  # claims further in stand side by side: another level of indentation would leave no room for words


def console(file: IO[str]) -> Console:
    """Where trees are printed: styled on a terminal that can, plain elsewhere (NO_COLOR, TERM=dumb, pipes)."""
    return Console(file=file, highlight=False, markup=False, emoji=False)


def show(reading: Reading, on: Console) -> None:
    """Print one reading, ended by an empty line."""
    on.print(Group(*_parts(reading)))
    on.print()


def _parts(reading: Reading) -> Iterator[RenderableType]:
    heading = Text(one_line(reading.title or reading.id), style="bold")
    below = [reading.publisher, reading.published, reading.byline, reading.id if reading.title else None]
    known = " · ".join(one_line(part) for part in below if part)
    if known:
        heading.append(f"\n{known}", style="not bold dim")
    top = Group(heading, *_figures(reading), *(_Paragraph(_checked(check), first=0) for check in reading.checks))
    if reading.claims:
        yield _tree(top, reading.claims, _days(reading.times))
    else:
        yield top
        yield Text("No claims: nothing in this report is attributed to anybody.")
    if reading.places:
        yield _Paragraph(_places(reading.places), first=0)


def _places(places: tuple[Place, ...]) -> Text:
    """The places named most, each once, with its country."""
    names = [p.name or p.text for p in places]
    words = {n.casefold(): n for n in sorted(names, key=str.isupper, reverse=True)}  # PORT AVERIN is Port Averin
    counts = Counter((words[(p.name or p.text).casefold()], p.country) for p in places)
    shown = [one_line(f"{name}, {country}" if country else name) for (name, country), _ in counts.most_common(_PLACES)]
    more = f" and {len(counts) - len(shown)} more" if len(counts) > len(shown) else ""
    return Text("Places: ", style="dim").append(" · ".join(shown) + more, style="not dim")


def _figures(reading: Reading) -> Iterator[RenderableType]:
    """One line a figure: how many, of what, in which words, on whose word; parts of it below it."""
    who = {claim.id: _who(claim) or _NOBODY for claim in reading.claims}
    below: dict[int | None, list[int]] = {}
    for k, figure in enumerate(reading.figures):
        below.setdefault(figure.part_of, []).append(k)
    for k in below.get(None, ()):
        yield _Paragraph(_counted(reading.figures[k], who), first=0)
        for part in below.get(k, ()):
            yield _Paragraph(_counted(reading.figures[part], who, "of them "), first=2)


def _counted(figure: Figure, who: dict[str, str], lead: str = "") -> Text:
    line = Text(lead)
    line.append(f"{_amount(figure.low, figure.high)} {figure.kind}", style="bold").append(
        f" · “{one_line(figure.text)}”"
    )
    if figure.claim in who:
        line.append(" · ").append(who[figure.claim], style="magenta")
    return line


def _amount(low: int | None, high: int | None) -> str:
    if low == high:
        return "number open:" if low is None else f"{low:,}"
    if high is None:
        return f"at least {low:,}"
    return f"up to {high:,}" if low is None else f"{low:,} to {high:,}"


_VERDICT_STYLE = {"holds": "green", "does not hold": "red", "cannot tell": "yellow"}


def _checked(check: Check) -> Text:
    line = Text(f"{check.kind}: “{one_line(check.text)}” · says {check.says}")
    if check.finds:
        line.append(f", found {check.finds}")
    return line.append(" · ").append(check.verdict, style=_VERDICT_STYLE[check.verdict])


def _days(times: tuple[Time, ...]) -> dict[str, str]:
    """For each claim, on which days its content says things are: only what the words themselves do not show."""
    told: dict[str, dict[str, None]] = {}
    for time in times:
        if time.claim and time.value and time.from_ and time.value not in time.text and time.type in ("DATE", "TIME"):
            told.setdefault(time.claim, {})[f"{one_line(time.text)}: {time.value}"] = None
    return {claim: " · ".join(days) for claim, days in told.items()}


def _tree(heading: RenderableType, claims: tuple[Claim, ...], days: dict[str, str]) -> Tree:
    root = Tree(heading, guide_style="dim")
    known = {claim.id for claim in claims}
    inner: dict[str | None, list[Claim]] = {}
    for claim in sorted(claims, key=_begins):
        inner.setdefault(claim.within if claim.within in known else None, []).append(claim)

    def grow(branch: Tree, within: str | None, via: tuple[str, ...], depth: int) -> None:
        for claim in inner.get(within, ()):
            who = _who(claim)
            through = tuple(name for name in via if name != who)
            node = branch.add(_label(claim, through, days.get(claim.id)))
            grow(node if depth < _DEEPEST else branch, claim.id, (who, *through) if who else through, depth + 1)

    grow(root, None, (), 1)
    return root


def _begins(claim: Claim) -> int:
    spans = [span for span in (claim.source, claim.cue, *claim.content) if span]
    return min((span.start for span in spans), default=0)


def _who(claim: Claim) -> str | None:
    if claim.speaker:
        return one_line(claim.speaker.name)
    return one_line(claim.source.text) if claim.source else None


def _label(claim: Claim, via: tuple[str, ...], days: str | None) -> RenderableType:
    """Who does what in which words and through whom (the nearest first); below it the words of the content, and the
    days that words like "Tuesday" in it mean."""
    who = _who(claim)
    head = Text()
    head.append(who or "no source named", style="bold" if claim.speaker else "italic")
    words = one_line(claim.source.text) if claim.source else ""
    if who and words and words.casefold() != who.casefold():
        head.append(f" (“{words}”)")
    head.append(" · ").append(claim.act, style=_ACT_STYLE.get(claim.act, ""))
    if claim.cue:
        head.append(f" · “{one_line(claim.cue.text)}”")
    for name in via:
        head.append(" · ").append(f"via {name}", style="magenta")
    if claim.hedged:
        head.append(" · ").append("hedged", style="yellow")
    head.append(f" · {claim.confidence:.0%}", style="dim")
    content = " … ".join(one_line(piece.text) for piece in claim.content)
    when = [_Paragraph(Text(days, style="dim"), first=2)] if days else []
    return Group(_Paragraph(head, first=0), _Paragraph(Text(content), first=2), *when)


class _Paragraph:
    """Text wrapped with a hanging indent of two, without the blanks rich fills lines up with."""

    def __init__(self, text: Text, first: int) -> None:
        self._text, self._first = text, first

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for number, line in enumerate(self._text.wrap(console, max(options.max_width - 2, 1))):
            line.rstrip()
            if line:
                line.pad_left(2 if number else self._first)
                yield line
