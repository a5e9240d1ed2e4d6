"""Somebody asks to join: sent, asked back, answered, approved, declined or taken back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from rounds.activity.actions import record
from rounds.memberships.access import standing_of
from rounds.memberships.actions.holding import hold_to_bill
from rounds.memberships.actions.orders import Wanted, place
from rounds.memberships.actions.upgrades import call_off_unpaid
from rounds.memberships.billed import a_year
from rounds.memberships.emails import applications as emails
from rounds.memberships.models import Application, ApplicationMessage, Membership, Order, Plan
from rounds.memberships.refusing import Refused
from rounds.organizations.models import Organization
from rounds.users.models import User

State = Application.State
OPEN = (State.WAITING, State.ASKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the form told, besides who and which plan."""

    organization: Organization | None = None
    organization_name: str = ""
    organization_place: str = ""
    organization_website: str = ""
    role: str = ""
    revenue: int | None = None
    seats: int = 0
    bill_to: str = ""
    attention: str = ""
    address: str = ""
    billing_email: str = ""
    purchase_order: str = ""
    answers: Sequence[dict[str, str]] = field(default_factory=list)


@transaction.atomic
def apply(*, key: uuid.UUID, plan: Plan, told: Told, user: User, at: datetime) -> Application:
    """Stored once for each key. Where the plan approves by itself, the invoice is written at once.

    Raises Refused where the plan is not offered, or what is applied for is open already.
    """
    if stored := Application.objects.filter(key=key, user=user).first():
        return stored
    if not plan.is_offered or plan.kind in {Plan.Kind.GUEST, Plan.Kind.HONORARY}:
        raise Refused(Refused.NOT_OFFERED)
    if is_member_already(plan, user, told.organization, at=at):
        raise Refused(Refused.MEMBER_ALREADY)
    fields = {name: getattr(told, name) for name in Told.__slots__}
    fields["answers"] = list(told.answers)
    application = Application(key=key, plan=plan, user=user, sent_at=at, **fields)
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at the same moment
        return Application.objects.get(key=key, user=user)
    record(verb="application.sent", about=application, by=user, at=at, plan=plan.slug)
    if plan.approval == Plan.Approval.AUTOMATIC and (told.organization or not plan.is_for_organizations):
        _approve(application, told.organization, None, at)
    else:
        emails.tell_received(application, at=at)
    return application


@transaction.atomic
def approve(*, application: Application, organization: Organization | None, by: User, at: datetime) -> Order:
    """Open the membership and bill the first year. Staff say which organization it is.

    Raises Refused where it was decided already, none is named, or the organization is a member by now.
    """
    current = _locked(application, *OPEN)
    if current.plan.is_for_organizations and organization is None:
        raise Refused(Refused.NO_ORGANIZATION)
    return _approve(current, organization, by, at)


@transaction.atomic
def ask_back(*, application: Application, text: str, by: User, at: datetime) -> ApplicationMessage:
    current = _locked(application, *OPEN)
    message = _say(current, text, by, is_from_staff=True, at=at)
    _turn(current, State.ASKED, "application.asked_back", by, at)
    emails.ask(message, current, at=at)
    return message


@transaction.atomic
def answer(*, application: Application, text: str, by: User, at: datetime) -> ApplicationMessage:
    """By whoever applied: staff read it again."""
    current = _locked(application, *OPEN)
    message = _say(current, text, by, is_from_staff=False, at=at)
    _turn(current, State.WAITING, "application.answered", by, at)
    return message


@transaction.atomic
def decline(*, application: Application, reason: str, by: User, at: datetime) -> Application:
    current = _locked(application, *OPEN)
    current.reason = reason
    _decide(current, State.DECLINED, "application.declined", by, at)
    emails.tell_declined(current, at=at)
    return current


@transaction.atomic
def withdraw(*, application: Application, by: User, at: datetime) -> Application:
    """By whoever applied. Taken back twice, it stays taken back."""
    current = _locked(application, *OPEN, State.WITHDRAWN)
    if current.state != State.WITHDRAWN:
        _decide(current, State.WITHDRAWN, "application.withdrawn", by, at)
    return current


@transaction.atomic
def ask_for_seat(*, membership: Membership, by: User, at: datetime) -> None:
    """Tell an organization's leaders that a colleague would like a seat. Once a day at most."""
    record(verb="seat.asked_for", about=membership, by=by, at=at)
    emails.ask_for_seat(membership, by, at=at)


def is_member_already(
    plan: Plan, user: User, organization: Organization | None, *, at: datetime
) -> Membership | None:
    """The membership that is open, of the organization or of that kind."""
    if plan.is_for_organizations:
        found = Membership.objects.filter(organization=organization).first() if organization else None
    else:
        found = Membership.objects.filter(user=user, kind=plan.kind).first()
    return found if found and standing_of(found, at.date()).is_open else None


def _approve(
    application: Application, organization: Organization | None, by: User | None, at: datetime
) -> Order:
    opened = _opened(application, organization, by, at)
    # Else a form that is sent often leaves as many invoices, each reminded of.
    call_off_unpaid(orders=Order.objects.filter(membership=opened, kind=Order.Kind.JOIN), at=at)
    membership = hold_to_bill(opened)
    if standing_of(membership, at.date()).is_open:
        raise Refused(Refused.MEMBER_ALREADY)
    _take_over(membership, application)
    application.organization = organization
    _decide(application, State.APPROVED, "application.approved", by, at, "organization")
    plan, user = application.plan, application.user
    quote = plan.quote(revenue=application.revenue or 0, seats=application.seats)
    wanted = Wanted(
        kind=Order.Kind.JOIN,
        plan=plan,
        seats=quote.seats,
        dues_cents=quote.cents,
        lines=a_year(plan, quote, language=user.language),
        due_on=at.date() + timedelta(days=plan.days_to_pay),
        application=application,
    )
    order = place(key=f"join:{application.pk}", membership=membership, wanted=wanted, user=user, by=by, at=at)
    if by is not None:
        emails.tell_approved(application, order, at=at)
    return order


def _opened(
    application: Application, organization: Organization | None, by: User | None, at: datetime
) -> Membership:
    plan = application.plan
    holder: dict[str, Any] = (
        {"organization": organization}
        if plan.is_for_organizations
        else {"user": application.user, "kind": plan.kind}
    )
    membership, is_new = Membership.objects.get_or_create(
        **holder, defaults={"kind": plan.kind, "opened_at": at}
    )
    if is_new:
        record(verb="membership.opened", about=membership, by=by, at=at)
    return membership


def _take_over(membership: Membership, application: Application) -> None:
    """Where its invoices go, as the application told."""
    names = ("bill_to", "attention", "address", "billing_email", "purchase_order", "revenue")
    for name in names:
        setattr(membership, name, getattr(application, name))
    membership.renews_itself = True
    membership.save(update_fields=[*names, "renews_itself"])


def _say(
    application: Application, text: str, by: User, *, is_from_staff: bool, at: datetime
) -> ApplicationMessage:
    return ApplicationMessage.objects.create(
        application=application, by=by, is_from_staff=is_from_staff, text=text, at=at
    )


def _turn(application: Application, state: str, verb: str, by: User, at: datetime) -> None:
    application.state = state
    application.save(update_fields=["state"])
    record(verb=verb, about=application, by=by, at=at)


def _decide(
    application: Application, state: str, verb: str, by: User | None, at: datetime, *more: str
) -> None:
    application.state, application.decided_by, application.decided_at = state, by, at
    application.save(update_fields=["state", "decided_by", "decided_at", "reason", *more])
    record(verb=verb, about=application, by=by, at=at)


def _locked(application: Application, *states: str) -> Application:
    """As it is now. Raises Refused where it is in none of these states."""
    held = Application.objects.select_for_update(of=("self",)).select_related("plan", "user", "organization")
    current = held.get(pk=application.pk)
    if current.state not in states:
        raise Refused(Refused.DECIDED)
    return current
