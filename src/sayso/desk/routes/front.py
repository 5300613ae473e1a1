"""The front: the newest incidents and stories, on the map and in time; and a story."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from sayso import queries
from sayso.desk import answers, chart
from sayso.desk.access import Opened
from sayso.desk.answers import REGISTRY
from sayso.desk.filters import Cursor, Limit, incidents_asked, tidy
from sayso.queries import Filter
from sayso.queries.types import Day, Incident, Page, Point, Story, StoryPage

router = APIRouter()
Asked = Annotated[Filter, Depends(incidents_asked)]
StoryId = Annotated[str, Path(pattern=r"^s[0-9]{1,18}$", description="Id of a story.")]


@router.get("/", include_in_schema=False)
def front(request: Request, ledger: Opened, where: Asked, after: Cursor = None) -> Response:
    with ledger.reading() as connection:
        found = queries.incidents(connection, where, limit=40, after=after)
        stories = queries.stories(connection, where, limit=12) if after is None else None
        line = chart.time_line(queries.days(connection, where)) if after is None else None
        answer = answers.page(request, "front.html", found=found, stories=stories, line=line, where=where)
        answer.headers.update(tidy(request))
        return answer


@router.get("/incidents.json", responses=REGISTRY.answers(Page[Incident]), tags=["incidents"])
def incidents_json(ledger: Opened, where: Asked, limit: Limit = 50, after: Cursor = None) -> Response:
    """Incidents, the newest first."""
    with ledger.reading() as connection:
        return answers.json(queries.incidents(connection, where, limit=limit, after=after))


@router.get("/incidents.csv", include_in_schema=False)
def incidents_csv(request: Request, where: Asked) -> Response:
    columns = ("id", "title", "kind", "from", "to", "place", "admin1", "country", "lat", "lon", "precision",
               "reports", "also", "origins", "accounts", "conflicts")  # fmt: skip

    def row(one: Incident) -> tuple[object, ...]:
        when, place = one.when, one.where
        days = (when.from_, when.to) if when else (None, None)
        spot = (place.name, place.admin1, place.country, place.lat, place.lon, place.precision) if place else [None] * 6
        numbers = (one.reports, one.also, one.origins, one.accounts, one.conflicts)
        return one.id, one.title, one.kind, *days, *spot, *numbers

    def ask(connection: Connection, after: str | None) -> Page[Incident]:
        return queries.incidents(connection, where, limit=500, after=after)

    return answers.table("incidents", columns, answers.rows(request, ask, row))


@router.get("/stories.json", responses=REGISTRY.answers(Page[Story]), tags=["incidents"])
def stories_json(ledger: Opened, where: Asked, limit: Limit = 50, after: Cursor = None) -> Response:
    """Stories, the newest first."""
    with ledger.reading() as connection:
        return answers.json(queries.stories(connection, where, limit=limit, after=after))


@router.get("/points.json", responses=REGISTRY.answers(tuple[Point, ...]), tags=["incidents"])
def points_json(ledger: Opened, where: Asked) -> Response:
    """Incidents with coordinates, for a map."""
    with ledger.reading() as connection:
        return answers.json(queries.points(connection, where))


@router.get("/days.json", responses=REGISTRY.answers(tuple[Day, ...]), tags=["incidents"])
def days_json(ledger: Opened, where: Asked) -> Response:
    """Days on which reports were published or incidents began."""
    with ledger.reading() as connection:
        return answers.json(queries.days(connection, where))


@router.get("/story/{id}.json", responses=REGISTRY.answers(StoryPage, 404), tags=["incidents"])
def story_json(ledger: Opened, id: StoryId) -> Response:
    """A story with its incidents."""
    with ledger.reading() as connection:
        found = queries.story(connection, id)
        return answers.json(found) if found else answers.json(answers.missing("story"), 404)


@router.get("/story/{id}", include_in_schema=False)
def story(request: Request, ledger: Opened, id: StoryId) -> Response:
    with ledger.reading() as connection:
        found = queries.story(connection, id)
        if found is None:
            return answers.problem(request, 404, answers.missing("story").detail)
        return answers.page(request, "story.html", story=found)
