"""How a step is awarded, whatever led to it, and how the next one opens."""

from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.timezone import localdate, make_aware

from rounds.activity.actions import record
from rounds.fellows import badges, emails, ladder
from rounds.fellows.models import RESERVED, Fellow, Level, Passage, Step
from rounds.fellows.signals import step_awarded
from rounds.plans.models import StrategicPlan
from rounds.residency.models import Place
from rounds.users.models import Profile, User


@transaction.atomic
def award_bronze(*, place: Place, at: datetime) -> Step | None:
    """Once the residency is completed and its plan accepted, whichever came first; and only once.

    The person is held first, so that two who come at the same moment come one after the other.
    """
    User.objects.select_for_update(no_key=True).get(pk=place.user_id)
    here = Place.objects.select_related("plan").filter(pk=place.pk).exclude(completed_at=None).first()
    plan = here.plan if here else None
    if here is None or plan is None or plan.state != StrategicPlan.State.ACCEPTED:
        return None
    fellow = fellow_of(here.user, at=at)
    fields = {"state_since": at, "began_at": at, "plan": plan, "residency": here}
    step, is_new = Step.objects.get_or_create(fellow=fellow, level=Level.BRONZE, defaults=fields)
    return awarded(step, by=None, at=at) if is_new else step


@transaction.atomic
def fellow_of(user: User, *, at: datetime) -> Fellow:
    """Whoever has no step yet is none; so this is asked only where one is about to be there."""
    if found := Fellow.objects.filter(user=user).first():
        return found
    try:
        with transaction.atomic():
            return Fellow.objects.create(user=user, slug=_free_slug(user), created_at=at)
    except IntegrityError:  # made meanwhile, or somebody else took the address
        return fellow_of(user, at=at)


def awarded(step: Step, *, by: User | None, at: datetime) -> Step:
    """Inside the transaction that decided it, with the step held."""
    step.state, step.state_since = Step.State.AWARDED, at
    step.awarded_at = step.awarded_at or at
    step.award = badges.sign(step, by=by, at=at)
    step.save(update_fields=["state", "state_since", "awarded_at", "award"])
    record(verb="fellow.awarded", about=step, by=by, at=at, level=step.level)
    _open_next(step, at)
    step_awarded.send(sender=Step, step=step, at=at)
    emails.tell_of_award(step, at=at)
    return step


def earliest(began: date, months: int = ladder.CARRY_OUT) -> datetime:
    """When that day begins here, so that the day which is said is the day on which it can be sent."""
    return make_aware(datetime.combine(ladder.months_later(began, months), time()))


def _open_next(step: Step, at: datetime) -> None:
    """Silver and gold open by themselves; platinum is a nomination."""
    level = ladder.next_level(step.level)
    if level not in Step.REPORTED:
        return
    began_at = step.plan.state_since if level == Level.SILVER and step.plan else at
    fields = {
        "state_since": at,
        "plan": step.plan,
        "residency": step.residency,
        "began_at": began_at,
        "earliest_at": earliest(localdate(began_at)) if level == Level.SILVER else None,
    }
    opened, is_new = Step.objects.get_or_create(fellow=step.fellow, level=level, defaults=fields)
    if is_new and level == Level.SILVER:
        Passage.objects.bulk_create(Passage(step=opened, key=key) for key in Passage.Key.values)
    if is_new:
        record(verb="fellow.opened", about=opened, by=None, at=at, level=level)


def _free_slug(user: User) -> str:
    """As on their profile, where they have one."""
    profile = Profile.objects.filter(user=user).values_list("slug", flat=True).first()
    stem = (profile or slugify(user.name) or "fellow")[:68].strip("-")
    is_taken = stem in RESERVED or Fellow.objects.filter(slug=stem).exists()
    return f"{stem}-{get_random_string(6).lower()}" if is_taken else stem
