"""What a moderator must know about a submission before deciding. Reads only; a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rounds.directory.models import Account, Listing, Submission, SubmittedAccount
from rounds.directory.moderation import look_alikes, sender
from rounds.directory.moderation.risk import Facts, Risk, assess
from rounds.directory.platforms import PLATFORMS, Platform
from rounds.directory.proof import OFFICIAL
from rounds.organizations.matching.addresses import host_of


@dataclass(frozen=True, slots=True)
class Mistakable:
    """An existing account that the submitted one could be mistaken for."""

    account: Account
    why: look_alikes.Why
    listings: tuple[Listing, ...]

    def is_for(self, organization_id: int | None) -> bool:
        """Whether it is listed for that very organization, whose accounts may well be called alike."""
        return any(listing.organization_id == organization_id for listing in self.listings)


@dataclass(frozen=True, slots=True)
class AccountReview:
    submitted: SubmittedAccount
    platform: Platform
    here: Listing | None  # what the List says now
    elsewhere: tuple[Listing, ...]
    mistakable: tuple[Mistakable, ...]

    @property
    def is_closed(self) -> bool:
        return self.platform.closed_on is not None

    @property
    def needs_care(self) -> bool:
        return bool(self.elsewhere or self.mistakable or self.is_closed)


@dataclass(frozen=True, slots=True)
class Review:
    submission: Submission
    accounts: tuple[AccountReview, ...]
    reported: Listing | None  # what a correction is about, if it is in the List
    risk: Risk
    website: str

    @property
    def is_from_own_domain(self) -> bool:
        return sender.writes_from(self.website, self.submission.sender_email)

    @property
    def is_attestable(self) -> bool:
        """Whether the sender may speak for the organization: says so, and writes from its own domain."""
        return self.is_from_own_domain and self.submission.sender_role == Submission.Role.REPRESENTATIVE

    @property
    def sender_host(self) -> str:
        return sender.mail_host(self.submission.sender_email)

    @property
    def site_host(self) -> str:
        return host_of(self.website)


def review(submission: Submission) -> Review:
    submitted = list(submission.accounts.order_by("position"))
    listings = _listings(submitted)
    alike = _alike(submitted)
    organization_id = submission.organization_id
    accounts = tuple(
        AccountReview(
            submitted=account,
            platform=PLATFORMS[account.platform],
            here=next(
                (one for one in listings[_id(account)] if one.organization_id == organization_id), None
            ),
            elsewhere=tuple(one for one in listings[_id(account)] if one.organization_id != organization_id),
            mistakable=tuple(one for one in alike[account.pk] if not one.is_for(organization_id)),
        )
        for account in submitted
    )
    reported = _reported(submission)
    return Review(submission, accounts, reported, _risk(submission, accounts, reported), _website(submission))


def writes_from_own_domain(submission: Submission) -> bool:
    """Whether the confirmed address is on the host of the organization's website."""
    is_confirmed = submission.confirmed_at is not None
    return is_confirmed and sender.writes_from(_website(submission), submission.sender_email)


def _website(submission: Submission) -> str:
    if submission.organization:
        return submission.organization.website
    return str(submission.proposed.get("website", ""))


def _id(account: SubmittedAccount | Account) -> tuple[str, str]:
    return account.platform, account.key


def _listings(submitted: Iterable[SubmittedAccount]) -> dict[tuple[str, str], list[Listing]]:
    wanted = {_id(account) for account in submitted}
    found: dict[tuple[str, str], list[Listing]] = defaultdict(list)
    listings = Listing.objects.current().filter(
        account__key__in={key for _, key in wanted},
        account__platform__in={platform for platform, _ in wanted},
    )
    for listing in listings.select_related("account", "organization").order_by("listed_at", "pk"):
        found[_id(listing.account)].append(listing)
    return found


def _alike(submitted: list[SubmittedAccount]) -> dict[int, list[Mistakable]]:
    """For each account what is in the List under a name that looks like it. Two queries."""
    handles = _handles({account.platform for account in submitted})
    seen = {
        account.pk: look_alikes.find(account.handle, handles[account.platform].keys())
        if account.handle
        else []
        for account in submitted
    }
    ids = {
        pk for account in submitted for one in seen[account.pk] for pk in handles[account.platform][one.text]
    }
    listings = _by_account(ids)
    return {
        account.pk: [
            Mistakable(listings[pk][0].account, one.why, tuple(listings[pk]))
            for one in seen[account.pk]
            for pk in handles[account.platform][one.text]
            if listings[pk]
        ]
        for account in submitted
    }


def _handles(platforms: set[str]) -> dict[str, dict[str, set[int]]]:
    """The handles in the List, folded, with their accounts, for each platform."""
    handles: dict[str, dict[str, set[int]]] = {platform: defaultdict(set) for platform in platforms}
    listed = Listing.objects.current().filter(account__platform__in=platforms).exclude(account__handle="")
    for pk, platform, handle in listed.values_list("account_id", "account__platform", "account__handle"):
        handles[platform][handle.casefold()].add(pk)
    return handles


def _by_account(ids: set[int]) -> dict[int, list[Listing]]:
    found: dict[int, list[Listing]] = defaultdict(list)
    listings = Listing.objects.current().filter(account__in=ids).select_related("account", "organization")
    for listing in listings.order_by("pk"):
        found[listing.account_id].append(listing)
    return found


def _reported(submission: Submission) -> Listing | None:
    if submission.reported_id is None:
        return None
    listings = Listing.objects.current().filter(
        organization=submission.organization_id, account=submission.reported_id
    )
    return listings.select_related("account", "organization").first()


def _risk(submission: Submission, accounts: tuple[AccountReview, ...], reported: Listing | None) -> Risk:
    organization = submission.organization
    return assess(
        Facts(
            email=submission.sender_email,
            role=submission.sender_role,
            website=_website(submission),
            name=organization.name if organization else submission.proposed.get("name", ""),
            is_new=organization is None,
            solved=submission.solved,
            accounts=len(accounts),
            elsewhere=sum(bool(account.elsewhere) for account in accounts),
            look_alikes=sum(bool(account.mistakable) for account in accounts),
            closed=sum(account.is_closed for account in accounts),
            disputes_official=reported is not None and reported.proof in OFFICIAL,
            note=submission.note,
        )
    )
