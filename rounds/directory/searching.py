"""Organizations and accounts in the search over everything. They are found where they are kept, as on the List."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from rounds.directory.grid.index import current_index
from rounds.directory.grid.queries import Query
from rounds.directory.models import Account, Listing
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Proof, shown
from rounds.organizations import search
from rounds.organizations.models import Organization, Status
from rounds.organizations.names import fold
from rounds.search import sources
from rounds.search.sources import Elsewhere, Thing
from rounds.search.words import LONGEST, plain

MOST = 200  # accounts that are looked at
ALIKE = 75  # of 100
LOOKED_AT = 20  # organizations that share most with what was typed
SHORTEST = 3  # letters of a handle
JOINED = ("", "_", "-", ".")  # how the words of a handle hang together
_LAST = "\U0010ffff"


def enter() -> None:
    sources.enter(
        "organization",
        sources.Source(
            label=_("Organizations"), icon="building", rank=10, find=find_organizations, alike=alike
        ),
    )
    sources.enter("account", sources.Source(label=_("Accounts"), icon="link", rank=20, find=find_accounts))


def find_organizations(words: str, start: int, stop: int) -> Elsewhere:
    query = Query(q=" ".join(words.replace("\0", " ").split())[:LONGEST], scope="register")
    if not search.is_found(query.q):
        return Elsewhere([], 0)
    result = current_index().result(query)
    ids = list(islice(result, start, stop))
    there = Organization.objects.in_bulk(ids)
    things = [_organization(there[pk]) for pk in ids if pk in there]
    more_url = f"/list/?{query.encoded()}"
    return Elsewhere(things, len(result), more_url=more_url, more_label=_("Look through them in the List"))


def alike(words: str, most: int) -> Elsewhere:
    """What may well have been meant. The List shows whatever is most alike."""
    asked = fold(words[:LONGEST])
    ids = search.similar(words[:LONGEST], limit=LOOKED_AT)
    there = Organization.objects.current().in_bulk(ids)
    near = {pk: fuzz.token_set_ratio(asked, fold(one.name)) for pk, one in there.items()}
    things = [_organization(there[pk]) for pk in ids if near.get(pk, 0) >= ALIKE]
    return Elsewhere(things[:most], len(things[:most]))


def _organization(one: Organization) -> Thing:
    return Thing(one.name, one.get_absolute_url(), one.place)


def find_accounts(words: str, start: int, stop: int) -> Elsewhere:
    """By how the handle begins. Of those alone that an organization has now."""
    ids = list(_called(words))
    listings = Listing.objects.theirs().filter(account__in=ids, organization__status=Status.ACTIVE)
    of: defaultdict[int, list[Listing]] = defaultdict(list)
    for listing in listings.select_related("account", "organization").order_by("pk"):
        of[listing.account_id].append(listing)
    there = [pk for pk in ids if pk in of]
    return Elsewhere([_thing(of[pk]) for pk in there[start:stop]], len(there))


def _called(words: str) -> Iterable[int]:
    parts = plain(words[:LONGEST]).split()
    beginnings = dict.fromkeys(joint.join(parts) for joint in JOINED)
    if len("".join(parts)) < SHORTEST:
        return []
    begins = Q()
    for one in beginnings:
        begins |= _begins(one)
    found = Account.objects.filter(begins, platform__in=list(PLATFORMS))
    return found.order_by("key", "pk").values_list("pk", flat=True)[:MOST]


def _begins(text: str) -> Q:
    if connection.vendor == "postgresql":
        return Q(key__startswith=text)
    return Q(key__gte=text, key__lt=text + _LAST)  # LIKE would pass over the index


def _thing(listings: list[Listing]) -> Thing:
    first, now = listings[0], timezone.now()
    proof = Proof(shown(first.proof, first.proof_until, now)).label
    names = ", ".join(one.organization.name for one in listings)
    return Thing(first.account.full_name, first.organization.get_absolute_url(), f"{names} · {proof}")
