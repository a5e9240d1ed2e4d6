"""What the evidence about an account proves, on a given day. Pure: evidence in, status out.

An expired observation can never answer "official": that is the failure of the registers before this one.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ATTESTED_FOR = timedelta(days=365)


class Proof(TextChoices):
    """Status of proof, strongest first."""

    MUTUAL = "official-mutual", _("Official, both ways")
    SITE = "official-site", _("Official, by its own site")
    ATTESTED = "official-attested", _("Official, attested")
    REPORTED = "reported", _("Reported")
    STALE = "stale", _("Out of date")
    DISPUTED = "disputed", _("Disputed")
    RELEASED = "released", _("No longer theirs")


OFFICIAL = frozenset({Proof.MUTUAL.value, Proof.SITE.value, Proof.ATTESTED.value})
STRENGTH = {proof: place for place, proof in enumerate(Proof.values)}
_STALE = Proof.STALE.value


class Observation(Protocol):
    kind: str
    outcome: str
    observed_at: datetime
    expires_at: datetime | None


class Standing(NamedTuple):
    proof: str
    until: datetime | None  # from then on it must be derived again; None: nothing expires


def standing(observations: Iterable[Observation], *, at: datetime) -> Standing:
    """The status at a moment. The newest attestation decides; once it has expired the account is `stale`."""
    attestations = sorted(
        (seen for seen in observations if seen.kind == "attestation" and seen.observed_at <= at),
        key=lambda seen: seen.observed_at,
    )
    if not attestations:
        return Standing(Proof.REPORTED, None)
    newest = attestations[-1]
    if newest.outcome == "denies":
        return Standing(Proof.RELEASED, None)
    if newest.expires_at is None or newest.expires_at <= at:
        return Standing(Proof.STALE, None)
    return Standing(Proof.ATTESTED, newest.expires_at)


def shown(proof: str, until: datetime | None, at: datetime) -> str:
    """A stored status as it may be shown: once it has expired it is out of date, whether or not the clock has run."""
    return _STALE if until and until <= at else proof
