"""How an answer about the List is sent: with its day, its license and, of many rows, the next page."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from ninja import Query, Schema
from pydantic import Field

from rounds.core.api.paging import LONGEST, MOST, PAGE
from rounds.core.limits import Meter
from rounds.directory.api.kept import kept
from rounds.directory.api.metering import metered
from rounds.directory.views.days import Day

READING = (kept, metered(Meter("api")))  # for `decorate_view(*READING)`, on whatever only reads

Limit = Annotated[int, Query(description="How many at once.", ge=1, le=MOST, examples=[PAGE])]
Cursor = Annotated[
    str,
    Query(
        description="Where the page begins: as it stands in `next`, and with the same question.",
        max_length=LONGEST,
    ),
]


class Answer(Schema):
    as_of: date | None = Field(description="The past day that was asked for; null: now.")
    now: datetime = Field(description="The clock of the answer: whether a proof has expired is seen by it.")
    license: str = Field(
        description="What may be done with it. The registers that it is made from have licenses of their own, see"
        " `/api/v1/registers`."
    )


class Page(Answer):
    """Some of many rows."""

    total: int | None = Field(description="How many rows there are in all; null where nobody has counted.")
    next: str | None = Field(description="The address of the next page; null on the last one.")


def answer(body: Mapping[str, object], day: Day) -> HttpResponse:
    """`body`: plain values, as the description says. It is not checked again, so that a page of rows stays fast."""
    return _sent({**_about(day), **body}, "")


def page(
    items: Sequence[object],
    day: Day,
    *,
    next: str,
    total: int | None = None,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """`next`: the address of the next page; "" on the last one. `more`: what else is said of all rows."""
    about = {**_about(day), "total": total, "next": next or None, **(more or {})}
    return _sent({**about, "items": items}, next)


def _about(day: Day) -> dict[str, object]:
    return {"as_of": day.past, "now": day.now, "license": settings.OPEN_DATA_LICENCE_URL}


def _sent(body: Mapping[str, object], next: str) -> HttpResponse:
    links = [
        f'<{settings.OPEN_DATA_LICENCE_URL}>; rel="license"',
        *([f'<{next}>; rel="next"'] if next else ()),
    ]
    return JsonResponse(body, headers={"Link": ", ".join(links)})
