"""Who controls the content of an activity, and what they disclosed; and whose disclosure is out of date."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from rounds.credits.models import Accreditor, Activity, Disclosure, Relation, Role
from rounds.credits.rules import credit_of
from rounds.users.models import User
from rounds.users.speaking_as import shown


class Controlling(NamedTuple):
    """One person with a say in the content, as learners are told before they begin."""

    name: str
    roles: tuple[str, ...]
    relations: tuple[Relation, ...]  # none: nothing to disclose
    mitigation: tuple[str, ...]
    disclosed_at: datetime


class Lapse(NamedTuple):
    """`is_new`: they have disclosed relations since the role was given; else what they disclosed is too old."""

    role: Role
    given_at: datetime
    is_new: bool


def newest_of(person: User) -> Disclosure | None:
    return Disclosure.objects.filter(person=person).order_by("-given_at", "-pk").first()


def months_before(at: datetime, months: int) -> datetime:
    """The same day so many months ago; of a shorter month, its last."""
    count = at.year * 12 + at.month - 1 - months
    year, month = divmod(count, 12)
    for day in (at.day, 30, 29, 28):
        try:
            return at.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError


def is_good(disclosure: Disclosure, accreditor: Accreditor, at: datetime) -> bool:
    """Whether it may be relied on: it reaches back far enough, and is not too old."""
    return disclosure.months >= accreditor.disclosure_months and disclosure.given_at >= months_before(
        at, accreditor.disclosure_months
    )


def controlling(activity: Activity, day: date) -> list[Controlling]:
    """Each person once, with what they say today where they say something newer than what their role relies on."""
    roles = list(Role.objects.current().filter(activity=activity).order_by("given_at", "pk"))
    ids = list(dict.fromkeys(one.person_id for one in roles))
    names, said = shown(ids, day), _newest(ids)
    found = []
    for pk in ids:
        theirs = [one for one in roles if one.person_id == pk]
        kinds = dict.fromkeys(one.get_kind_display() for one in theirs)
        how = dict.fromkeys(one.mitigation for one in theirs if one.mitigation)
        relations = tuple(sorted(said[pk].relations.all(), key=lambda one: one.pk))
        found.append(
            Controlling(str(names[pk]), tuple(map(str, kinds)), relations, tuple(how), said[pk].given_at)
        )
    return found


class Designated(NamedTuple):
    """What an activity's own page says of it. `most_credit` in hundredths."""

    activity: Activity
    most_credit: int
    people: list[Controlling]

    def state(self) -> str:
        """Changes with what is shown."""
        of = self.activity.accreditor
        people = [
            (
                one.name,
                one.roles,
                [relation.pk for relation in one.relations],
                one.mitigation,
                one.disclosed_at,
            )
            for one in self.people
        ]
        return str((self.activity.pk, self.activity.withdrawn_at, of.name, of.unit, self.most_credit, people))


def disclosed_for(kind: str, key: str) -> Designated | None:
    """What `credits/_designated.html` shows on an activity's page, before it. None: it is not designated."""
    activity = Activity.objects.select_related("accreditor").filter(kind=kind, key=key).first()
    if activity is None:
        return None
    most = credit_of(activity.most_minutes, activity.accreditor.terms)
    return Designated(activity, most, controlling(activity, timezone.localdate()))


def lapsed(at: datetime) -> list[Lapse]:
    """Roles of running activities whose holders have to disclose anew, or said something newer; the oldest first."""
    roles = list(running_roles().select_related("activity__accreditor", "person"))
    newest = _newest({one.person_id for one in roles})
    found = []
    for role in roles:
        said = newest[role.person_id]
        is_old = said.given_at < months_before(at, role.activity.accreditor.disclosure_months)
        if is_old or (said.pk != role.disclosure_id and said.relations.all()):
            found.append(Lapse(role, said.given_at, not is_old))
    return sorted(found, key=lambda one: (one.given_at, one.role.pk))


def running_roles() -> QuerySet[Role]:
    return Role.objects.current().filter(activity__withdrawn_at=None).order_by("pk")


def _newest(ids: Iterable[int]) -> dict[int, Disclosure]:
    found = Disclosure.objects.filter(person__in=ids).order_by("given_at", "pk").prefetch_related("relations")
    return {one.person_id: one for one in found}
