"""Questions to a ledger: lists with filters and pages, and everything about one report, incident, story or speaker.

    with open_ledger("news.db") as ledger, ledger.reading() as connection:
        page = incidents(connection, Filter(place="Port Averin"), limit=50)
        more = incidents(connection, Filter(place="Port Averin"), limit=50, after=page.after)

The command line, the exports and the desk ask here and nowhere else. Every list is newest first (speakers by name) and
comes in pages: `Page.after` is where the next one begins, None on the last. A page costs the same wherever it lies.
All answers are typed (`types`), and all have judgements applied: rejected claims are left out, corrected fields show
what they were corrected to. Functions that are given a `where` or `after` of a stranger raise InputError on nonsense.
"""

from sayso.queries.claims import accounts, claims
from sayso.queries.clusters import incidents, origins, stories
from sayso.queries.detail import full, incident, origin, report, resolve, story
from sayso.queries.filters import Filter
from sayso.queries.overview import days, points
from sayso.queries.reports import reports
from sayso.queries.speakers import speaker, speakers
from sayso.queries.types import Page

__all__ = [
    "Filter",
    "Page",
    "accounts",
    "claims",
    "days",
    "full",
    "incident",
    "incidents",
    "origin",
    "origins",
    "points",
    "report",
    "reports",
    "resolve",
    "speaker",
    "speakers",
    "stories",
    "story",
]
