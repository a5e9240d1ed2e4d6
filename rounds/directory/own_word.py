"""Which listings one button for all must not answer for: each needs a representative's word of its own."""

from collections.abc import Collection, Sequence
from datetime import datetime

from rounds.directory.models import Health, Listing
from rounds.directory.proof import OFFICIAL, Outcome, Proof, shown, standing


def need_own_word(listings: Sequence[Listing], *, at: datetime) -> set[int]:
    """Disputed, out of reach, or not proven here while it is or was official for somebody else. One query.

    The listings come with `account__health`, and with `evidence` where they may have been let go.
    """
    unproven = [one for one in listings if shown(one.proof, one.proof_until, at) not in OFFICIAL]
    elsewhere = _known_elsewhere(unproven)
    return {one.pk for one in listings if one.pk in elsewhere or is_gone(one) or _is_disputed(one, at)}


def is_gone(listing: Listing) -> bool:
    health = getattr(listing.account, "health", None)
    return health is not None and health.state == Health.State.GONE


def _is_disputed(listing: Listing, at: datetime) -> bool:
    """Now, or before it was let go: letting go and undoing it is no way around the question."""
    if listing.proof != Proof.RELEASED:
        return listing.proof == Proof.DISPUTED
    before = [one for one in listing.evidence.all() if one.outcome != Outcome.DENIES]
    return standing(before, at=at).proof == Proof.DISPUTED


def _known_elsewhere(listings: Collection[Listing]) -> set[int]:
    known = Listing.objects.current().exclude(proof=Proof.REPORTED)
    known = known.filter(account__in={one.account_id for one in listings})
    owners: dict[int, set[int]] = {}
    for account_id, organization_id in known.values_list("account_id", "organization_id"):
        owners.setdefault(account_id, set()).add(organization_id)
    return {one.pk for one in listings if owners.get(one.account_id, set()) - {one.organization_id}}
