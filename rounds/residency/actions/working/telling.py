"""What the clock tells: that a residency begins, and that a group has new posts, once a day at most."""

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from rounds.residency.emails import tell_of_beginning, tell_of_posts
from rounds.residency.models import Chief, Cohort, Place, Post

WEEK, LATEST_WEEK, EVE = (
    7,
    4,
    1,
)  # days: where the clock stood still the first is told as late as four days before
DAY = timedelta(days=1)
SLACK = timedelta(hours=1)  # by which two days of one hour differ
COMING = (Cohort.State.PLANNED, Cohort.State.OPEN, Cohort.State.RUNNING)
OPEN = (Cohort.State.OPEN, Cohort.State.RUNNING, Cohort.State.ENDED)


def tell_who_begins(*, at: datetime) -> int:
    """A week and a day before the first day, by the clocks of the cohort."""
    near = [at.date(), at.date() + timedelta(days=WEEK + 1)]
    count = 0
    for cohort in Cohort.objects.filter(state__in=COMING, begins_on__range=near):
        days = (cohort.begins_on - at.astimezone(ZoneInfo(cohort.time_zone)).date()).days
        if days == EVE or LATEST_WEEK <= days <= WEEK:
            count += _tell_residents(cohort, days, at)
    return count


def tell_groups(*, at: datetime) -> int:
    """Of posts by others that they have neither read nor been told of. Returns how many were told."""
    recent = Post.objects.filter(at__gt=at - 2 * DAY, at__lte=at, taken_out_at=None)
    groups = Chief.objects.filter(
        pk__in=recent.order_by().values("group"), ended_at=None, cohort__state__in=OPEN
    )
    return sum(_tell_group(pk, at) for pk in groups.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _tell_residents(cohort: Cohort, days: int, at: datetime) -> int:
    first = cohort.meetings.held().in_order().first()
    places = list(Place.objects.held().filter(cohort=cohort).select_related("user", "cohort"))
    for place in places:
        tell_of_beginning(place, first, days, at=at)
    return len(places)


@transaction.atomic
def _tell_group(pk: int, at: datetime) -> int:
    group = Chief.objects.select_for_update(of=("self",)).select_related("cohort", "user").get(pk=pk)
    residents = Place.objects.held().filter(chief=group).select_related("user")
    posts = list(
        Post.objects.filter(group=group, taken_out_at=None, at__gt=at - 2 * DAY)
        .select_related("by")
        .order_by("at")
    )
    told: dict[type, list[int]] = defaultdict(list)
    for reader in (group, *residents):
        if reader.told_at and reader.told_at > at - DAY + SLACK:
            continue
        since = max([one for one in (reader.read_at, reader.told_at) if one], default=group.named_at)
        new = [one for one in posts if one.at > since and one.by_id != reader.user_id]
        if new:
            writers = list(dict.fromkeys(one.by.name for one in new))
            tell_of_posts(group, reader.user, len(new), writers, day=at.date(), at=at)
            told[type(reader)].append(reader.pk)
    for model, pks in told.items():
        model.objects.filter(pk__in=pks).update(told_at=at)  # type: ignore[attr-defined]
    return sum(map(len, told.values()))
