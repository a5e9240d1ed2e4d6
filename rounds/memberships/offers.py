"""The seats that a person may take now: invited by mail, or by the domain of an address they have confirmed.

And those that they have.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from rounds.directory.moderation.sender import mail_host
from rounds.memberships.access import Mine, stands_of
from rounds.memberships.models import Invitation, Seat
from rounds.users.addresses import verified_addresses
from rounds.users.models import User


def offers_for(user: User, at: datetime) -> list[Invitation]:
    """One of each organization, by mail before by domain; none where the person sits already."""
    mine = {email.lower() for email in verified_addresses(user)}
    meant = Q(kind=Invitation.Kind.EMAIL, email__in=mine) | Q(
        kind=Invitation.Kind.DOMAIN, domain__in={mail_host(email) for email in mine}
    )
    taken_back = Seat.objects.taken_back(
        membership=OuterRef("membership"), user=user, since=OuterRef("invited_at")
    )
    found = list(
        Invitation.objects.filter(
            meant, ~Exists(taken_back), withdrawn_at=None, expires_at__gt=at, used__lt=F("places")
        )
        .select_related("membership__organization", "invited_by")
        .order_by("-kind", "-invited_at", "-pk")
    )
    if not found:
        return []
    first = {one.membership_id: one for one in reversed(found)}
    stands = stands_of(first, at.date())
    terms = [stand.term for stand in stands.values() if stand.term]
    held = Seat.objects.held().filter(user=user, term__in=terms)
    taken = set(held.values_list("term__membership_id", flat=True))
    return [one for pk, one in first.items() if stands[pk].term and pk not in taken]


def seats_of(user: User, mine: Sequence[Mine]) -> list[Seat]:
    """Of the memberships that run."""
    terms = [one.stand.term for one in mine if one.stand.term]
    held = Seat.objects.held().filter(user=user, term__in=terms)
    return list(held.select_related("term__membership__organization").order_by("pk"))
