"""What the residency is, and its next cohorts: for everybody."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import prose
from rounds.core.zones import Zone, open_to
from rounds.residency.days import takes_applications
from rounds.residency.models import Application, Chief, Cohort, Program, Slot
from rounds.residency.prerequisites import Step, steps_of, wanted_by
from rounds.residency.words import Words, said_of
from rounds.users.honors import give_honors

SHOWN = (Cohort.State.OPEN, Cohort.State.RUNNING, Cohort.State.CANCELLED)


class Next(NamedTuple):
    """A cohort that is still to come, as somebody sees it."""

    cohort: Cohort
    words: Words
    chiefs: list[Chief]
    is_open: bool
    application: Application | None


class Entry(NamedTuple):
    """Of the schedule: a slot, with its time of day."""

    slot: Slot
    begins: str
    ends: str


@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found = list(Program.objects.offered().order_by("title", "pk"))
    cohorts = _cohorts(Cohort.objects.filter(program__in=found), request.user, now)
    rows = [(one, [each for each in cohorts if each.cohort.program_id == one.pk]) for one in found]
    return render(request, "residency/programs.html", {"rows": rows})


@require_safe
def program(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Program.objects.offered(), slug=slug)
    now = timezone.now()
    context = {
        "program": found,
        "text": prose.html(found.text),
        "cohorts": _cohorts(found.cohorts.all(), request.user, now),
        "days": _schedule(found),
        "rotations": found.rotations.filter(retired_at=None).order_by("position", "pk"),
        "steps": _steps(found, request.user),
        "is_member": Zone.MEMBER in open_to(request.user),
        "trail": [(_("Residency"), reverse("residency:programs")), (found.title, "")],
    }
    return render(request, "residency/program.html", context)


def _cohorts(cohorts: Any, user: Any, now: datetime) -> list[Next]:
    """Announced, and not over yet; in a number of queries that does not grow. First those that one can apply to."""
    chiefs = Chief.objects.filter(ended_at=None).select_related("user").order_by("group")
    held = Count("residents", filter=Q(residents__left_at=None), distinct=True)
    rows = (
        cohorts.announced()
        .filter(state__in=SHOWN, ends_on__gte=now.date() - timedelta(days=1))
        .annotate(held=held)
        .prefetch_related(Prefetch("chiefs", queryset=chiefs))
        .order_by("begins_on", "pk")
    )
    found = list(rows)
    mine = _applications(found, user)
    rank = {one.pk: (not takes_applications(one, now), one.begins_on, one.pk) for one in found}
    found.sort(key=lambda one: rank[one.pk])
    give_honors(chief for one in found for chief in one.chiefs.all())
    return [
        Next(
            one,
            said_of(one, one.held, now),
            list(one.chiefs.all()),
            takes_applications(one, now),
            mine.get(one.pk),
        )
        for one in found
    ]


def _applications(cohorts: Iterable[Cohort], user: Any) -> dict[int, Application]:
    if not user.is_authenticated:
        return {}
    return {one.cohort_id: one for one in Application.objects.filter(cohort__in=cohorts, user=user)}


def _steps(found: Program, user: Any) -> list[Step]:
    wanted = wanted_by(found)
    pk = user.pk or 0
    return steps_of(wanted, [pk])[pk]


def _schedule(found: Program) -> list[tuple[int, list[Entry]]]:
    """By day."""
    days: dict[int, list[Entry]] = {}
    for slot in found.slots.order_by("day", "begins", "pk"):
        entry = Entry(slot, _time(slot.begins), _time(slot.begins + slot.minutes))
        days.setdefault(slot.day, []).append(entry)
    return list(days.items())


def _time(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
