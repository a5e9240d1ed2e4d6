"""An organization's page."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import json_in_html
from rounds.directory import json_ld
from rounds.directory.caching import versioned
from rounds.directory.checking.relations import is_part
from rounds.directory.profile.accounts import Around, accounts_of, by_platform, ended_of
from rounds.directory.profile.facts import closed_of, facts_of, names_of
from rounds.directory.profile.history import history_of
from rounds.directory.profile.known import known_of
from rounds.directory.profile.listings import audiences_of, listings_of, others_of
from rounds.directory.proof import Proof
from rounds.directory.views.days import Day, of_a_day
from rounds.organizations.models import Organization


@require_safe
@versioned
@of_a_day
def organization(request: HttpRequest, slug: str, *, day: Day) -> HttpResponse:
    known = known_of(slug, day.moment)
    if known is None:
        raise Http404
    one = known.organization
    listings = listings_of(one, day.moment)
    around = Around(
        one.name,
        day.now,
        day.moment is not None,
        others_of(one, listings, day.moment),
        audiences_of(listings, day.now.date()),
    )
    accounts = accounts_of(listings, around)
    theirs = [account for account in accounts if account.proof != Proof.RELEASED]
    names = names_of(known.names)
    children = known.children
    return render(
        request,
        "directory/organization.html",
        {
            "organization": one,
            "day": day,
            "today": request.path,
            "yesterday": timezone.now().date() - timedelta(days=1),
            "trail": [(_("The List"), reverse("directory:list") + day.suffix), (one.name, "")],
            "closed_title": _("Closed"),
            "closed_text": closed_of(one, known.registers),
            "names": names,
            "groups": by_platform(theirs),
            "accounts": len(theirs),
            "released": [account for account in accounts if account.proof == Proof.RELEASED],
            "ended": ended_of(listings),
            "facts": facts_of(one, known.identifiers, known.registers),
            "children": children,
            "agreed": set() if day.moment else _agreed(one, children),
            "history": history_of(one, known.changes, listings, known.registers),
            "json_ld": ""
            if day.moment
            else _script(
                json_ld.organization_json_ld(
                    one, theirs, [name.text for of in names.values() for name in of], _address(one)
                )
            ),
        },
    )


def _agreed(one: Organization, children: list[Organization]) -> set[int]:
    """The parent and the parts of which both sites say so."""
    found = {child.pk for child in children if _both_say(child, one)}
    return found | {one.parent.pk} if one.parent and _both_say(one, one.parent) else found


def _both_say(part: Organization, whole: Organization) -> bool:
    return is_part(_relations(part), part.website, _relations(whole), whole.website)


def _relations(of: Organization) -> dict[str, Any]:
    """What its site says in trust.txt; nothing where it has never been read."""
    site = getattr(of, "site", None)
    return site.relations if site and isinstance(site.relations, dict) else {}


def _address(one: Organization) -> str:
    return f"{settings.PUBLIC_URL}{one.get_absolute_url()}"


def _script(data: dict[str, object]) -> SafeString:
    return mark_safe(json_in_html.dumps(data))  # noqa: S308 - it cannot end the element
