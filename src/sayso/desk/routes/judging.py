"""Judging: who may, what was decided, and deciding. Off unless the desk was started with --edit and a token."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from math import ceil
from typing import Annotated, Any
from urllib.parse import parse_qs

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from sayso import queries
from sayso._errors import InputError
from sayso.desk import answers
from sayso.desk.access import Opened
from sayso.desk.answers import REGISTRY
from sayso.desk.guard import COOKIE, Doorkeeper, client_of, cookie_of
from sayso.ledger import judge
from sayso.ledger.judge import Judgement
from sayso.ledger.store import Ledger

router = APIRouter()
_LARGEST = 64 * 1024
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Number = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
Numbers = Annotated[tuple[Number, ...], msgspec.Meta(min_length=1, max_length=1000)]


class Decision(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What is alike in all that can be decided: who decides, and why."""

    author: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    reason: Text


class Same(Decision, frozen=True, kw_only=True, tag="same"):
    """These reports belong together."""

    target: judge.Linked
    reports: Annotated[tuple[Number, ...], msgspec.Meta(min_length=2, max_length=1000)]


class Different(Decision, frozen=True, kw_only=True, tag="different"):
    """These reports do not belong with the others; without `others`, with all that are with them now."""

    target: judge.Linked
    reports: Numbers
    others: Numbers | None = None


class Spot(Decision, frozen=True, kw_only=True):
    """A span of a report at which something was found: of a claim its cue, else its content."""

    target: judge.Found
    report: Number
    start: Number
    end: Number


class Accept(Spot, frozen=True, kw_only=True, tag="accept"):
    """What was found there is right."""


class Reject(Spot, frozen=True, kw_only=True, tag="reject"):
    """What was found there is not to count."""


class Correct(Spot, frozen=True, kw_only=True, tag="correct"):
    """A field of what was found there has another value."""

    field: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    value: str | int | float | None


class Undo(Decision, frozen=True, kw_only=True, tag="undo"):
    """A judgement is taken back."""

    number: Number


Decided = Same | Different | Accept | Reject | Correct | Undo


class Made(msgspec.Struct, frozen=True):
    """The number of the judgement that was made."""

    number: int


@singledispatch
def carry_out(decision: object, connection: Connection) -> int:
    """Make the judgement. Its number. Raises InputError where what is judged is not there."""
    raise TypeError(decision)


@carry_out.register
def _(decision: Same, connection: Connection) -> int:
    return judge.same(
        connection, decision.target, decision.reports, author=decision.author, reason=decision.reason
    )


@carry_out.register
def _(decision: Different, connection: Connection) -> int:
    return judge.different(
        connection, decision.target, decision.reports, decision.others, author=decision.author, reason=decision.reason
    )


@carry_out.register(Accept)
@carry_out.register(Reject)
def _(decision: Accept | Reject, connection: Connection) -> int:
    return judge.verdict(
        connection, "accept" if isinstance(decision, Accept) else "reject", decision.target, decision.report,
        decision.start, decision.end, author=decision.author, reason=decision.reason,
    )  # fmt: skip


@carry_out.register
def _(decision: Correct, connection: Connection) -> int:
    return judge.correct(
        connection, decision.target, decision.report, decision.start, decision.end, decision.field, decision.value,
        author=decision.author, reason=decision.reason,
    )  # fmt: skip


@carry_out.register
def _(decision: Undo, connection: Connection) -> int:
    return judge.undo(connection, decision.number, author=decision.author, reason=decision.reason)


async def body_of(request: Request) -> bytes | None:
    """The request's body; None where it is longer than anything a judgement needs."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            return None
    return body


Body = Annotated[bytes | None, Depends(body_of)]
Before = Annotated[int | None, Query(ge=1, lt=10**18, description="Only those with smaller numbers.")]
OfReport = Annotated[int | None, Query(ge=1, lt=10**18, description="Only those on this report.")]


@router.get("/judgements", include_in_schema=False)
def history(request: Request, ledger: Opened, before: Before = None) -> Response:
    with ledger.reading() as connection:
        found = judge.history(connection, limit=100, before=before)
        return answers.page(request, "judgements.html", found=found)


@router.get("/judgements.json", responses=REGISTRY.answers(tuple[Judgement, ...]), tags=["judgements"])
def history_json(ledger: Opened, report: OfReport = None, before: Before = None) -> Response:
    """Judgements, the latest first, 100 at a time."""
    with ledger.reading() as connection:
        return answers.json(judge.history(connection, report=report, limit=100, before=before))


@router.get("/judgements.csv", include_in_schema=False)
def history_csv(request: Request) -> Response:
    ledger: Ledger = request.app.state.ledger
    columns = ("number", "made", "author", "reason", "kind", "target", "reports", "others", "start", "end", "words",
               "field", "value", "machine", "undoes", "standing")  # fmt: skip

    def page_of(before: int | None) -> tuple[Judgement, ...]:
        with ledger.reading() as connection:
            return judge.history(connection, limit=500, before=before)

    def rows() -> Iterator[tuple[object, ...]]:
        found = page_of(None)
        while found:
            yield from (tuple(getattr(one, column) for column in columns) for one in found)
            found = page_of(found[-1].number)

    return answers.table("judgements", columns, rows())


@router.post(
    "/judgements.json",
    responses=REGISTRY.answers(Made, 403, 413, status=201, words="The judgement was made."),
    openapi_extra=REGISTRY.body(Decided) | {"security": [{"token": []}]},
    status_code=201,
    tags=["judgements"],
)
def decide_json(request: Request, body: Body) -> Response:
    """Judge. Wants the token (`Authorization: Bearer …`), and a desk started with --edit."""
    refused = _refusal(request, body)
    if refused is not None:
        return refused
    try:
        decision = msgspec.json.decode(body or b"", type=Decided)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return answers.problem(request, 422, str(error))
    return answers.json(Made(_write(request, decision)), 201)


@router.post("/judge", include_in_schema=False)
def decide(request: Request, body: Body) -> Response:
    """What the forms of the pages send."""
    refused = _refusal(request, body)
    if refused is not None:
        return refused
    form = parse_qs((body or b"").decode("utf-8", "replace"), max_num_fields=2000)
    ledger: Ledger = request.app.state.ledger
    with ledger.reading() as connection:
        given = _given(form, connection)
    given["author"] = request.scope["state"]["author"] or ""
    try:
        decision: Any = msgspec.convert(given, type=Decided, strict=False)
    except msgspec.ValidationError as error:
        return answers.problem(request, 422, str(error))
    _write(request, decision)
    return RedirectResponse(_back(form, decision, ledger), 303)


@router.get("/sign-in", include_in_schema=False)
def sign_in_page(request: Request) -> Response:
    if request.app.state.settings.token is None:
        return answers.problem(request, 404, "This desk is for reading only: nobody needs to sign in.")
    return answers.page(request, "sign_in.html", wrong=None)


@router.post("/sign-in", include_in_schema=False)
def sign_in(request: Request, body: Body) -> Response:
    door: Doorkeeper = request.app.state.door
    form = {key: values[0] for key, values in parse_qs((body or b"").decode("utf-8", "replace")).items()}
    client = client_of(request.scope)
    wait = door.throttle.wait(client)
    if wait:
        words = f"Too many wrong tokens: wait {ceil(wait)} s."
        answer = answers.page(request, "sign_in.html", wrong=words)
        answer.status_code = 429
        answer.headers["retry-after"] = str(ceil(wait))
        return answer
    author = " ".join(form.get("author", "").split())[:200]
    if not author or not door.knows(form.get("token", "")):
        if author:
            door.throttle.wrong(client)
        words = "Not the token of this desk." if author else "Say who you are."
        answer = answers.page(request, "sign_in.html", wrong=words)
        answer.status_code = 401 if author else 422
        return answer
    door.throttle.right(client)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, door.sign_in(author), httponly=True, samesite="strict", path="/")
    return answer


@router.post("/sign-out", include_in_schema=False)
def sign_out(request: Request) -> Response:
    door: Doorkeeper = request.app.state.door
    door.sign_out(cookie_of(request.headers.get("cookie", "")) or "")
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _refusal(request: Request, body: bytes | None) -> Response | None:
    """Why nobody may judge with this request; None where somebody may."""
    state = request.scope["state"]
    if not request.app.state.settings.edit:
        return answers.problem(request, 403, "This desk is read-only: start it with --edit and a token.")
    if state["author"] is None and not state["bearer"]:
        return answers.problem(request, 401, "Sign in first.", {"www-authenticate": "Bearer"})
    if body is None:
        return answers.problem(request, 413, answers.FAILURES[413])
    return None


def _write(request: Request, decision: object) -> int:
    ledger: Ledger = request.app.state.writable
    with ledger.writing() as connection:
        return carry_out(decision, connection)


def _given(form: dict[str, list[str]], connection: Connection) -> dict[str, Any]:
    """What a form says, by the names of `Decided`."""
    single = ("kind", "target", "report", "start", "end", "field", "reason", "number", "value")
    given: dict[str, Any] = {key: form[key][0].strip() for key in single if key in form}
    if given.get("kind") == "correct":
        given["value"] = _number(given.get("value", ""))
    for key in ("reports", "others"):
        if key in form:
            given[key] = [value for value in form[key] if value]
    if "with" in form:
        names = (*form.get("of", ()), form["with"][0].strip())
        given["reports"] = list(dict.fromkeys(number for name in names for number in _reports_of(connection, name)))
    return given


def _number(value: str) -> str | int | float | None:
    if not value:
        return None
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


def _reports_of(connection: Connection, name: str) -> list[int]:
    """The numbers of the reports of what somebody named: an incident, an origin, a report."""
    found = queries.resolve(connection, name)
    if found and found.startswith("r"):
        return [int(found[1:])]
    if found and found.startswith("i"):
        incident = queries.incident(connection, found)
        return [member.report.number for group in incident.by_origin for member in group.members] if incident else []
    if found and found.startswith("o"):
        origin = queries.origin(connection, found)
        return [member.report.number for member in origin.members] if origin else []
    raise InputError(f"{name[:80]}: no incident, origin or report of this ledger")


def _back(form: dict[str, list[str]], decision: object, ledger: Ledger) -> str:
    """Where to go on: where the form was; after merging or splitting, the incident that came of it."""
    back = form.get("back", ["/judgements"])[0]
    if isinstance(decision, Same | Different) and decision.target == "incident":
        with ledger.reading() as connection:
            found = queries.report(connection, decision.reports[0])
        if found and found.incident:
            return f"/incident/{found.incident.id}"
    local = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    return back if local and "\n" not in back else "/judgements"
