"""What can happen to a report: sent, confirmed, decided with reasons, appealed, decided again, closed, forgotten."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from rounds.activity.actions import record
from rounds.activity.models import Activity
from rounds.moderation import emails
from rounds.moderation.models import APPEAL_FOR, Appeal, Case, Side
from rounds.moderation.signals import case_decided, decision_changed
from rounds.moderation.subjects import NOTHING, About
from rounds.users.models import User

KEPT_UNCONFIRMED = timedelta(days=14)
State = Case.State


class Conflict(Exception):
    """Somebody changed the case since it was read: `verb` of the record, by whom and when."""

    def __init__(self, verb: str, by: User | None, at: datetime | None) -> None:
        super().__init__(f"{verb} by {by} at {at}")
        self.verb, self.by, self.at = verb, by, at


class Refused(Exception):
    """The state of the case does not allow it."""


class NotImpartial(Exception):
    """Whoever decided about a case does not decide about the appeal."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision with its statement of reasons."""

    decision: str
    measure: str  # one of the subject's, or NOTHING
    facts: str
    rule: str


@dataclass(frozen=True, slots=True)
class SecondRuling:
    """A decision about an appeal. `measure`: what is in force from now on, where the outcome changes it."""

    outcome: str
    measure: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports. A `user` whose address is proven need not confirm it again."""

    email: str
    name: str = ""
    user: User | None = None


@transaction.atomic
def report(
    *,
    key: uuid.UUID,
    about: About,
    address: str,
    ground: str,
    text: str,
    links: Sequence[str],
    reporter: Reporter,
    solved: bool,
    at: datetime,
) -> Case:
    """Open a case. The same key is stored once. It counts when the reporter's address is confirmed."""
    if stored := Case.objects.filter(key=key).first():
        return stored
    is_known = reporter.user is not None
    case = Case(
        key=key,
        object_type=about.object_type,
        object_id=about.object_id,
        address=address,
        title=about.title[:300],
        path=about.path,
        ground=ground,
        text=text,
        links=list(links),
        reporter_name=reporter.name,
        reporter_email=reporter.email,
        reporter=reporter.user,
        solved=solved or is_known,
        state=State.OPEN if is_known else State.UNCONFIRMED,
        sent_at=at,
        confirmed_at=at if is_known else None,
    )
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at the same moment
        return Case.objects.get(key=key)
    record(verb="case.reported", about=case, by=reporter.user, at=at, ground=ground)
    if is_known:
        emails.tell_received(case, at=at)
    else:
        emails.ask_to_confirm(case, at=at)
    return case


@transaction.atomic
def send_link_again(*, case: Case, at: datetime) -> None:
    """Write the mail that asks to confirm once more."""
    current = _locked(case)
    if current.state != State.UNCONFIRMED:
        raise Refused(current.state)
    record(verb="case.link_sent_again", about=current, by=None, at=at)
    emails.ask_to_confirm(current, at=at, again=Activity.objects.about(current).count())


@transaction.atomic
def confirm_address(*, case: Case, at: datetime) -> Case:
    """The reporter's address is real: the case goes to the moderators. Confirming twice changes nothing."""
    current = _locked(case)
    if current.state != State.UNCONFIRMED:
        return current
    current.state, current.confirmed_at = State.OPEN, at
    _save(current, "state", "confirmed_at")
    record(verb="case.confirmed", about=current, by=None, at=at)
    emails.tell_received(current, at=at)
    return current


@transaction.atomic
def decide(*, case: Case, version: int, ruling: Ruling, by: User, at: datetime) -> Case:
    """Decide about a report, with the reasons. Both sides are told; the affected only where something is done."""
    current = _locked(case, version, State.OPEN)
    is_upheld = ruling.decision == Case.Decision.UPHELD
    current.decision, current.facts, current.rule = ruling.decision, ruling.facts, ruling.rule
    current.measure = current.measure_in_force = ruling.measure if is_upheld else NOTHING
    current.decided_by, current.decided_at = by, at
    current.appeal_until_at = at + APPEAL_FOR
    current.state = State.DECIDED
    _save(
        current,
        *("decision", "facts", "rule", "measure", "measure_in_force"),
        *("decided_by", "decided_at", "appeal_until_at", "state"),
    )
    record(
        verb="case.decided", about=current, by=by, at=at, decision=current.decision, measure=current.measure
    )
    case_decided.send(
        sender=Case, case=current, measure=current.measure_in_force, before=NOTHING, by=by, at=at
    )
    emails.tell_decision(current, at=at)
    return current


@transaction.atomic
def appeal(*, case: Case, side: str, text: str, at: datetime) -> Appeal:
    """One side asks for another look. Asked twice, it is kept once."""
    current = _locked(case)
    if made := current.appeals.filter(side=side).first():
        return made
    if not current.may_appeal(side, at=at):
        raise Refused(current.state)
    last = current.appeals.order_by("-decided_at").first()
    made = Appeal.objects.create(
        case=current,
        side=side,
        text=text,
        made_at=at,
        against=last.decided_by if last else current.decided_by,
    )
    current.state = State.APPEALED
    _save(current, "state")
    record(verb="case.appealed", about=current, by=None, at=at, side=side)
    return made


@transaction.atomic
def decide_appeal(*, case: Case, version: int, ruling: SecondRuling, by: User, at: datetime) -> Case:
    """Decide about the appeal that waits; nobody who has decided about the case may."""
    current = _locked(case, version, State.APPEALED)
    if by.pk in current.deciders():
        raise NotImpartial(str(by.pk))
    appeal = current.appeals.get(decided_at=None)
    before = current.measure_in_force
    is_changed = ruling.outcome == Appeal.Outcome.OVERTURNED
    appeal.outcome, appeal.reasons = ruling.outcome, ruling.reasons
    appeal.measure = current.measure_in_force = ruling.measure if is_changed else before
    appeal.decided_by, appeal.decided_at = by, at
    appeal.save(update_fields=["outcome", "reasons", "measure", "decided_by", "decided_at"])
    current.state = State.DECIDED
    if all(current.appeals.filter(side=side).exists() for side in Side.values):
        current.state = State.CLOSED
    _save(current, "state", "measure_in_force")
    record(
        verb="case.appeal_decided",
        about=current,
        by=by,
        at=at,
        outcome=appeal.outcome,
        side=appeal.side,
        measure=appeal.measure,
    )
    if appeal.measure != before:
        decision_changed.send(
            sender=Case, appeal=appeal, case=current, measure=appeal.measure, before=before, by=by, at=at
        )
    emails.tell_appeal_decided(appeal, concerned=bool(before or appeal.measure), at=at)
    return current


def close_settled(*, at: datetime) -> int:
    """Close what nobody can appeal any more. Returns how many."""
    closed = 0
    over = Case.objects.filter(state=State.DECIDED, appeal_until_at__lte=at)
    for pk in list(over.values_list("pk", flat=True)):
        with transaction.atomic():
            case = over.select_for_update().filter(pk=pk).first()
            if case:
                case.state = State.CLOSED
                _save(case, "state")
                record(verb="case.closed", about=case, by=None, at=at)
                closed += 1
    return closed


def forget_unconfirmed(*, at: datetime) -> int:
    """Delete what nobody confirmed, with the address of whoever it was. Returns how many."""
    forgotten = 0
    overdue = Case.objects.filter(state=State.UNCONFIRMED, sent_at__lt=at - KEPT_UNCONFIRMED)
    for pk in list(overdue.values_list("pk", flat=True)):
        with transaction.atomic():
            case = overdue.select_for_update().filter(pk=pk).first()
            if case:
                record(verb="case.forgotten", about=case, by=None, at=at)
                case.delete()
                forgotten += 1
    return forgotten


def _locked(case: Case, version: int | None = None, state: str = "") -> Case:
    """The case as it is now. With a version: one in that state, that nobody changed since."""
    current = Case.objects.select_for_update().get(pk=case.pk)
    if version is not None and (current.version != version or current.state != state):
        last = Activity.objects.about(current).select_related("actor").first()
        raise Conflict(
            last.verb if last else "", last.actor if last else None, last.happened_at if last else None
        )
    return current


def _save(case: Case, *fields: str) -> None:
    case.version += 1
    case.save(update_fields=[*fields, "version"])
