"""The List as it was: what we published on a past day, read from what is remembered (decision 0012).

A day is asked by the moment at which it ended, in UTC: whatever began before that moment and had not ended by then.
"""

import re
from collections.abc import Collection, Container, Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rounds.directory.models import Evidence, Handle, Statement
from rounds.directory.proof import Outcome
from rounds.organizations import versions
from rounds.organizations.models import Change

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def moment_of(text: str) -> datetime | None:
    """The end of the day "2026-05-03"; None for no day and for today. Raises ValueError, in words for whoever asked."""
    text = text.strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise ValueError(_("Write the day like this: 2026-05-03.")) from None
    today = timezone.now().date()
    if day == today:
        return None
    if day > today:
        raise ValueError(_("That day has not come yet."))
    first = first_day()
    if first is None or day < first:
        words = _("We remember what the List said from %(day)s on.")
        raise ValueError(words % {"day": date_format(first or today, "DATE_FORMAT")})
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)


def last_instant(moment: datetime) -> datetime:
    """The clock on a page of that day: the last instant before it ended."""
    return moment - timedelta.resolution


def statements_at(moment: datetime) -> QuerySet[Statement]:
    """What the List said at the end of the day. What had expired by then was shown as out of date: `expiry_of`."""
    return Statement.objects.filter(Q(until_at=None) | Q(until_at__gte=moment), from_at__lt=moment)


def expiry_of(until_at: datetime | None, proof_until: datetime | None) -> datetime | None:
    """When what a statement says of the proof expires. One that has been closed was closed when it expired."""
    return proof_until if until_at is None else None


def seen_at(moment: datetime, listings: Iterable[int] | None = None) -> dict[int, date]:
    """When each listing was last seen, as we knew it then. All listings unless some are named."""
    known = Evidence.objects.filter(recorded_at__lt=moment, outcome=Outcome.CONFIRMS)
    if listings is not None:
        known = known.filter(listing__in=listings)
    newest = known.order_by().values_list("listing_id").annotate(Max("observed_at"))
    return {pk: observed_at.date() for pk, observed_at in newest.iterator(chunk_size=5_000)}


def earlier(then: date | None, now: date | None) -> date | None:
    """When it was last seen as of then: never later than it says today, and nothing where it says nothing today."""
    return min(then, now) if then and now else None


def values_at(
    moment: datetime, fields: Collection[str], organizations: Iterable[int] | None = None
) -> dict[int, dict[str, str]]:
    """The fields of organizations that have changed since, as they were: {organization: {field: value}}."""
    since = Change.objects.filter(happened_at__gte=moment, field__in=fields)
    if organizations is not None:
        since = since.filter(organization__in=organizations)
    before: dict[int, dict[str, str]] = {}
    newest_first = since.order_by("-happened_at", "-pk").values_list("organization_id", "field", "old")
    for pk, field, old in newest_first.iterator(chunk_size=5_000):
        before.setdefault(pk, {})[field] = old  # the first change since has the last word
    return before


def handle_of(said: Statement) -> str:
    """The handle at that time, "" where the account had none. Its listing and account must be loaded."""
    account = said.listing.account
    return "" if said.handle == account.native_id and account.handle != account.native_id else said.handle


def id_of(said: Statement, unknown: Container[tuple[int, str]]) -> str:
    """The permanent id, "" where we learned it only later. Its listing and account must be loaded."""
    account = said.listing.account
    is_its_key = account.key == account.native_id.casefold()
    return "" if (account.pk, account.native_id) in unknown and not is_its_key else account.native_id


def unknown_ids(moment: datetime, accounts: Iterable[int]) -> set[tuple[int, str]]:
    """(account, permanent id) of those whose permanent id was first seen later."""
    first = (
        Handle.objects.filter(account__in=accounts)
        .order_by()
        .values_list("account_id", "native_id")
        .annotate(Min("first_seen_at"))
    )
    return {(pk, native_id) for pk, native_id, seen_at in first if seen_at >= moment}


def first_day() -> date | None:
    """The first day that can be asked. It is looked for among all statements, so it is kept with the data version."""
    version = versions.current()
    return _first_day(version) if version else None


@lru_cache(maxsize=2)
def _first_day(version: int) -> date | None:
    first = Statement.objects.aggregate(first=Min("from_at"))["first"]
    return first.date() if first else None
