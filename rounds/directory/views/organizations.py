"""An organization's page."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import json_in_html
from rounds.directory import json_ld
from rounds.directory.caching import versioned
from rounds.directory.checking.relations import is_part
from rounds.directory.profile import past
from rounds.directory.profile.accounts import Around, accounts_of, by_platform, ended_of
from rounds.directory.profile.facts import closed_of, facts_of, names_of
from rounds.directory.profile.history import history_of
from rounds.directory.profile.listings import audiences_of, listings_of, others_of
from rounds.directory.proof import Proof
from rounds.directory.views.days import Day, of_a_day
from rounds.organizations.models import Change, Identifier, Name, Organization, Register

MOST_CHILDREN = 200
MOST_CHANGES = 100


@require_safe
@versioned
@of_a_day
def organization(request: HttpRequest, slug: str, *, day: Day) -> HttpResponse:
    known = _known(slug, day)
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
    children = known.children[:MOST_CHILDREN]
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


class _Known(NamedTuple):
    """What the register says of an organization, today or on a past day."""

    organization: Organization
    registers: Mapping[str, Register]
    names: list[Name]
    identifiers: list[Identifier]
    changes: list[Change]
    children: list[Organization]


def _known(slug: str, day: Day) -> _Known:
    one = get_object_or_404(
        Organization.objects.select_related("parent__site", "merged_into", "site").prefetch_related(
            "identifiers", "names"
        ),
        slug=slug,
    )
    registers = {register.slug: register for register in Register.objects.all()}
    newest = one.changes.order_by("-as_of", "-pk")
    if day.moment is None:
        children = one.children.current().select_related("site").order_by("sort_name", "pk")[:MOST_CHILDREN]
        return _Known(
            one,
            registers,
            list(one.names.all()),
            list(one.identifiers.all()),
            list(newest[:MOST_CHANGES]),
            list(children),
        )
    if one.created_at >= day.moment:
        raise Http404
    changes = past.changes_of(one, day.moment)
    had = past.registers_at(registers, day.moment)
    unread = registers.keys() - had.keys()
    past.rewind(one, changes, had, day.moment)
    return _Known(
        one,
        registers,
        past.names_at(one, changes, unread),
        past.identifiers_at(one, changes, unread),
        sorted(changes.earlier, key=lambda change: (change.as_of, change.pk), reverse=True)[:MOST_CHANGES],
        past.children_of(one, day.moment),
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
