"""The meetings of a cohort follow its program's schedule until it begins, or until a hand changes them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rounds.residency.actions import cohorts
from rounds.residency.actions.cohorts import mark_of_cohort
from rounds.residency.actions.following import follows
from rounds.residency.actions.working import attending, meetings
from rounds.residency.actions.working.attending import Mark
from rounds.residency.models import Slot
from rounds.residency.tests import cases
from rounds.residency.tests.cases import NOW
from rounds.residency.tests.working_cases import runner

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NINE = datetime(2027, 3, 1, 15, tzinfo=UTC)  # in Chicago, on the first day of the cases


def program():
    made = cases.program()
    for begins, kind, title in ((540, "talk", "Welcome"), (600, "rotation", "First rotation")):
        Slot.objects.create(program=made, begins=begins, minutes=30, kind=kind, title=title)
    return made


def changed(cohort, **to):
    return cohorts.change_cohort(cohort=cohort, to=to, seen=mark_of_cohort(cohort), by=None, at=NOW)


def times(cohort):
    return [one.begins_at for one in cohort.meetings.held().in_order()]


def test_a_cohort_that_is_made_has_its_meetings():
    cohort = cases.planned(of=program())
    made = [(one.title, one.begins_at, one.round) for one in cohort.meetings.in_order()]
    assert made == [("Welcome", NINE, None), ("First rotation", NINE + timedelta(hours=1), 1)]
    assert follows(cohort)


def test_another_first_day_or_zone_moves_them_and_keeps_what_calendars_know_them_by():
    cohort = cases.opened(of=program())
    known = set(cohort.meetings.values_list("pk", flat=True))
    cohort = changed(cohort, begins_on=date(2027, 3, 3), ends_on=date(2027, 3, 3))
    cohort = changed(cohort, time_zone="UTC")
    assert times(cohort) == [datetime(2027, 3, 3, 9, tzinfo=UTC), datetime(2027, 3, 3, 10, tzinfo=UTC)]
    assert {one.pk: one.version for one in cohort.meetings.all()} == dict.fromkeys(known, 3)


def test_a_hand_stops_them():
    def moved(one):
        what = {"begins_at": NINE - DAY, "ends_at": NINE}
        meetings.change(meeting=one, what=what, version=1, by=runner(), at=NOW)

    def taken_out(one):
        meetings.take_out(meeting=one, by=runner(), at=NOW)

    def added(one):
        what = {"kind": "talk", "title": "One more", "begins_at": NINE + DAY, "ends_at": NINE + 2 * DAY}
        meetings.add(cohort=one.cohort, what=what, by=runner(), at=NOW)

    def marked(one):
        place = cases.resident(one.cohort)
        attending.mark(meeting=one, marks={place.pk: Mark("", "present")}, by=runner(), at=NINE)

    for do in (moved, taken_out, added, marked):
        cohort = cases.opened(of=program())
        do(cohort.meetings.in_order()[0])
        before = times(cohort)
        cohort = changed(cohort, begins_on=date(2027, 2, 20))
        assert times(cohort) == before
        assert not follows(cohort)


def test_they_stay_once_the_cohort_has_begun():
    cohort = cohorts.begin(cohort=cases.opened(of=program()), by=None, at=NOW)
    before = times(cohort)
    assert times(changed(cohort, begins_on=date(2027, 2, 20))) == before


def test_the_office_reads_whether_they_follow(client, settings):
    settings.STAFF_NEED_MFA = False
    client.force_login(runner())
    cohort = cases.opened(of=program())
    desk = f"/office/residency/cohorts/{cohort.pk}/"
    assert "follow the program’s schedule" in client.get(desk).content.decode()
    meetings.take_out(meeting=cohort.meetings.in_order()[0], by=runner(), at=NOW)
    for page in (desk, f"{desk}about/"):
        assert "were changed by hand" in client.get(page).content.decode()
    assert client.get(f"/residency/cohorts/{cohort.slug}/schedule/").status_code == 200
