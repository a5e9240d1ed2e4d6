"""What there is to ask about, for programs: sub-lists, registers, platforms."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.decorators import decorate_view

from rounds.directory.api.answers import READING, answer
from rounds.directory.api.days import AsOf, day_of
from rounds.directory.grid.queries import Query
from rounds.directory.grid.sub_lists import result_of, within
from rounds.directory.models import SubList
from rounds.directory.platforms import PLATFORMS
from rounds.directory.views.days import index_of
from rounds.open_data.api.shapes import PlatformsAnswer, RegistersAnswer, SubListsAnswer
from rounds.organizations.models import Register

router = Router()


@router.get(
    "/sub-lists",
    response={200: SubListsAnswer},
    operation_id="sub_lists",
    summary="Sub-lists",
    tags=["Sub-lists"],
)
@decorate_view(*READING)
def sub_lists(request: HttpRequest, as_of: AsOf = "") -> HttpResponse:
    """The named parts of the List. They are made up as they are today, also for a past day."""
    day = day_of(as_of)
    index = index_of(request, day)
    items = []
    for one in SubList.objects.order_by("order", "name"):
        known = result_of(index, within(one, Query(scope="register")), one)
        items.append(
            {
                "slug": one.slug,
                "name": one.name,
                "description": one.description,
                "address": f"{settings.PUBLIC_URL}{one.get_absolute_url()}{day.suffix}",
                "rule": one.rule,
                "listed": index.listed_among(known),
                "organizations": len(known),
            }
        )
    return answer({"items": items}, day)


@router.get(
    "/registers",
    response={200: RegistersAnswer},
    operation_id="registers",
    summary="Registers",
    tags=["Registers and platforms"],
)
@decorate_view(*READING)
def registers(request: HttpRequest) -> HttpResponse:
    """The outside lists that organizations and accounts come from, with what their publishers allow."""
    items = [
        {
            "slug": one.slug,
            "family": one.family,
            "name": one.name,
            "publisher": one.publisher,
            "as_of": one.as_of,
            "license": one.licence,
            "license_url": one.licence_url,
            "attribution": one.attribution,
            "url": one.url,
        }
        for one in Register.objects.order_by("name", "-as_of", "slug")
    ]
    return answer({"items": items}, day_of(""))


@router.get(
    "/platforms",
    response={200: PlatformsAnswer},
    operation_id="platforms",
    summary="Platforms",
    tags=["Registers and platforms"],
)
@decorate_view(*READING)
def platforms(request: HttpRequest, as_of: AsOf = "") -> HttpResponse:
    """Where accounts live, also those that have closed."""
    day = day_of(as_of)
    held = index_of(request, day).result(Query()).counts["platform"]
    items = [
        {
            "slug": one.slug,
            "name": one.name,
            "closed_on": one.closed_on,
            "organizations": held.get(one.slug, 0),
        }
        for one in PLATFORMS.values()
    ]
    return answer({"items": items}, day)
