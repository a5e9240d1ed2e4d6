"""What can happen to a submission: sent, confirmed, asked about, answered, withdrawn, accepted, declined, forgotten."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from rounds.activity.actions import record
from rounds.activity.models import Activity
from rounds.directory.actions.listings import list_account, take_out
from rounds.directory.emails import submissions as emails
from rounds.directory.models import Account, Claim, Listing, Purpose, Remark, Submission, SubmittedAccount
from rounds.directory.moderation.review import review, writes_from_own_domain
from rounds.directory.platforms import Address, address_of
from rounds.organizations.actions.organizations import add_organization
from rounds.organizations.models import Organization
from rounds.organizations.precedence import PERSON
from rounds.users.models import User

KEPT_UNCONFIRMED = timedelta(days=14)
State = Submission.State


class Conflict(Exception):
    """Somebody changed it since it was read: `verb` of the record, by whom and when."""

    def __init__(self, state: str, verb: str, by: User | None, at: datetime | None) -> None:
        super().__init__(f"{verb} by {by} at {at}")
        self.state, self.verb, self.by, self.at = state, verb, by, at


class Refused(Exception):
    """As things stand it cannot be done."""


@dataclass(frozen=True, slots=True)
class Entered:
    """One account as somebody sends it in."""

    address: Address
    purpose: str = Purpose.MAIN
    language: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a moderator makes of one account of a submission."""

    position: int
    accepted: bool
    purpose: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """An acceptance, with whatever the moderator amends."""

    organization: Organization | None  # None: make the proposed one
    proposed: dict[str, str] = field(default_factory=dict)
    accounts: Sequence[Verdict] = ()
    # The sender speaks for the organization; it counts only where the mail domain says so, too.
    attested: bool = False
    take_out: str = ""  # why the reported account leaves the List: everybody may read it
    reason: str = ""  # said to the sender


@transaction.atomic
def send(
    *,
    key: uuid.UUID,
    kind: str,
    organization: Organization | None,
    proposed: dict[str, str],
    reported: Account | None,
    accounts: Sequence[Entered],
    pasted: str,
    note: str,
    sender_name: str,
    sender_email: str,
    sender_role: str,
    solved: bool,
    at: datetime,
) -> Submission:
    """Store what somebody sends in and write the mail that asks to confirm. The same key is stored once."""
    if stored := Submission.objects.filter(key=key).first():
        return stored
    submission = Submission(
        key=key,
        kind=kind,
        organization=organization,
        proposed=proposed,
        reported=reported,
        pasted=pasted,
        note=note,
        sender_name=sender_name,
        sender_email=sender_email,
        sender_role=sender_role,
        solved=solved,
        sent_at=at,
    )
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at the same moment
        return Submission.objects.get(key=key)
    SubmittedAccount.objects.bulk_create(
        [submitted(submission, position, entered) for position, entered in enumerate(accounts, 1)]
    )
    record(
        verb="submission.sent",
        about=submission,
        by=None,
        at=at,
        kind=kind,
        accounts=len(accounts),
        solved=solved,
    )
    emails.ask_to_confirm(submission, at=at)
    return submission


@transaction.atomic
def send_link_again(*, submission: Submission, at: datetime) -> None:
    """Write the mail that asks to confirm once more."""
    current = _locked(submission)
    if current.state != State.UNCONFIRMED:
        raise Refused(current.state)
    record(verb="submission.link_sent_again", about=current, by=None, at=at)
    emails.ask_to_confirm(current, at=at, again=Activity.objects.about(current).count())


@transaction.atomic
def confirm_address(*, submission: Submission, at: datetime) -> Submission:
    """The sender's address is real: the submission goes to the moderators. Confirming twice changes nothing."""
    current = _locked(submission)
    if current.state != State.UNCONFIRMED:
        return current
    current.state, current.confirmed_at = State.WAITING, at
    current.risk = review(current).risk.score
    _save(current, "state", "confirmed_at", "risk")
    record(verb="submission.confirmed", about=current, by=None, at=at, risk=current.risk)
    return current


@transaction.atomic
def answer(*, submission: Submission, text: str, at: datetime) -> Submission:
    """The sender says something. Said twice in a row, it is kept once."""
    current = _locked(submission)
    if not current.is_decidable:
        raise Refused(current.state)
    last = current.remarks.order_by("-pk").first()
    if last and last.from_sender and last.text == text:
        return current
    Remark.objects.create(submission=current, from_sender=True, text=text, said_at=at)
    current.state = State.WAITING
    _save(current, "state")
    record(verb="submission.answered", about=current, by=None, at=at)
    return current


@transaction.atomic
def withdraw(*, submission: Submission, at: datetime) -> Submission:
    """The sender takes it back."""
    current = _locked(submission)
    if current.state == State.WITHDRAWN:
        return current
    if not current.is_open:
        raise Refused(current.state)
    current.state = State.WITHDRAWN
    _save(current, "state")
    record(verb="submission.withdrawn", about=current, by=None, at=at)
    return current


@transaction.atomic
def ask(*, submission: Submission, version: int, text: str, by: User, at: datetime) -> Submission:
    """Ask the sender something; it waits for the answer."""
    current = _locked(submission, version)
    remark = Remark.objects.create(submission=current, by=by, text=text, said_at=at)
    current.state = State.ASKED
    _save(current, "state")
    record(verb="submission.asked", about=current, by=by, at=at)
    emails.tell_question(current, remark, at=at)
    return current


@transaction.atomic
def decline(*, submission: Submission, version: int, reason: str, by: User, at: datetime) -> Submission:
    """Say no, with the reason."""
    current = _locked(submission, version)
    current.accounts.update(accepted=False)
    _decide(current, State.DECLINED, reason, by, at)
    _save(current, "state", "decided_at", "decided_by", "reason")
    record(verb="submission.declined", about=current, by=by, at=at, reason=reason)
    emails.tell_decision(current, at=at)
    return current


@transaction.atomic
def accept(*, submission: Submission, version: int, decision: Decision, by: User, at: datetime) -> Submission:
    """Publish what was sent, as the moderator amended it."""
    current = _locked(submission, version)
    amended = _amend(current, decision)
    is_attested = decision.attested and current.sender_role == Submission.Role.REPRESENTATIVE
    if current.organization is None:
        current.organization = add_organization(
            **current.proposed, source=PERSON, as_of=at.date(), by=by, at=at
        )
    is_attested = is_attested and writes_from_own_domain(current)
    accepted = list(current.accounts.filter(accepted=True).order_by("position"))
    if current.kind == Submission.Kind.ACCOUNTS and not accepted:
        raise Refused("nothing is accepted")
    for account in accepted:
        list_account(
            organization=current.organization,
            address=address_of(account),
            purpose=account.purpose,
            language=account.language,
            submission=current,
            attested=is_attested,
            seen_on=at.date(),
            by=by,
            at=at,
        )
    taken_out = _take_out(current, decision, by, at) if decision.take_out else []
    _decide(current, State.ACCEPTED, decision.reason, by, at)
    _save(current, "state", "organization", "proposed", "decided_at", "decided_by", "reason")
    record(
        verb="submission.accepted",
        about=current,
        by=by,
        at=at,
        organization=current.organization.pk,
        listed=[account.address for account in accepted],
        taken_out=taken_out,
        attested=is_attested,
        amended=amended,
        reason=decision.reason,
    )
    emails.tell_decision(current, at=at)
    return current


def forget_unconfirmed(*, at: datetime) -> int:
    """Delete what nobody confirmed, with the address of whoever it was. Returns how many."""
    forgotten = 0
    overdue = Submission.objects.filter(state=State.UNCONFIRMED, sent_at__lt=at - KEPT_UNCONFIRMED)
    for pk in list(overdue.values_list("pk", flat=True)):
        with transaction.atomic():
            submission = overdue.select_for_update().filter(pk=pk).first()
            if submission:
                record(verb="submission.forgotten", about=submission, by=None, at=at)
                submission.delete()
                forgotten += 1
    return forgotten


def _locked(submission: Submission, version: int | None = None) -> Submission:
    """The submission as it is now. With a version: one that may be decided and that nobody changed since."""
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    if version is not None and (current.version != version or not current.is_decidable):
        raise conflict_about(current)
    return current


def conflict_about(current: Submission | Claim) -> Conflict:
    """Who changed it last, and when."""
    last = Activity.objects.about(current).select_related("actor").first()
    return Conflict(
        current.state,
        last.verb if last else "",
        last.actor if last else None,
        last.happened_at if last else None,
    )


def _save(submission: Submission, *fields: str) -> None:
    submission.version += 1
    submission.save(update_fields=[*fields, "version"])


def _decide(submission: Submission, state: str, reason: str, by: User, at: datetime) -> None:
    submission.state, submission.reason = state, reason
    submission.decided_by, submission.decided_at = by, at


def _amend(submission: Submission, decision: Decision) -> dict[str, Any]:
    """Set what the moderator says, and tell what differs from what was sent: {"city": ["Rochster", "Rochester"]}."""
    changed: dict[str, Any] = {}
    if decision.organization != submission.organization:
        changed["organization"] = [
            submission.organization_id,
            decision.organization and decision.organization.pk,
        ]
        submission.organization = decision.organization
    if submission.organization is None:
        before, submission.proposed = submission.proposed, decision.proposed
        changed |= {
            name: [before.get(name, ""), value]
            for name, value in decision.proposed.items()
            if before.get(name, "") != value
        }
    verdicts = {verdict.position: verdict for verdict in decision.accounts}
    for account in submission.accounts.order_by("position"):
        verdict = verdicts.get(account.position) or Verdict(account.position, False, account.purpose)
        if verdict.accepted and (verdict.purpose, verdict.language) != (account.purpose, account.language):
            changed[account.address] = [
                [account.purpose, account.language],
                [verdict.purpose, verdict.language],
            ]
            account.purpose, account.language = verdict.purpose, verdict.language
        account.accepted = verdict.accepted
        account.save(update_fields=["accepted", "purpose", "language"])
    return changed


def _take_out(submission: Submission, decision: Decision, by: User, at: datetime) -> list[str]:
    listings = Listing.objects.current().filter(
        organization=submission.organization, account=submission.reported
    )
    taken_out = []
    for listing in listings.select_related("account", "organization"):
        take_out(listing=listing, reason=decision.take_out, by=by, at=at)
        taken_out.append(listing.account.address)
    return taken_out


def submitted(submission: Submission, position: int, entered: Entered) -> SubmittedAccount:
    address = entered.address
    return SubmittedAccount(
        submission=submission,
        position=position,
        pasted=address.submitted[:1000],
        platform=address.platform,
        handle=address.handle,
        native_id=address.native_id,
        key=address.key,
        address=address.url,
        purpose=entered.purpose,
        language=entered.language,
    )
