"""What stands in somebody's ledger, as the rules ask for it."""

from rounds.credits import periods, rules
from rounds.credits.claimable import Attended
from rounds.credits.models import Activity, Entry, Part, Role, Side
from rounds.credits.rules import Earlier, Period, Room
from rounds.users.models import User


def room_for(*, user: User, activity: Activity, attended: Attended) -> Room:
    """How much of an activity a learner may claim in all, as things stand."""
    entries = list(Entry.objects.standing().filter(user=user).order_by("number"))
    taken = [one for one in entries if one.activity_id != activity.pk or one.side == Side.FACULTY]
    uncounted = Part.objects.filter(activity=activity, is_counted=False).order_by("pk")
    presented, minutes = _presented(user, activity)
    return rules.room(
        attended=attended.minutes,
        most=activity.most_minutes,
        periods=periods.periods(attended.times),
        excluded=periods.periods((one.starts_at, one.ends_at) for one in uncounted),
        presented=presented,
        presented_minutes=minutes,
        taken=_periods(taken),
    )


def earlier(user: User, activity: Activity, side: str) -> Earlier:
    """Of one activity, on one side."""
    entries = list(
        Entry.objects.standing().filter(user=user, activity=activity, side=side).order_by("number")
    )
    return Earlier(
        sum(one.minutes for one in entries), sum(one.hundredths for one in entries), _periods(entries)
    )


def taken_beside(user: User, activity: Activity) -> tuple[Period, ...]:
    """What counts already and is not for presenting this activity."""
    entries = Entry.objects.standing().filter(user=user).order_by("number")
    return _periods([one for one in entries if one.activity_id != activity.pk or one.side == Side.LEARNER])


def presented_as(user: User, activity: Activity) -> tuple[int, tuple[Period, ...]]:
    """For how many minutes somebody is named as a presenter, and when."""
    roles = Role.objects.current().filter(activity=activity, person=user, kind=Role.Kind.PRESENTER)
    minutes, found = 0, []
    for role in roles.select_related("part").order_by("pk"):
        when = _when(role, activity)
        minutes += role.minutes or (rules.length([when]) if when else activity.most_minutes)
        found += [when] if when else []
    return (min(minutes, rules.length(found)) if found else min(minutes, activity.most_minutes)), rules.union(
        found
    )


def _presented(user: User, activity: Activity) -> tuple[list[Period], int]:
    """What a learner may not claim, since they made or gave it: periods; and minutes that have none."""
    found: list[Period] = []
    minutes = 0
    for role in (
        Role.objects.current().filter(activity=activity, person=user).select_related("part").order_by("pk")
    ):
        when = _when(role, activity)
        if role.is_teaching and when and not role.minutes:
            found.append(when)
        elif role.is_teaching:
            minutes += role.minutes or activity.most_minutes
    return found, minutes


def _when(role: Role, activity: Activity) -> Period | None:
    about = role.part or activity
    return periods.period(about.starts_at, about.ends_at) if about.starts_at and about.ends_at else None


def _periods(entries: list[Entry]) -> tuple[Period, ...]:
    return rules.union((start, end) for one in entries for start, end in one.periods)
