"""One organization with everything that its page shows, today or on a past day."""

from datetime import datetime

from django.db.models import Prefetch

from rounds.directory.models import Listing, Statement
from rounds.directory.profile.known import Known
from rounds.directory.profile.past import name_ended
from rounds.directory.views.days import Day
from rounds.open_data.api.listings import in_organization, told
from rounds.open_data.api.rows import Row, address_of, strongest
from rounds.open_data.public import without_mail
from rounds.organizations.models import Organization


def whole_of(known: Known, day: Day) -> Row:
    """As `shapes.WholeOrganization`."""
    one = known.organization
    said = told(day, organization__in=[one.pk])
    theirs = [in_organization(each) for each in said if not each.is_released]
    latitude, longitude = _coordinates(known)
    return {
        "slug": one.slug,
        "address": address_of(one.slug, day),
        "name": one.name,
        "type": one.type,
        "country": one.country,
        "region": one.region,
        "city": one.city,
        "street": one.street,
        "postal_code": one.postal_code,
        "latitude": latitude,
        "longitude": longitude,
        "phone": one.phone,
        "website": one.website,
        "beds": one.beds,
        "ownership": one.ownership,
        "status": one.status,
        "status_on": one.status_on,
        "parent": _related(one.parent, day),
        "merged_into": _related(one.merged_into, day),
        "children": [_related(child, day) for child in known.children],
        "names": [{"kind": name.kind, "text": name.text, "language": name.language} for name in known.names],
        "identifiers": [{"scheme": held.scheme, "value": held.value} for held in known.identifiers],
        "proof": strongest(theirs),
        "accounts": theirs,
        "released": [in_organization(each) for each in said if each.is_released],
        "ended": _ended(one, day.moment),
        "sources": [
            {"field": field, "source": source["source"], "as_of": source["as_of"]}
            for field, source in sorted(one.provenance.items())
        ],
    }


def _related(other: Organization | None, day: Day) -> Row | None:
    if other is None:
        return None
    return {"slug": other.slug, "name": other.name, "address": address_of(other.slug, day)}


def _coordinates(known: Known) -> tuple[float | None, float | None]:
    """Where it stood: the first change since has the last word."""
    if known.moved_from is None:
        return known.organization.latitude, known.organization.longitude
    north, _comma, east = known.moved_from.partition(", ")
    return (float(north), float(east)) if east else (None, None)


def _ended(one: Organization, moment: datetime | None) -> list[Row]:
    """What left the List, by then. It is called what it was called when it left."""
    gone = Listing.objects.filter(organization=one, ended_at__isnull=False)
    if moment:
        gone = gone.filter(ended_at__lt=moment)
    said = Prefetch("statements", Statement.objects.order_by("from_at", "pk"))
    listings = list(gone.select_related("account").prefetch_related(said).order_by("-ended_at", "-pk"))
    name_ended(listings)
    return [
        {
            "platform": listing.account.platform,
            "handle": listing.account.exact_name,
            "ended_on": listing.ended_at.date(),
            "reason": without_mail(listing.ended_reason),
        }
        for listing in listings
        if listing.ended_at
    ]
