"""What a moderator must know about a claim before deciding. Reads only."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise

from rounds.directory.claiming.domains import Ground, Why, why_not
from rounds.directory.claiming.grounds import ground_for, was_removed
from rounds.directory.claiming.risk import Facts, assess
from rounds.directory.claiming.words import ADDRESSES
from rounds.directory.models import Claim, Representative
from rounds.directory.moderation import look_alikes
from rounds.directory.moderation.risk import Risk
from rounds.directory.moderation.sender import mail_host
from rounds.directory.speaking import line_of
from rounds.users.addresses import verified_addresses


@dataclass(frozen=True, slots=True)
class Address:
    email: str
    why: Why | None  # why it does not prove

    @property
    def explained(self) -> str | Promise:
        return ADDRESSES[self.why] if self.why else ""


@dataclass(frozen=True, slots=True)
class ClaimReview:
    claim: Claim
    ground: Ground
    addresses: tuple[Address, ...]
    others: tuple[Representative, ...]  # who speaks for it now, or for what it is part of
    elsewhere: tuple[Representative, ...]  # for whom the claimant speaks already
    risk: Risk


def review(claim: Claim) -> ClaimReview:
    organization, user = claim.organization, claim.user
    ground = ground_for(organization)
    addresses = tuple(Address(email, why_not(email, ground)) for email in verified_addresses(user))
    current = Representative.objects.current().select_related("user", "organization")
    others = current.filter(organization__in=line_of(organization)).exclude(user=user)
    elsewhere = current.filter(user=user).exclude(organization=organization)
    hosts = [mail_host(one.email) for one in addresses]
    facts = Facts(
        proving=sum(one.why is None for one in addresses),
        public=sum(one.why == Why.PUBLIC_MAIL for one in addresses),
        throwaway=sum(one.why == Why.THROWAWAY for one in addresses),
        addresses=len(addresses),
        looks_alike=bool(ground.host and hosts and look_alikes.find(ground.host, hosts)),
        is_new_here=claim.made_at - user.date_joined < timedelta(days=1),
        others=len(others),
        is_objected_to=claim.problem == "objected",
        was_removed=was_removed(user, organization),
        other_claims=Claim.objects.filter(user=user, state__in=Claim.OPEN).exclude(pk=claim.pk).count(),
        note=claim.note,
    )
    return ClaimReview(
        claim,
        ground,
        addresses,
        tuple(others.order_by("since_at", "pk")),
        tuple(elsewhere.order_by("since_at", "pk")),
        assess(facts),
    )
