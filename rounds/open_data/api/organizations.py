"""Organizations, for programs."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from ninja.decorators import decorate_view

from rounds.core.api import Refused
from rounds.core.api.paging import cursor_of, next_address, place_of
from rounds.directory.api.answers import READING, answer, page
from rounds.directory.api.days import AsOf, day_of
from rounds.directory.grid.queries import read
from rounds.directory.grid.sub_lists import result_of, within
from rounds.directory.models import SubList
from rounds.directory.profile.known import known_of
from rounds.directory.views.days import index_of
from rounds.open_data.api.asked import Asked
from rounds.open_data.api.rows import rows_of
from rounds.open_data.api.seeking import part_of
from rounds.open_data.api.shapes import OrganizationAnswer, OrganizationsPage, SchemeOf
from rounds.open_data.api.whole import whole_of
from rounds.organizations.models import Identifier

router = Router(tags=["Organizations"])

Slug = Annotated[
    str,
    Path(pattern=r"^[-a-zA-Z0-9_]+$", max_length=120, description="The organization's name in addresses."),
]
ListSlug = Annotated[
    str, Path(pattern=r"^[-a-zA-Z0-9_]+$", max_length=80, description="The sub-list's name in addresses.")
]
Value = Annotated[str, Path(pattern=r"^[A-Za-z0-9 ._:-]{1,80}$", description="As its register writes it.")]
Scheme = Annotated[SchemeOf, Path(description="Who hands it out.")]


@router.get(
    "/organizations",
    response={200: OrganizationsPage},
    operation_id="organizations",
    summary="Organizations with their accounts",
)
@decorate_view(*READING)
def organizations(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """Exactly what the List shows for the same question, page by page."""
    return _page(request, asked, None)


@router.get(
    "/sub-lists/{slug:slug}/organizations",
    response={200: OrganizationsPage},
    operation_id="sub_list_organizations",
    summary="Organizations of a sub-list",
    tags=["Sub-lists"],
)
@decorate_view(*READING)
def of_sub_list(request: HttpRequest, slug: ListSlug, asked: Query[Asked]) -> HttpResponse:
    """What a sub-list shows for the same question. A filter that its rule sets cannot be widened."""
    one = SubList.objects.filter(slug=slug).first()
    if one is None:
        raise Refused("not-found", _("There is no sub-list with this name."))
    return _page(request, asked, one)


@router.get(
    "/organizations/{slug:slug}",
    response={200: OrganizationAnswer},
    operation_id="organization",
    summary="One organization",
)
@decorate_view(*READING)
def organization(request: HttpRequest, slug: Slug, as_of: AsOf = "") -> HttpResponse:
    """Everything that its page shows. One that became part of another says so in `merged_into`."""
    day = day_of(as_of)
    known = known_of(slug, day.moment)
    if known is None:
        raise Refused("not-found", _("There is no organization with this name."))
    return answer({"organization": whole_of(known, day)}, day)


@router.get(
    "/identifiers/{scheme}/{value}",
    response={200: OrganizationAnswer},
    operation_id="identifier",
    summary="The organization with an identifier",
)
@decorate_view(*READING)
def identifier(request: HttpRequest, scheme: Scheme, value: Value, as_of: AsOf = "") -> HttpResponse:
    """The same as the organization's own address answers, named in Content-Location."""
    day = day_of(as_of)
    spellings = {value, value.upper(), value.lower()}
    held = (
        Identifier.objects.filter(scheme=scheme, value__in=spellings).select_related("organization").first()
    )
    known = known_of(held.organization.slug, day.moment) if held else None
    if known is None:
        raise Refused("not-found", _("We know no organization with this identifier."))
    response = answer({"organization": whole_of(known, day)}, day)
    response.headers["Content-Location"] = f"/api/v1/organizations/{known.organization.slug}{day.suffix}"
    return response


def _page(request: HttpRequest, asked: Asked, sub_list: SubList | None) -> HttpResponse:
    day = day_of(asked.as_of)
    question = read(request.GET)
    place = place_of(request, asked.cursor)
    index = index_of(request, day)
    result = result_of(index, within(sub_list, question) if sub_list else question, sub_list)
    part = part_of(result, place, asked.limit, day.moment)
    next_page = next_address(request, cursor_of(request, part.place)) if part.place else ""
    return page(
        rows_of(part.ids, day), day, next=next_page, total=len(result), more={"guessed": result.guessed}
    )
