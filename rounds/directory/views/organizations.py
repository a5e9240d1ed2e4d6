"""An organization's page."""

import json
from collections import defaultdict

from django.conf import settings
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.directory import json_ld, profile
from rounds.directory.caching import versioned
from rounds.directory.models import Evidence, Listing
from rounds.organizations.models import Name, Organization, Register

_IN_A_SCRIPT = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@require_safe
@versioned
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    one = get_object_or_404(
        Organization.objects.select_related("parent", "merged_into").prefetch_related("identifiers", "names"),
        slug=slug,
    )
    listings = list(_listings(one))
    current = [listing for listing in listings if listing.ended_at is None]
    groups = profile.accounts_of(current, now, _shared_with(current))
    registers = {register.slug: register for register in Register.objects.all()}
    names = _names(one)
    children = list(one.children.current().order_by("sort_name", "pk")[: profile.MOST_CHILDREN])
    return render(
        request,
        "directory/organization.html",
        {
            "organization": one,
            "trail": [(_("The List"), reverse("directory:list")), (one.name, "")],
            "closed_title": _("Closed"),
            "closed_text": _closed(one, registers),
            "names": names,
            "groups": groups,
            "accounts": len(current),
            "ended": profile.ended_of(listings),
            "facts": profile.facts_of(one, registers),
            "children": children,
            "history": profile.history_of(
                one, list(one.changes.order_by("-as_of", "-pk")[:100]), listings, registers
            ),
            "json_ld": _script(
                json_ld.organization_json_ld(
                    one, groups, [name.text for of in names.values() for name in of], _address(one)
                )
            ),
        },
    )


def _listings(one: Organization) -> QuerySet[Listing]:
    evidence = Evidence.objects.select_related("register").order_by("-observed_at", "-pk")
    return (
        one.listings.select_related("account")
        .prefetch_related(Prefetch("evidence", evidence))
        .order_by("purpose", "account__key")
    )


def _shared_with(listings: list[Listing]) -> dict[int, int]:
    """For each account that serves several organizations, how many more there are."""
    counted = (
        Listing.objects.current()
        .filter(account__in=[listing.account_id for listing in listings])
        .values_list("account_id")
        .annotate(n=Count("pk"))
    )
    return {pk: n - 1 for pk, n in counted}


def _closed(one: Organization, registers: dict[str, Register]) -> str:
    """Since when, and who says so."""
    register = registers.get(one.provenance.get("status", {}).get("source", ""))
    day = date_format(one.status_on, "DATE_FORMAT") if one.status_on else ""
    if register and day:
        return _("According to %(register)s, as of %(day)s.") % {"register": register.name, "day": day}
    if register:
        return _("According to %(register)s.") % {"register": register.name}
    return _("Since %(day)s.") % {"day": day} if day else ""


def _names(one: Organization) -> dict[str, list[Name]]:
    grouped: defaultdict[str, list[Name]] = defaultdict(list)
    for name in sorted(one.names.all(), key=lambda name: name.kind != Name.Kind.FORMER):
        grouped[str(name.get_kind_display())].append(name)
    return dict(grouped)


def _address(one: Organization) -> str:
    return f"{settings.PUBLIC_URL}{one.get_absolute_url()}"


def _script(data: dict[str, object]) -> SafeString:
    """JSON that cannot end the script element it stands in."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_IN_A_SCRIPT))  # noqa: S308
