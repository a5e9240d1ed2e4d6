"""What the evidence about an account proves, at a given moment. Pure: evidence in, status out (decision 0009).

An expired observation can never answer "official": that is the failure of the registers before this one. Badges that
a platform sells weigh nothing: there is no kind for them.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ATTESTED_FOR = timedelta(days=365)  # a representative's or a moderator's word
SEEN_FOR = timedelta(days=90)  # what we saw ourselves
APART = timedelta(hours=20)  # two looks that count as two


class Proof(TextChoices):
    """Status of proof, strongest first."""

    MUTUAL = "official-mutual", _("Official, both ways")
    SITE = "official-site", _("Official, by its own site")
    ATTESTED = "official-attested", _("Official, attested")
    REPORTED = "reported", _("Reported")
    STALE = "stale", _("Out of date")
    DISPUTED = "disputed", _("Disputed")
    RELEASED = "released", _("No longer theirs")


class Direction(TextChoices):
    """Who speaks in a piece of evidence."""

    ORGANIZATION = "organization", _("The organization names the account")
    ACCOUNT = "account", _("The account names the organization")
    PERSON = "person", _("A person's word")
    OURS = "ours", _("What we saw of the account")


class Kind(TextChoices):
    """What was seen, or who said it."""

    LINK = "link", _("A link on its site")
    REL_ME = "rel-me", _("A rel=me link on its site")
    JSON_LD = "json-ld", _("sameAs in the data of its site")
    META = "meta", _("A tag in the head of its site")
    TRUST_TXT = "trust-txt", _("Its trust.txt")
    DOMAIN = "domain", _("Its domain answers for the handle")
    PROFILE = "profile", _("The account's profile links to its site")
    DID_DOCUMENT = "did-document", _("The account's DID document names its domain")
    FEED = "feed", _("The account's feed names its site")
    REGISTER = "register", _("An outside register names it")
    SUBMISSION = "submission", _("Somebody sent it in")
    ATTESTATION = "attestation", _("The organization's representative says so")
    DECISION = "decision", _("A moderator decided")
    IDENTITY = "identity", _("The permanent id behind the handle")
    HEALTH = "health", _("Whether the account can be reached")


class Outcome(TextChoices):
    CONFIRMS = "confirms", _("Confirms")
    ABSENT = "absent", _("Looked for and not found")
    DENIES = "denies", _("No longer theirs")
    CONFLICTS = "conflicts", _("Speaks against it")
    LIFTED = "lifted", _("What was decided against it before is taken back")


_ORGANIZATION = (Kind.LINK, Kind.REL_ME, Kind.JSON_LD, Kind.META, Kind.TRUST_TXT, Kind.DOMAIN)
_ACCOUNT = (Kind.PROFILE, Kind.DID_DOCUMENT, Kind.FEED)
_PERSON = (Kind.REGISTER, Kind.SUBMISSION, Kind.ATTESTATION, Kind.DECISION)
DIRECTIONS = (
    dict.fromkeys(_ORGANIZATION, Direction.ORGANIZATION)
    | dict.fromkeys(_ACCOUNT, Direction.ACCOUNT)
    | dict.fromkeys(_PERSON, Direction.PERSON)
    | dict.fromkeys((Kind.IDENTITY, Kind.HEALTH), Direction.OURS)
)
WORD = frozenset({Kind.ATTESTATION.value, Kind.DECISION.value})  # whose word settles a question

OFFICIAL = frozenset({Proof.MUTUAL.value, Proof.SITE.value, Proof.ATTESTED.value})
STRENGTH = {proof: place for place, proof in enumerate(Proof.values)}
_STALE = Proof.STALE.value


def good_for(kind: str) -> timedelta | None:
    """How long evidence of a kind counts; None where it proves nothing that could expire."""
    if kind in WORD:
        return ATTESTED_FOR
    return SEEN_FOR if DIRECTIONS[Kind(kind)] in (Direction.ORGANIZATION, Direction.ACCOUNT) else None


class Observation(Protocol):
    kind: str
    outcome: str
    observed_at: datetime
    expires_at: datetime | None


class Standing(NamedTuple):
    proof: str
    until: datetime | None  # from then on it must be derived again; None: nothing expires


def standing(observations: Iterable[Observation], *, at: datetime) -> Standing:
    """The status at a moment.

    First what speaks against it: the organization let it go; another id or an upheld report stands behind the
    handle; it cannot be reached. Only a person's later word settles these, never a later crawl. Then what speaks
    for it: both directions, the organization's site, a person's word. What we saw before a dispute counts no more.
    A decision against it that was taken back later (an appeal) counts as never made, and confirms nothing.
    """
    seen = _without_lifted(one for one in observations if one.observed_at <= at)
    settled = _newest(one for one in seen if one.kind in WORD and one.outcome == Outcome.CONFIRMS)
    let_go = _newest(one for one in seen if one.outcome == Outcome.DENIES)
    against = _newest(one for one in seen if one.outcome == Outcome.CONFLICTS)
    if let_go and not _is_after(settled, let_go):
        return Standing(Proof.RELEASED, None)
    if against and not _is_after(settled, against):
        return Standing(Proof.DISPUTED, None)
    health = _newest(one for one in seen if one.kind == Kind.HEALTH)
    if health and health.outcome == Outcome.ABSENT and not _is_after(settled, health):
        return Standing(Proof.STALE, None)
    cleared = max((one.observed_at for one in (let_go, against) if one), default=None)
    counted = [one for one in seen if cleared is None or one.observed_at > cleared]
    by_site = _seen_until(counted, _ORGANIZATION, at)
    in_return = _seen_until(counted, _ACCOUNT, at)
    if by_site and in_return:
        return Standing(Proof.MUTUAL, min(by_site, in_return))
    if by_site:
        return Standing(Proof.SITE, by_site)
    if settled and settled.expires_at and settled.expires_at > at:
        return Standing(Proof.ATTESTED, settled.expires_at)
    was_official = settled or any(_confirms(one, _ORGANIZATION) for one in seen)
    return Standing(Proof.STALE if was_official else Proof.REPORTED, None)


def shown(proof: str, until: datetime | None, at: datetime) -> str:
    """A stored status as it may be shown: once it has expired it is out of date, whether or not the clock has run."""
    return _STALE if until and until <= at else proof


def kind_until(seen: Sequence[Observation], at: datetime) -> datetime | None:
    """Of observations of one kind, in order: until when the newest sight counts.

    None where there is none, where it expired, or where it was looked for in vain twice since, a day apart.
    """
    newest = _newest(one for one in seen if one.outcome == Outcome.CONFIRMS)
    if newest is None or newest.expires_at is None or newest.expires_at <= at:
        return None
    missed = [
        one.observed_at
        for one in seen
        if one.outcome == Outcome.ABSENT and one.observed_at > newest.observed_at
    ]
    return None if missed and missed[-1] - missed[0] >= APART else newest.expires_at


def _without_lifted(seen: Iterable[Observation]) -> list[Observation]:
    """Oldest first, without the decisions against it that were taken back. It lifts nobody else's word."""
    in_order = sorted(seen, key=lambda one: one.observed_at)
    decided = [one for one in in_order if one.kind == Kind.DECISION]
    lifted = _newest(one for one in decided if one.outcome == Outcome.LIFTED)
    against = (Outcome.CONFLICTS, Outcome.DENIES)
    gone = [one for one in decided if lifted and one.outcome in against and _is_after(lifted, one)]
    return [one for one in in_order if one not in gone]


def _newest(of: Iterable[Observation]) -> Observation | None:
    return max(of, key=lambda one: one.observed_at, default=None)


def _is_after(settled: Observation | None, what: Observation) -> bool:
    return settled is not None and settled.observed_at > what.observed_at


def _confirms(one: Observation, kinds: Sequence[str]) -> bool:
    return one.kind in kinds and one.outcome == Outcome.CONFIRMS


def _seen_until(seen: Sequence[Observation], kinds: Sequence[str], at: datetime) -> datetime | None:
    """Until when what was seen in one direction counts; None where nothing of it counts now."""
    untils = (kind_until([one for one in seen if one.kind == kind], at) for kind in kinds)
    return max((until for until in untils if until), default=None)
