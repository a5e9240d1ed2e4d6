"""Two tabs, two chiefs, two clocks, at the same moment."""

import pytest

from rounds.badges.models import Award
from rounds.memberships.tests.network_cases import at_once
from rounds.residency.actions.working import attending, completing, meetings, workbooks
from rounds.residency.actions.working.attending import Mark
from rounds.residency.actions.working.workbooks import Saved
from rounds.residency.models import Attendance, Place, Work
from rounds.residency.tests.working_cases import AFTER, BEFORE, chief, cohort, program, resident, runner, task

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_tabs_that_write_at_once_lose_nothing():
    of = cohort()
    place = resident(of, chief(of))
    one = task(of, "facebook-safe")
    base = "One two three four five six."
    common = {"place": place, "task": one, "url": "", "by": place.user, "at": AFTER}
    workbooks.save_work(**common, version=0, base="", text=base)
    texts = ("ONE two three four five six.", "One two three four five SIX.")
    found = at_once(
        [lambda text=text: workbooks.save_work(**common, version=1, base=base, text=text) for text in texts]
    )
    assert all(isinstance(each, Saved) for each in found)
    assert Work.objects.get().text == "ONE two three four five SIX."


def test_a_residency_is_completed_once_though_two_see_it_at_once():
    of = cohort(program(wants_plan=False, share_present=0))
    place = resident(of, chief(of))
    for key in ("facebook-safe", "youtube-safe", "linkedin-safe"):
        Work.objects.create(place=place, task=task(of, key), changed_at=AFTER, done_at=AFTER)
    at_once([lambda: completing.look(place=place, at=AFTER)] * 3)
    assert Place.objects.get().completed_at == AFTER
    assert Award.objects.count() == 1


def test_two_who_mark_at_once_are_not_both_right():
    of = cohort()
    lead = chief(of)
    place = resident(of, lead)
    office = runner()
    meeting = meetings.lay_out(cohort=of, by=office, at=BEFORE)[0]

    def mark(who, how):
        return lambda: attending.mark(meeting=meeting, marks={place.pk: Mark("", how)}, by=who, at=AFTER)

    found = at_once([mark(lead.user, "absent"), mark(office, "present")])
    kept = Attendance.objects.get()
    assert sorted(found, key=len) == [{}, {place.pk: kept.how}]


def test_a_schedule_is_laid_out_once_though_two_ask_at_once():
    of = cohort()
    office = runner()
    at_once([lambda: meetings.lay_out(cohort=of, by=office, at=BEFORE)] * 2)
    assert of.meetings.count() == 5
