"""A spreadsheet is taken back: step by step, the last first, as far as nobody else has built on it since."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.activity.actions import record
from rounds.directory.actions import submissions
from rounds.directory.actions.evidence import locked
from rounds.directory.actions.listings import take_out
from rounds.directory.actions.mistakes import take_back_organization
from rounds.directory.models import Listing
from rounds.directory.proof import DIRECTIONS, WORD, Direction, Kind, Outcome
from rounds.organizations.actions.organizations import change_organization
from rounds.organizations.models import Change, Organization
from rounds.spreadsheets.models import Spreadsheet, Step
from rounds.spreadsheets.planning.powers import Powers, powers_of
from rounds.spreadsheets.planning.settling import value_of
from rounds.spreadsheets.working import moving
from rounds.spreadsheets.working.hanging import what_hangs_on
from rounds.users.models import User

BATCH = 25
State = Spreadsheet.State


def go_on(spreadsheet: Spreadsheet) -> None:
    """Undo what is left, to the end. Raises Overtaken where somebody else does."""
    by = moving.somebody(spreadsheet.returned_by)
    while steps := _left(spreadsheet):
        _undo_batch(spreadsheet, steps, by=by, at=timezone.now())
        moving.refresh(spreadsheet)
    with transaction.atomic():
        moving.hold(spreadsheet)
        at = timezone.now()
        kept = spreadsheet.steps.exclude(kept="").count()
        moving.reach(spreadsheet, State.RETURNED, at=at, returned_at=at)
        record(
            verb="spreadsheet.taken_back",
            about=spreadsheet,
            by=by,
            at=at,
            undone=spreadsheet.steps.exclude(undone_at=None).count(),
            kept=kept,
        )


def _left(spreadsheet: Spreadsheet) -> list[int]:
    """The last first; organizations after all that was done to them."""
    left = spreadsheet.steps.filter(undone_at=None, kept="")
    others = left.exclude(kind=Step.Kind.ADDED).order_by("-pk").values_list("pk", flat=True)[:BATCH]
    return list(others) or list(left.order_by("-pk").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _undo_batch(spreadsheet: Spreadsheet, pks: Sequence[int], *, by: User, at: datetime) -> None:
    moving.hold(spreadsheet)
    powers = powers_of(by)
    steps = spreadsheet.steps.filter(pk__in=pks).order_by("-pk")
    for step in steps.select_related("organization", "listing", "submission", "spreadsheet"):
        step.kept = (_is_not_theirs(step, powers) or _undo(step, by, at))[:300]
        step.undone_at = None if step.kept else at
        if step.kind == Step.Kind.ADDED and not step.kept:
            step.organization = None
        step.save(update_fields=["kept", "undone_at"])
    moving.advance(spreadsheet, to=spreadsheet.position + len(pks), at=at)


def _is_not_theirs(step: Step, powers: Powers) -> str:
    """Why this person may not undo it, as things stand now; "" where they may."""
    if step.organization and not powers.may_touch(step.organization.pk):
        return _("Whoever asked for it back does not speak for %(name)s any more.") % {
            "name": step.organization.name
        }
    if step.kind in (Step.Kind.CHANGED, Step.Kind.ADDED) and not powers.is_moderator:
        return _("Only moderators can take it back.")
    return ""


def _undo(step: Step, by: User, at: datetime) -> str:
    """Undo one step. Returns why it stays, "" where it is undone."""
    match step.kind:
        case Step.Kind.LISTED:
            return _unlist(step, by, at)
        case Step.Kind.SENT:
            return _withdraw(step, at)
        case Step.Kind.CHANGED:
            return _change_back(step, by, at)
        case Step.Kind.ADDED:
            return _remove(step, by, at)
    return _("We do not know how to undo this.")


def _unlist(step: Step, by: User, at: datetime) -> str:
    if step.listing is None:
        return _("It had left the List already.")
    [listing] = locked([step.listing.pk])
    if listing.ended_at:
        return _("It had left the List already.")
    if reason := _said_since(listing, step):
        return reason
    take_out(listing=listing, reason=_("Taken back: it had come in a spreadsheet."), by=by, at=at)
    return ""


def _said_since(listing: Listing, step: Step) -> str:
    """What others have said of it since: it is no longer ours alone to take back."""
    later = [one for one in listing.evidence.all() if one.recorded_at > step.done_at]
    if any(one.kind in WORD and one.outcome != Outcome.LIFTED for one in later):
        return _("A representative or a moderator has spoken about it since.")
    confirmed = [one for one in later if one.outcome == Outcome.CONFIRMS]
    if any(DIRECTIONS[Kind(one.kind)] == Direction.ORGANIZATION for one in confirmed):
        return _("The organization’s own site has named it since.")
    if any(one.kind in (Kind.REGISTER, Kind.SUBMISSION) for one in confirmed):
        return _("Somebody else has brought it since.")
    return ""


def _withdraw(step: Step, at: datetime) -> str:
    if step.submission is None:
        return _("It is no longer there.")
    try:
        submissions.withdraw(submission=step.submission, at=at)
    except submissions.Refused:
        return _("A moderator had decided about it already.")
    return ""


def _change_back(step: Step, by: User, at: datetime) -> str:
    if step.organization is None:
        return _("The organization is no longer there.")
    organization = Organization.objects.select_for_update().get(pk=step.organization.pk)
    value = getattr(organization, step.field)
    if _is_changed_since(step, organization) or value != value_of(step.field, str(step.new)):
        return _("Somebody has changed it since.")
    change_organization(
        organization=organization,
        to={step.field: value_of(step.field, str(step.old))},
        origins={step.field: step.origin},
        by=by,
        at=at,
    )
    return ""


def _is_changed_since(step: Step, organization: Organization) -> bool:
    """By others: what this spreadsheet did to the same fact, and what of it is taken back already, is its own."""
    ours = step.spreadsheet.steps.filter(organization=organization, field=step.field)
    moments = {moment for both in ours.values_list("done_at", "undone_at") for moment in both if moment}
    later = Change.objects.filter(organization=organization, field=step.field, happened_at__gt=step.done_at)
    return later.exclude(happened_at__in=moments).exists()


def _remove(step: Step, by: User, at: datetime) -> str:
    organization = step.organization
    if organization is None:
        return _("The organization is no longer there.")
    ours = Q(pk__in=step.spreadsheet.steps.exclude(listing=None).values("listing"))
    if reason := what_hangs_on(organization, ours=ours, since=step.done_at):
        return reason
    take_back_organization(organization=organization, by=by, at=at)
    return ""
