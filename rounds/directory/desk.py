"""What representatives read about their accounts: the status in plain words, and what is missing to the next."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rounds.directory.actions.keeping import UNDONE_WITHIN, was_just_added
from rounds.directory.labels import language_name
from rounds.directory.models import Listing, Suggestion
from rounds.directory.newest import newest
from rounds.directory.own_word import is_gone, need_own_word
from rounds.directory.platforms import PLATFORMS, Platform
from rounds.directory.proof import WORD, Kind, Outcome, Proof, shown
from rounds.organizations.models import Organization

# Whose profiles, feeds or names we read without a key, so that the account can name the organization.
READ_IN_RETURN = frozenset({"bluesky", "mastodon", "youtube", "blog", "podcast"})


class Kept(NamedTuple):
    """One account as its representatives see it."""

    listing: Listing
    platform: Platform
    proof: str
    proof_label: str
    says: str
    next: str  # what would make it better, "" for nothing
    language: str
    may_undo: bool
    needs_own_word: bool

    @property
    def label(self) -> str:
        return self.listing.account.label


class Desk(NamedTuple):
    accounts: list[Kept]  # one button confirms them all
    apart: list[Kept]  # each needs a word of its own
    let_go: list[Kept]


class Suggested(NamedTuple):
    suggestion: Suggestion
    platform: Platform
    how: str  # in which way the site names it
    is_listed: bool = False


def desk_of(listings: Sequence[Listing], *, at: datetime) -> Desk:
    """The listings come with account, health and evidence."""
    apart = need_own_word(listings, at=at)
    kept = [_kept(one, one.pk in apart, at) for one in listings]
    return Desk(
        [one for one in kept if one.proof != Proof.RELEASED and not one.needs_own_word],
        [one for one in kept if one.proof != Proof.RELEASED and one.needs_own_word],
        [one for one in kept if one.proof == Proof.RELEASED],
    )


def listings_of(organization: Organization) -> QuerySet[Listing]:
    current = Listing.objects.current().filter(organization=organization)
    ordered = current.order_by("account__platform", "purpose", "account__key")
    return ordered.select_related("account__health", "organization").prefetch_related("evidence")


def suggested(suggestions: Iterable[Suggestion], listings: Iterable[Listing] = ()) -> list[Suggested]:
    listed = {(one.account.platform, one.account.key) for one in listings}
    return [
        Suggested(
            one,
            PLATFORMS[one.platform],
            str(Kind(one.kind).label) if one.kind in Kind.values else "",
            (one.platform, one.key) in listed,
        )
        for one in suggestions
        if one.platform in PLATFORMS
    ]


def decided_lately(
    organization: Organization, listings: Iterable[Listing], *, at: datetime
) -> list[Suggested]:
    """What can still be undone."""
    decided = organization.suggestions.exclude(state=Suggestion.State.OPEN)
    lately = decided.filter(decided_at__gte=at - UNDONE_WITHIN)
    return suggested(lately.order_by("-decided_at", "pk"), listings)


def _kept(listing: Listing, needs_own_word: bool, at: datetime) -> Kept:
    proof = Proof(shown(listing.proof, listing.proof_until, at))
    platform = PLATFORMS[listing.account.platform]
    return Kept(
        listing,
        platform,
        proof.value,
        str(proof.label),
        _reason(listing, proof) if needs_own_word else _says(listing, proof),
        "" if needs_own_word else _next(proof, platform),
        language_name(listing.language),
        was_just_added(listing, at=at) and proof != Proof.RELEASED,
        needs_own_word,
    )


def _says(listing: Listing, proof: Proof) -> str:
    day = date_format(listing.proof_until, "DATE_FORMAT") if listing.proof_until else ""
    match proof:
        case Proof.MUTUAL:
            return _("Your site and the account name each other. That counts until %(day)s.") % {"day": day}
        case Proof.SITE:
            return _("Your own site names it. That counts until %(day)s.") % {"day": day}
        case Proof.ATTESTED if _is_a_moderators_word(listing):
            return _("A moderator confirmed it. That counts until %(day)s.") % {"day": day}
        case Proof.ATTESTED:
            return _("We have your organization's word for it. That counts until %(day)s.") % {"day": day}
        case Proof.STALE:
            return _("What proved it has run out, so we no longer call it official.")
        case Proof.RELEASED:
            return _("You said that it is no longer yours. It stays in the List with that warning.")
    return _("Somebody named it; nobody has proven yet that it is yours.")


def _is_a_moderators_word(listing: Listing) -> bool:
    word = newest(listing.evidence.all(), of=WORD, outcome=Outcome.CONFIRMS)
    return word is not None and word.kind == Kind.DECISION


def _next(proof: Proof, platform: Platform) -> str:
    if platform.closed_on:
        return _("%(platform)s has closed, so there is nothing to do.") % {"platform": platform.name}
    match proof:
        case Proof.MUTUAL | Proof.RELEASED:
            return ""
        case Proof.SITE if platform.slug in READ_IN_RETURN:
            return _("Link to your site from the account, and it becomes official both ways.")
        case Proof.SITE:
            return _("More cannot be shown for %(platform)s: it lets nobody read profiles without a key.") % {
                "platform": platform.name
            }
        case Proof.ATTESTED:
            return _("Link it from your site's footer, and it becomes official by your own site.")
        case Proof.STALE:
            return _("Say that it is still yours, or link it from your site's footer: either helps.")
    return _("Say that it is yours, or link it from your site's footer: either makes it official.")


def _reason(listing: Listing, proof: Proof) -> str:
    """What speaks against it."""
    if proof == Proof.DISPUTED:
        against = newest(listing.evidence.all(), outcome=Outcome.CONFLICTS)
        return against.detail if against and against.detail else _("Somebody else may stand behind it now.")
    if is_gone(listing):
        return _("We could not reach it several times. It may have been deleted, renamed or taken over.")
    if proof == Proof.RELEASED:
        return _(
            "You said that it is no longer yours. Before that it was disputed or listed for somebody else."
        )
    return _(
        "It is listed as official for another organization. A moderator looks at it before that changes."
    )
