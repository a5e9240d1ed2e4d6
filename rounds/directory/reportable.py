"""What can be reported about the List: an account that is listed, or one that pretends to be an organization."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.directory.models import Account, Impostor, Listing
from rounds.directory.platforms import PLATFORMS, Address, parse
from rounds.directory.proof import Proof, shown
from rounds.directory.speaking import speakers
from rounds.moderation import subjects
from rounds.moderation.models import Case
from rounds.moderation.subjects import About, Ground, Known, Subject
from rounds.organizations.models import Organization

LISTING = "directory.listing"
ORGANIZATION = "organizations.organization"
MOST_EVIDENCE = 12


class Measure(TextChoices):
    DISPUTED = "disputed", gettext_lazy("Mark it as disputed")
    RELEASED = "released", gettext_lazy("Mark it as no longer theirs")
    TAKEN_OUT = "taken-out", gettext_lazy("Take it out of the List")
    IMPOSTOR = "impostor", gettext_lazy("Take it out of the List, and warn of it as an impostor")
    WARNED = "warned", gettext_lazy("Warn of it as an impostor")


_EFFECTS = {
    Measure.DISPUTED: gettext_lazy(
        "The account stays in the List. Everywhere that we show it, it is marked as disputed, until a representative"
        " of the organization or a moderator settles it."
    ),
    Measure.RELEASED: gettext_lazy(
        "The account stays in the List as a warning. Everywhere that we show it, it is marked as no longer the"
        " organization's, until a representative of the organization or a moderator settles it."
    ),
    Measure.TAKEN_OUT: gettext_lazy(
        "The account is taken out of the List for this organization, without end. The organization's page goes on"
        " saying until when it was listed, and why no longer."
    ),
    Measure.IMPOSTOR: gettext_lazy(
        "The account is taken out of the List for this organization, without end. Whoever asks us about its address"
        " is told that it was reported and found to pretend to be this organization."
    ),
    Measure.WARNED: gettext_lazy(
        "Whoever asks us about the address is told, without end, that it was reported and found to pretend to be"
        " this organization."
    ),
}
_IMPOSTOR = Ground(
    "impostor",
    gettext_lazy("It pretends to be the organization"),
    gettext_lazy(
        "The List names only accounts that an organization runs itself or has run for it. An account that pretends"
        " to be a health organization misleads people about their health."
    ),
)
_WRONG = Ground(
    "wrong-organization",
    gettext_lazy("It belongs to another organization"),
    gettext_lazy("An account is listed for an organization only where it speaks for that organization."),
)
_TAKEN_OVER = Ground(
    "taken-over",
    gettext_lazy("It was hacked or taken over"),
    gettext_lazy("An account that strangers control does not speak for its organization."),
)
_OTHER = Ground(
    "other", gettext_lazy("Something else"), gettext_lazy("What the List says of an account must be true.")
)


def enter() -> None:
    subjects.register(
        LISTING,
        Subject(
            parameter="listing",
            question=gettext_lazy("Report this account"),
            grounds=(_IMPOSTOR, _WRONG, _TAKEN_OVER, _OTHER),
            measures=_measures(Measure.DISPUTED, Measure.RELEASED, Measure.TAKEN_OUT, Measure.IMPOSTOR),
            find=_listing,
            affected=_affected,
            known=_known_of_listing,
        ),
    )
    subjects.register(
        ORGANIZATION,
        Subject(
            parameter="organization",
            question=gettext_lazy("Report an impostor"),
            grounds=(_IMPOSTOR, _OTHER),
            measures=_measures(Measure.WARNED),
            find=_organization,
            affected=_affected,
            known=_known_of_organization,
            read_address=read_address,
        ),
    )


def read_address(text: str) -> str:
    """The canonical address of an account; any other public address as it is: impostors are anywhere."""
    read = parse(text)
    if isinstance(read, Address):
        return (read.owner or read).url
    try:
        address = plain_text.website(text)
    except ValidationError:
        raise ValidationError(read.message) from None
    if len(address) > 500:
        raise ValidationError(read.message)
    return address


def _measures(*of: Measure) -> tuple[subjects.Measure, ...]:
    return tuple(subjects.Measure(one.value, one.label, _EFFECTS[one]) for one in of)


def _listing(given: str) -> About | None:
    if not (given.isascii() and given.isdigit() and len(given) < 19):
        return None
    found = Listing.objects.current().select_related("account", "organization").filter(pk=int(given)).first()
    if found is None:
        return None
    words = {"account": found.account.full_name, "organization": found.organization.name}
    title = _("%(account)s, listed for %(organization)s") % words
    path = f"{found.organization.get_absolute_url()}#account-{found.account_id}"
    return About(LISTING, found.pk, title, path)


def _organization(given: str) -> About | None:
    found = Organization.objects.select_related("merged_into").filter(slug=given[:120]).first()
    if found is None:
        return None
    found = found.merged_into or found
    title = _("An account that pretends to be %(organization)s") % {"organization": found.name}
    return About(ORGANIZATION, found.pk, title, found.get_absolute_url())


def _affected(case: Case) -> Sequence[str]:
    """The organization's representatives. Whoever runs the account has no address with us."""
    if case.object_type == LISTING:
        organization = Listing.objects.select_related("organization").get(pk=case.object_id).organization
    else:
        organization = Organization.objects.get(pk=case.object_id)
    return [user.email for user in speakers(organization)]


def _known_of_listing(case: Case) -> list[Known]:
    listing = Listing.objects.select_related("account", "organization").get(pk=case.object_id)
    account, now = listing.account, timezone.now()
    proof = Proof(shown(listing.proof, listing.proof_until, now)).label
    others = Listing.objects.current().filter(account=account).exclude(pk=listing.pk)
    known = [
        Known(_("Account"), account.address, account.address),
        Known(_("The List says"), str(proof) if listing.ended_at is None else _("Taken out")),
        Known(_("Listed since"), _day(listing.listed_at)),
        *_website(listing.organization),
    ]
    if account.native_id:
        known.append(Known(_("Permanent id"), account.native_id))
    known += [
        Known(_("Also listed for"), one.organization.name) for one in others.select_related("organization")
    ]
    known += [
        Known(
            str(one.get_kind_display()),
            f"{one.get_outcome_display()} · {_day(one.observed_at)}",
            one.source_url,
        )
        for one in listing.evidence.order_by("-observed_at", "-pk")[:MOST_EVIDENCE]
    ]
    return known


def _known_of_organization(case: Case) -> list[Known]:
    organization = Organization.objects.get(pk=case.object_id)
    known = list(_website(organization))
    read = parse(case.address)
    if not isinstance(read, Address):
        return known
    known.append(Known(_("Platform"), PLATFORMS[read.platform].name))
    theirs = Listing.objects.current().filter(organization=organization, account__platform=read.platform)
    known += [
        Known(_("Theirs there"), one.account.exact_name, one.account.address)
        for one in theirs.select_related("account").order_by("account__key")[:MOST_EVIDENCE]
    ]
    here = Account.objects.filter(platform=read.platform, key=read.key)
    known += [
        Known(
            _("Listed for"),
            f"{one.organization.name} · {Proof(shown(one.proof, one.proof_until, timezone.now())).label}",
        )
        for one in Listing.objects.current().filter(account__in=here).select_related("organization")
    ]
    known += [
        Known(_("Found to pretend to be"), f"{one.organization.name} · {_day(one.since_at)}")
        for one in Impostor.objects.standing().at(read.platform, read.key).select_related("organization")
    ]
    return known


def _website(organization: Organization) -> Sequence[Known]:
    site = organization.website
    return [Known(_("Its website"), site, site)] if site else []


def _day(at: datetime) -> str:
    return date_format(at, "DATE_FORMAT")
