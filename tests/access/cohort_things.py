"""A program with a cohort, in which "member" has applied and somebody has a place."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from rounds.residency.actions import cohorts, programs
from rounds.residency.models import Application, Place, Rotation, Slot, Task
from rounds.users.models import User

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def residency(people: dict[str, User]) -> dict[str, str]:
    told = {"slug": "ours", "title": "Ours", "summary": "A day."}
    program = programs.make_program(to=told, by=None, at=AT)
    cohort = cohorts.make_cohort(
        program=program,
        to={
            "slug": "ours",
            "title": "Ours",
            "mode": "online",
            "time_zone": "UTC",
            "begins_on": date(2099, 1, 2),
            "ends_on": date(2099, 1, 2),
            "places": 8,
            "applications_close_at": timezone.now() + timedelta(days=30),
        },
        by=None,
        at=AT,
    )
    cohorts.announce(cohort=cohort, by=None, at=AT)
    given = {"cohort": cohort, "state_since": AT, "created_at": AT}
    asked = Application.objects.create(user=people["member"], state="sent", sent_at=AT, **given)
    placed = Application.objects.create(user=people["seat"], state="placed", sent_at=AT, **given)
    place = Place.objects.create(cohort=cohort, application=placed, user=people["seat"], began_at=AT)
    slot = Slot.objects.create(program=program, begins=540, minutes=30, kind="talk", title="Welcome")
    rotation = Rotation.objects.create(program=program, key="x", title="X", platform="x")
    Task.objects.create(rotation=rotation, key="try", title="Try it")
    office = "office/residency"
    ours = f"{office}/programs/<int:pk>"
    here = f"{office}/programs/{program.pk}"
    return {
        "residency/<slug:slug>/": "residency/ours/",
        "residency/cohorts/<slug:slug>/apply/": "residency/cohorts/ours/apply/",
        f"{office}/programs/<int:pk>/": f"{office}/programs/{program.pk}/",
        f"{ours}/schedule/<int:slot>/": f"{here}/schedule/{slot.pk}/",
        f"{ours}/rotations/<slug:key>/": f"{here}/rotations/x/",
        f"{ours}/rotations/<slug:key>/tasks/<slug:task>/": f"{here}/rotations/x/tasks/try/",
        f"{office}/cohorts/<int:pk>/": f"{office}/cohorts/{cohort.pk}/",
        f"{office}/applications/<int:pk>/": f"{office}/applications/{asked.pk}/",
        f"{office}/places/<int:pk>/": f"{office}/places/{place.pk}/",
    }
