"""How fast the office's page of a cohort is, with 40 residents in five groups."""

from datetime import timedelta

from django.utils import timezone

from rounds.residency.actions.chiefs import name_chief, spread
from rounds.residency.actions.cohorts import announce, make_cohort
from rounds.residency.actions.programs import make_program
from rounds.residency.models import Application, Cohort, Place
from rounds.users.models import User
from tests.bench.figures import Figure
from tests.bench.network import _figure, _signed_in

SLUG, RESIDENTS, CHIEFS = "bench", 40, 5
RUNNER = "runs-the-residency@bench.example"


def figures() -> list[Figure]:
    cohort = Cohort.objects.filter(slug=SLUG).first() or _made()
    runner, _is_new = User.objects.get_or_create(email=RUNNER, defaults={"is_superuser": True})
    client = _signed_in(runner)
    desk, program = f"/office/residency/cohorts/{cohort.pk}/", cohort.program.get_absolute_url()
    return [
        _figure(f"office, a cohort of {RESIDENTS} residents", client, lambda: (desk, {}))._replace(aim=""),
        _figure("a residency program", client, lambda: (program, {})),
    ]


def _made() -> Cohort:
    now = timezone.now()
    told = {"slug": SLUG, "title": "Bench", "summary": "A day."}
    program = make_program(to=told, by=None, at=now)
    first = (now + timedelta(days=90)).date()
    days = {"begins_on": first, "ends_on": first, "applications_close_at": now + timedelta(days=60)}
    where = {"slug": SLUG, "title": "Bench", "mode": "online", "time_zone": "UTC", "places": RESIDENTS}
    cohort = make_cohort(program=program, to={**days, **where}, by=None, at=now)
    announce(cohort=cohort, by=None, at=now)
    people = list(User.objects.filter(is_active=True).order_by("pk")[: RESIDENTS + CHIEFS])
    given = {"cohort": cohort, "state": "placed", "state_since": now, "created_at": now}
    for user in people[:RESIDENTS]:
        application = Application.objects.create(user=user, **given)
        Place.objects.create(cohort=cohort, application=application, user=user, began_at=now)
    for user in people[RESIDENTS:]:
        name_chief(cohort=cohort, user=user, by=None, at=now)
    spread(cohort=cohort, by=None, at=now)
    return cohort
