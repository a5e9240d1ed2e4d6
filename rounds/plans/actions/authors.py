"""Who writes a plan: invited by mail, come along, taken out, gone; and the lead, who is always one.

The link in the mail is a secret of which the digest alone is kept. It lets in only who has confirmed the address that
it went to, for a mail may be sent on.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rounds.activity.actions import record
from rounds.plans import emails
from rounds.plans.access import is_author, must_lead
from rounds.plans.actions.writing import held
from rounds.plans.models import Author, Invitation, StrategicPlan
from rounds.plans.refusing import Refused
from rounds.users.addresses import has_verified
from rounds.users.models import User

LIVES = timedelta(days=30)
A_DAY, MOST_A_DAY, MOST_AUTHORS = timedelta(days=1), 20, 20
WRITES = _("%(email)s writes this plan already.")
WAITS = _("%(email)s was invited already. Withdraw that invitation first to send another.")
TOMORROW = _("That were many invitations in one day. Please send the next ones tomorrow.")
FULL = _("A plan has at most %(most)d authors.")
NOT_GOOD = _("This invitation is not good any more. Ask whoever sent it for another.")
ANOTHER = _(
    "This invitation went to another address. Add that address to your account and confirm it, or ask for a new one."
)
LEADS = _("Whoever leads the plan stays. Pass the lead on first.")
GONE = _("They do not write this plan any more.")


@transaction.atomic
def invite(*, plan: StrategicPlan, email: str, by: User, at: datetime) -> Invitation:
    plan = held(plan)
    must_lead(plan, by)
    email = email.lower()
    _must_be_new(plan, email, at)
    _must_have_room(plan)
    token = token_urlsafe(24)
    invitation = Invitation.objects.create(
        plan=plan, email=email, digest=digest(token), invited_by=by, sent_at=at
    )
    record(verb="plan.invited", about=plan, by=by, at=at, invitation=invitation.pk)
    emails.invite(invitation, token, at=at)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    plan = held(invitation.plan)
    must_lead(plan, by)
    invitation = Invitation.objects.get(pk=invitation.pk)
    if invitation.accepted_at is None and invitation.withdrawn_at is None:
        invitation.withdrawn_at = at
        invitation.save(update_fields=["withdrawn_at"])
        record(verb="plan.invitation_withdrawn", about=plan, by=by, at=at, invitation=invitation.pk)
    return invitation


@transaction.atomic
def accept(*, invitation: Invitation, by: User, at: datetime) -> Author:
    plan = held(invitation.plan)
    invitation = Invitation.objects.get(pk=invitation.pk)
    if not has_verified(by, invitation.email):
        raise Refused(ANOTHER)
    if is_author(plan, by):
        return Author.objects.get(plan=plan, user=by)
    if not is_good(invitation, at):
        raise Refused(NOT_GOOD)
    _must_have_room(plan)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    author, _is_new = Author.objects.update_or_create(
        plan=plan, user=by, defaults={"joined_at": at, "left_at": None, "is_lead": False}
    )
    record(verb="plan.joined", about=plan, by=by, at=at)
    return author


@transaction.atomic
def pass_lead(*, plan: StrategicPlan, to: User, by: User, at: datetime) -> None:
    plan = held(plan)
    must_lead(plan, by)
    if not is_author(plan, to):
        raise Refused(GONE)
    hand_over(plan, to, by, at)


def hand_over(plan: StrategicPlan, to: User, by: User, at: datetime) -> None:
    """`plan` is locked; there is one lead before and after."""
    Author.objects.filter(plan=plan, is_lead=True).update(is_lead=False)
    Author.objects.filter(plan=plan, user=to).update(is_lead=True)
    record(verb="plan.lead_passed", about=plan, by=by, at=at, to=to.pk)


@transaction.atomic
def take_out(*, author: Author, by: User, at: datetime) -> Author:
    """What they wrote stays. It can be undone."""
    plan = held(author.plan)
    must_lead(plan, by)
    return _end(author, by, at, "plan.author_taken_out")


@transaction.atomic
def put_back(*, author: Author, by: User, at: datetime) -> Author:
    plan = held(author.plan)
    must_lead(plan, by)
    author = Author.objects.get(pk=author.pk)
    if author.left_at is not None:
        _must_have_room(plan)
        author.left_at = None
        author.save(update_fields=["left_at"])
        record(verb="plan.author_put_back", about=plan, by=by, at=at, user=author.user_id)
    return author


@transaction.atomic
def leave(*, plan: StrategicPlan, by: User, at: datetime) -> None:
    plan = held(plan)
    author = Author.objects.filter(plan=plan, user=by).first()
    if author is not None:
        _end(author, by, at, "plan.author_left")


def forget(*, at: datetime) -> int:
    """Delete invitations that nobody came by, a month after they were over. Returns how many."""
    return Invitation.objects.filter(accepted_at=None, sent_at__lt=at - LIVES - LIVES).delete()[0]


def is_good(invitation: Invitation, at: datetime) -> bool:
    return (
        invitation.withdrawn_at is None and invitation.accepted_at is None and at < invitation.sent_at + LIVES
    )


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _end(author: Author, by: User, at: datetime, verb: str) -> Author:
    author = Author.objects.select_related("plan").get(pk=author.pk)
    if author.is_lead:
        raise Refused(LEADS)
    if author.left_at is None:
        author.left_at = at
        author.save(update_fields=["left_at"])
        record(verb=verb, about=author.plan, by=by, at=at, user=author.user_id)
    return author


def _must_be_new(plan: StrategicPlan, email: str, at: datetime) -> None:
    """An invitation that is over makes room for another."""
    writers = User.objects.filter(authored_plans__plan=plan, authored_plans__left_at=None)
    if any(has_verified(one, email) for one in writers):
        raise Refused(WRITES % {"email": email})
    sent = Invitation.objects.filter(plan=plan)
    if sent.filter(sent_at__gt=at - A_DAY).count() >= MOST_A_DAY:
        raise Refused(TOMORROW)
    waiting = sent.filter(email=email, accepted_at=None, withdrawn_at=None)
    if waiting.filter(sent_at__gt=at - LIVES).exists():
        raise Refused(WAITS % {"email": email})
    waiting.update(withdrawn_at=at)


def _must_have_room(plan: StrategicPlan) -> None:
    if Author.objects.filter(plan=plan, left_at=None).count() >= MOST_AUTHORS:
        raise Refused(FULL % {"most": MOST_AUTHORS})
