"""The accounts of an organization, with what we say of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core.templatetags.core import number
from rounds.directory.labels import language_name
from rounds.directory.models import Account, Audience, Evidence, Health, Listing
from rounds.directory.newest import newest
from rounds.directory.platforms import PLATFORMS, Platform
from rounds.directory.profile.evidence import Side, last_proven, sides_of
from rounds.directory.profile.steps import Step, since, steps_of
from rounds.directory.proof import STRENGTH, Kind, Outcome, Proof, shown


class ShownAccount(NamedTuple):
    listing: Listing
    platform: Platform
    label: str
    proof: str
    proof_label: str
    since: date | None  # the day from which we have said so
    warning: str  # "" where there is nothing to warn of
    reason: str  # why, in a moderator's or checker's words; "" where nobody said
    about: list[str]  # what it is for, in which language, how it is
    followers: str
    followers_url: str
    also: str  # the names it had before
    sides: list[Side]
    steps: list[Step]

    @property
    def is_linked(self) -> bool:
        """What is disputed or no longer theirs is not linked: a stranger may be behind it."""
        return self.proof not in (Proof.DISPUTED, Proof.RELEASED) and self.platform.closed_on is None

    @property
    def meaning(self) -> str:
        """The proof in one sentence; "" where the warning says it."""
        match self.proof:
            case Proof.MUTUAL:
                return _("Its own website names this account, and the account names the website.")
            case Proof.SITE:
                return _("Its own website names this account.")
            case Proof.ATTESTED:
                return _("A person who speaks for the organization confirmed this account.")
            case Proof.REPORTED:
                return _("Somebody named this account. Nobody has proven it yet.")
        return ""


class EndedAccount(NamedTuple):
    platform_name: str
    label: str
    until: datetime
    reason: str


class PlatformAccounts(NamedTuple):
    platform: Platform
    accounts: list[ShownAccount]


class Around(NamedTuple):
    """What the page knows beside the listings. `is_past`: what keeps no history is left out."""

    organization: str
    now: datetime
    is_past: bool
    others: Mapping[int, int]  # for each account, how many more organizations it is listed for
    audiences: Mapping[int, Audience]  # for each account, the newest


def accounts_of(listings: Iterable[Listing], around: Around) -> list[ShownAccount]:
    """Those in the List, with those that are no longer theirs."""
    return [_shown(listing, around) for listing in listings if listing.ended_at is None]


def by_platform(accounts: Iterable[ShownAccount]) -> list[PlatformAccounts]:
    grouped: defaultdict[str, list[ShownAccount]] = defaultdict(list)
    for account in accounts:
        grouped[account.platform.slug].append(account)
    return sorted(
        (
            PlatformAccounts(PLATFORMS[slug], sorted(of, key=lambda one: STRENGTH[one.proof]))
            for slug, of in grouped.items()
        ),
        key=lambda group: (group.platform.closed_on is not None, group.platform.bit),
    )


def ended_of(listings: Iterable[Listing]) -> list[EndedAccount]:
    return [
        EndedAccount(
            PLATFORMS[listing.account.platform].name,
            listing.account.exact_name,
            listing.ended_at,
            listing.ended_reason,
        )
        for listing in listings
        if listing.ended_at
    ]


def _shown(listing: Listing, around: Around) -> ShownAccount:
    proof = Proof(shown(listing.proof, listing.proof_until, around.now))
    account, evidence = listing.account, listing.evidence.all()
    steps = steps_of(listing, listing.statements.all(), around.now)
    said_since = since(steps)
    against = newest(evidence, outcome=Outcome.CONFLICTS if proof == Proof.DISPUTED else Outcome.DENIES)
    followers = around.audiences.get(account.pk)
    return ShownAccount(
        listing,
        PLATFORMS[account.platform],
        account.label,
        proof.value,
        str(proof.label),
        said_since.date() if said_since else None,
        _warning(proof, listing, around.organization),
        _reason(against) if against and proof in (Proof.DISPUTED, Proof.RELEASED) else "",
        _about(listing, around),
        _followers(followers) if followers else "",
        followers.source_url if followers else "",
        _also(account, around.now),
        sides_of(evidence, around.organization, around.now),
        steps if len(steps) > 1 else [],
    )


def _warning(proof: Proof, listing: Listing, organization: str) -> str:
    match proof:
        case Proof.DISPUTED:
            return _("Disputed: do not rely on this account until it is settled.")
        case Proof.RELEASED:
            words = _("No longer theirs. Whoever uses it now does not speak for %(name)s.")
            return words % {"name": organization}
        case Proof.STALE:
            return _stale(listing)
    return ""


def _reason(against: Evidence) -> str:
    """In plain words; a permanent id stands with the evidence."""
    if against.kind == Kind.IDENTITY:
        return _("It may be in other hands now.")
    return against.detail


def _stale(listing: Listing) -> str:
    evidence = listing.evidence.all()
    health = newest(evidence, of=(Kind.HEALTH,))
    proven = last_proven(evidence)
    day = date_format(proven, "DATE_FORMAT") if proven else ""
    if health and health.outcome == Outcome.ABSENT:
        words = _("Out of date: it cannot be reached.")
        return f"{words} {_('Last proven %(day)s.') % {'day': day}}" if day else words
    return _("Out of date: last proven %(day)s.") % {"day": day} if day else _("Out of date.")


def _about(listing: Listing, around: Around) -> list[str]:
    """What stands under the name, in the order of what a reader asks."""
    others = around.others.get(listing.account_id, 0)
    also_for = ngettext(
        "also listed for %(n)s other organization", "also listed for %(n)s other organizations", others
    )
    seen = date_format(listing.seen_on, "DATE_FORMAT") if listing.seen_on else ""
    return [
        text
        for text in (
            str(listing.get_purpose_display()),
            language_name(listing.language),
            _("for %(whom)s") % {"whom": listing.audience} if listing.audience else "",
            _("last seen %(day)s") % {"day": seen} if seen else "",
            *(() if around.is_past else _health(listing.account)),
            also_for % {"n": others} if others else "",
        )
        if text
    ]


def _health(account: Account) -> Sequence[str]:
    health = getattr(account, "health", None)
    if health is None:
        return ()
    told = []
    if health.state != Health.State.FINE and health.reached_at:
        told.append(_("not reached since %(day)s") % {"day": date_format(health.reached_at, "DATE_FORMAT")})
    elif health.state != Health.State.FINE:
        told.append(_("not reached when we last looked"))
    if health.posted_at:
        told.append(_("last post %(day)s") % {"day": date_format(health.posted_at, "DATE_FORMAT")})
    return told


def _followers(one: Audience) -> str:
    return ngettext(
        "%(n)s follower on %(day)s, as the platform says",
        "%(n)s followers on %(day)s, as the platform says",
        one.followers,
    ) % {"n": number(one.followers), "day": date_format(one.observed_on, "DATE_FORMAT")}


def _also(account: Account, now: datetime) -> str:
    """The names under which the same permanent id was seen. A name that passed to another id is no name of this one."""
    names = [
        _("%(handle)s until %(day)s")
        % {"handle": one.handle, "day": date_format(one.last_seen_at, "DATE_FORMAT")}
        for one in sorted(account.handles.all(), key=lambda one: one.last_seen_at, reverse=True)
        if one.native_id == account.native_id
        and one.last_seen_at <= now
        and one.handle.casefold() != account.handle.casefold()
    ]
    return ", ".join(names)
