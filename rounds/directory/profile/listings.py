"""The listings of an organization with all that is shown of them, today or at the end of a past day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from rounds.directory.as_of import statements_at
from rounds.directory.models import Audience, Evidence, Handle, Listing, Statement
from rounds.directory.profile.evidence import KEPT
from rounds.directory.profile.past import name_ended, rewind_listings
from rounds.directory.proof import Proof
from rounds.organizations.models import Organization


def listings_of(one: Organization, moment: datetime | None) -> list[Listing]:
    """In the List and out of it. With their evidence (newest first), statements (in order) and handles."""
    found = list(
        one.listings.select_related("account__health").prefetch_related(
            Prefetch("evidence", _evidence(moment)),
            Prefetch("statements", _statements(moment)),
            Prefetch("account__handles", _handles(moment)),
        )
    )
    if moment:
        found = rewind_listings(found, moment)
    name_ended(found)
    return sorted(found, key=_in_order)


def _in_order(listing: Listing) -> tuple[str, str, int]:
    """By what is said of it on the day of the page: the purpose and the name of today would mix up a past one."""
    return listing.purpose, listing.account.exact_name.casefold(), listing.pk


def others_of(one: Organization, listings: Sequence[Listing], moment: datetime | None) -> dict[int, int]:
    """For each account, for how many more organizations it is listed."""
    accounts = [listing.account_id for listing in listings]
    if moment is None:
        theirs = Listing.objects.theirs().filter(account__in=accounts).exclude(organization=one)
        return dict(theirs.order_by().values_list("account_id").annotate(Count("pk")))
    said = statements_at(moment).exclude(proof=Proof.RELEASED).filter(listing__account__in=accounts)
    of_others = said.exclude(listing__organization=one).order_by()
    return dict(of_others.values_list("listing__account_id").annotate(Count("pk")))


def audiences_of(listings: Sequence[Listing], day: date) -> dict[int, Audience]:
    """The newest figure of each account by that day."""
    newest = (
        Audience.objects.filter(account=OuterRef("account"), observed_on__lte=day)
        .order_by("-observed_on")
        .values("pk")[:1]
    )
    found = Audience.objects.filter(account__in=[listing.account_id for listing in listings])
    return {one.account_id: one for one in found.filter(pk=Subquery(newest))}


def _evidence(moment: datetime | None) -> QuerySet[Any]:
    """A site that is visited every week says the same fifty times a year: the newest few of each kind and outcome."""
    known = Evidence.objects.filter(recorded_at__lt=moment) if moment else Evidence.objects.all()
    place = Window(
        RowNumber(),
        partition_by=[F("listing_id"), F("kind"), F("outcome"), F("register_id")],
        order_by=[F("observed_at").desc(), F("pk").desc()],
    )
    numbered = known.select_related("register").annotate(place=place)
    return numbered.filter(place__lte=KEPT).order_by("-observed_at", "-pk")


def _statements(moment: datetime | None) -> QuerySet[Statement]:
    known = Statement.objects.filter(from_at__lt=moment) if moment else Statement.objects.all()
    return known.order_by("from_at", "pk")


def _handles(moment: datetime | None) -> QuerySet[Handle]:
    return Handle.objects.filter(first_seen_at__lt=moment) if moment else Handle.objects.all()
