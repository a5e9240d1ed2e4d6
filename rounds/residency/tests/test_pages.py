"""The pages of the residency: what everybody reads, one's application, and the office."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from rounds.courses.tests.course_cases import published
from rounds.memberships.tests.factories import PlanFactory, UserFactory, joined
from rounds.residency import tasks
from rounds.residency.actions import cancelling, chiefs, cohorts, programs
from rounds.residency.actions.cohorts import mark_of_cohort
from rounds.residency.actions.programs import mark_of_program
from rounds.residency.models import Application, Chief, Cohort, Place, Program
from rounds.residency.tests.cases import NOW, accepted, chief, opened, planned, program, resident, sent
from rounds.residency.tests.working_cases import chief as led_by
from rounds.residency.tests.working_cases import cohort as running
from rounds.residency.tests.working_cases import resident as seated
from rounds.users import honors
from rounds.users.honors import Honor

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone(client):
    client.user = UserFactory()
    joined(user=client.user, at=timezone.now(), plan=PlanFactory(points_percent=0))
    client.force_login(client.user)
    return client


@pytest.fixture
def staff(client, settings):
    settings.STAFF_NEED_MFA = False
    client.user = UserFactory(name="Rita Residency")
    client.user.groups.add(Group.objects.get(name="Residency team"))
    client.force_login(client.user)
    return client


@pytest.fixture(autouse=True)
def soon():
    """Cohorts of the cases are in March 2027: the tests read them before."""
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        yield


def apply_url(cohort):
    return reverse("residency:apply", args=[cohort.slug])


def test_everybody_reads_the_program_with_its_announced_cohorts_and_the_places_left(client):
    cohort = opened(places=2, title="Announced cohort")
    resident(cohort)
    planned(of=cohort.program, title="Secret cohort")
    page = client.get(cohort.program.get_absolute_url()).content.decode()
    assert "Announced cohort" in page
    assert "1 place left" in page
    assert "Secret cohort" not in page
    assert "meet.example" not in page
    assert "Announced cohort" in client.get("/residency/").content.decode()


def test_chiefs_have_their_honors_beside_their_name_asked_for_all_at_once(client, monkeypatch):
    asked = []

    def know(pks):
        asked.append(set(pks))
        return dict.fromkeys(pks, Honor("Silver fellow"))

    monkeypatch.setitem(honors._known, "test", know)
    of = program()
    leaders = {chief(opened(of=of)).user_id for _n in range(3)}
    assert client.get("/residency/").content.decode().count("Silver fellow") == 3
    assert asked == [leaders]


def test_pages_of_programs_ask_as_much_for_three_cohorts_as_for_one(client, django_assert_max_num_queries):
    of = program()
    chief(opened(of=of))
    client.get("/residency/")
    with django_assert_max_num_queries(40) as one:
        client.get("/residency/")
    for _n in range(2):
        chief(opened(of=of))
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get("/residency/")


def test_who_is_not_signed_in_is_asked_to(client):
    cohort = opened()
    assert client.get(apply_url(cohort)).status_code == 302
    assert client.get(apply_url(planned())).status_code == 302


def test_a_cohort_that_is_not_announced_is_not_there(someone):
    assert someone.get(apply_url(planned())).status_code == 404


def test_a_member_applies(someone):
    cohort = opened()
    answer = someone.post(apply_url(cohort), {"do": "send", "role": "Nurse", "why": "To learn."})
    assert answer.status_code == 302
    assert Application.objects.get().state == "sent"
    assert "Sent. We read it" in someone.get(apply_url(cohort)).content.decode()
    assert cohort.title in someone.get("/me/residency/").content.decode()


def test_a_chief_finds_the_desks_of_the_cohorts_they_lead(someone):
    cohort, before = opened(title="Mine to lead"), opened(title="Not mine any more")
    chief(cohort, someone.user)
    chiefs.end_chief(chief=chief(before, someone.user), by=None, at=NOW)
    page = someone.get("/me/residency/").content.decode()
    assert reverse("residency:desk", args=[cohort.slug]) in page
    assert "Not mine any more" not in page
    assert "You have not applied yet" not in page


def test_what_is_missing_is_named_with_a_way_to_it_and_the_draft_is_kept(someone):
    cohort = opened()
    course = published("PRO 101", title="Privacy and answers")
    programs.describe_program(
        program=cohort.program,
        to={},
        before=[(course, True)],
        seen=mark_of_program(cohort.program),
        by=None,
        at=NOW,
    )
    answer = someone.post(apply_url(cohort), {"do": "send", "role": "Nurse", "why": "To learn."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Privacy and answers" in page
    assert f"/courses/{course.slug}/" in page
    assert "To learn." in page
    assert Application.objects.get().state == "draft"


def test_a_form_that_is_not_whole_is_kept_as_a_draft(someone):
    cohort = opened()
    answer = someone.post(apply_url(cohort), {"do": "send", "role": "", "why": "To learn."})
    assert answer.status_code == 422
    assert Application.objects.get().why == "To learn."


def test_it_is_kept_while_it_is_typed(someone):
    cohort = opened()
    answer = someone.post(reverse("residency:keep", args=[cohort.slug]), {"role": "Nu"})
    assert (answer.status_code, Application.objects.get().role) == (200, "Nu")


def test_one_gives_the_place_back_and_takes_it_again(someone):
    cohort = opened()
    accepted(cohort, someone.user)
    someone.post(apply_url(cohort), {"do": "leave", "left_why": "Ill"})
    assert Place.objects.held().count() == 0
    assert "Take my place again" in someone.get(apply_url(cohort)).content.decode()
    someone.post(apply_url(cohort), {"do": "come-back"})
    assert Place.objects.held().count() == 1


def test_of_a_cancelled_cohort_one_reads_why_and_carries_over(someone):
    cohort, other = opened(), opened(title="Autumn cohort")
    sent(cohort, someone.user)
    cancelling.cancel(cohort=cohort, why="Storm.", by=UserFactory(), at=NOW)
    page = someone.get(apply_url(cohort)).content.decode()
    assert "Storm." in page
    assert "Autumn cohort" in page
    assert "To learn it." in page
    answer = someone.post(apply_url(cohort), {"do": "carry", "to": other.slug})
    assert answer["Location"] == apply_url(other)


COHORT = {
    "title": "Spring",
    "slug": "spring",
    "mode": "online",
    "location": "",
    "link": "https://meet.example/1",
    "time_zone": "America/Chicago",
    "begins_on": "2027-03-01",
    "ends_on": "2027-03-01",
    "closes_on": "2027-02-01",
    "places": "16",
    "fee_cents": "450",
    "takes_points": "on",
}


def test_the_office_makes_a_program_and_a_cohort_and_announces_it(staff):
    course = published("PRO 101")
    told = {
        "title": "Residency",
        "slug": "residency",
        "summary": "A day.",
        "language": "en",
        "share_present": "80",
    }
    staff.post("/office/residency/programs/new/", {**told, f"before_{course.pk}": "passed"})
    made = Program.objects.get()
    assert made.prerequisites.get().must_pass
    answer = staff.post(f"/office/residency/programs/{made.pk}/cohorts/new/", COHORT)
    cohort = Cohort.objects.get()
    assert answer["Location"] == f"/office/residency/cohorts/{cohort.pk}/"
    assert (cohort.fee_cents, cohort.applications_close_at.isoformat()) == (
        450_00,
        "2027-02-02T06:00:00+00:00",
    )
    staff.post(f"/office/residency/cohorts/{cohort.pk}/", {"do": "announce"})
    cohort.refresh_from_db()
    assert cohort.state == "open"


def test_two_who_change_a_cohort_lose_nothing(staff):
    cohort = opened()
    seen = mark_of_cohort(cohort)
    cohorts.change_cohort(cohort=cohort, to={"title": "Theirs"}, seen=seen, by=None, at=NOW)
    about = f"/office/residency/cohorts/{cohort.pk}/about/"
    answer = staff.post(about, {**COHORT, "title": "Mine", "version": seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in page
    assert 'value="Mine"' in page
    staff.post(about, {**COHORT, "title": "Mine", "version": mark_of_cohort(Cohort.objects.get())})
    assert Cohort.objects.get().title == "Mine"


def test_a_cohort_of_nine_needs_two_chiefs(staff):
    cohort = opened()
    for _n in range(9):
        resident(cohort)
    desk = f"/office/residency/cohorts/{cohort.pk}/"
    lead = UserFactory(email="lead@example.org")
    second = UserFactory(email="second@example.org")
    for user in (lead, second):
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    staff.post(desk, {"do": "chief", "email": "lead@example.org"})
    page = staff.get(desk).content.decode()
    assert "9 residents need 2 chiefs; you have 1." in " ".join(page.split())
    assert staff.post(desk, {"do": "spread"}).status_code == 409
    assert staff.post(desk, {"do": "begin"}).status_code == 409
    staff.post(desk, {"do": "chief", "email": "second@example.org"})
    staff.post(desk, {"do": "spread"})
    assert [Place.objects.filter(chief=one).count() for one in Chief.objects.order_by("group")] == [5, 4]
    assert staff.post(desk, {"do": "begin"}).status_code == 302


def test_groups_are_arranged_in_one_table_and_an_older_one_is_refused(staff):
    cohort = opened()
    one, two = chief(cohort), chief(cohort)
    first, second = resident(cohort), resident(cohort)
    chiefs.spread(cohort=cohort, by=None, at=NOW)
    desk, seen = f"/office/residency/cohorts/{cohort.pk}/", chiefs.mark_of_groups(cohort)
    swapped = {f"chief_{first.pk}": two.pk, f"chief_{second.pk}": one.pk, "do": "assign", "version": seen}
    assert staff.post(desk, swapped).status_code == 302
    assert [Place.objects.get(pk=place.pk).chief_id for place in (first, second)] == [two.pk, one.pk]
    assert staff.post(desk, swapped).status_code == 409


def test_the_office_accepts_declines_and_takes_back(staff):
    cohort = opened()
    application = sent(cohort)
    page = f"/office/residency/applications/{application.pk}/"
    assert staff.post(page, {"do": "decline", "reason": ""}).status_code == 422
    staff.post(page, {"do": "decline", "reason": "For teams."})
    staff.post(page, {"do": "take-back"})
    staff.post(page, {"do": "accept"})
    place = Place.objects.get()
    assert "Rita Residency" in staff.get(page).content.decode()
    there = f"/office/residency/places/{place.pk}/"
    assert staff.get(there).status_code == 200
    staff.post(there, {"do": "leave", "reason": "They asked."})
    staff.post(there, {"do": "come-back"})
    assert Place.objects.held().count() == 1


def test_the_desk_asks_as_much_for_forty_residents_as_for_one(staff, django_assert_max_num_queries):
    course = published("PRO 101")
    cohort = opened(places=40, fee_cents=450_00)
    seen = mark_of_program(cohort.program)
    programs.describe_program(program=cohort.program, to={}, before=[], seen=seen, by=None, at=NOW)
    accepted(cohort), sent(cohort)
    cohort.program.prerequisites.create(course=course)
    for _n in range(5):
        chief(cohort)
    desk = f"/office/residency/cohorts/{cohort.pk}/"
    staff.get(desk)
    with django_assert_max_num_queries(80) as one:
        staff.get(desk)
    for _n in range(39):
        resident(cohort)
    chiefs.spread(cohort=cohort, by=None, at=NOW)
    with django_assert_max_num_queries(len(one.captured_queries)):
        page = staff.get(desk).content.decode()
    assert "40 of 40 places" in page
    table = b"".join(staff.get(f"{desk}residents.csv")).decode().splitlines()
    assert len(table) == 41


def test_the_office_cancels_with_a_reason(staff):
    cohort = opened()
    sent(cohort)
    page = f"/office/residency/cohorts/{cohort.pk}/cancel/"
    assert staff.post(page, {"reason": ""}).status_code == 422
    staff.post(page, {"reason": "Storm."})
    tasks.settle_what_is_left(NOW)
    cohort.refresh_from_db()
    assert (cohort.state, Application.objects.get().settled_at is not None) == ("cancelled", True)
    assert staff.get(f"/office/residency/cohorts/{cohort.pk}/").status_code == 200


def test_a_course_author_does_not_run_the_residency(client, settings):
    settings.STAFF_NEED_MFA = False
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Course authors"))
    client.force_login(user)
    assert client.get("/office/residency/")["Location"] == "/office/"


def test_a_chief_finds_the_cohort_and_its_residents_among_ones_own_pages(client):
    of = running()
    led = led_by(of)
    client.force_login(led.user)
    text = client.get("/me/residency/").content.decode()
    assert f'href="/residency/cohorts/{of.slug}/desk/"' in text
    assert "You have not applied yet" not in text
    Chief.objects.update(ended_at=timezone.now())
    assert of.title not in client.get("/me/residency/").content.decode()


def test_whoever_has_a_place_gets_from_the_application_to_the_cohort(client):
    of = running()
    place = seated(of)
    client.force_login(place.user)
    page = f"/residency/cohorts/{of.slug}/apply/"
    assert "Go to your cohort" in client.get(page).content.decode()
    Place.objects.update(left_at=timezone.now())
    assert "Go to your cohort" not in client.get(page).content.decode()


def test_the_program_leads_to_its_workbooks_and_to_what_a_plan_is(client):
    text = client.get(running().program.get_absolute_url()).content.decode()
    assert 'href="/residency/workbooks/"' in text
    assert 'href="/plans/"' in text.partition("What it takes to complete it")[2].partition("</section>")[0]


def test_the_office_gets_from_a_cohort_to_its_schedule_and_its_desk(staff):
    of = running()
    text = staff.get(f"/office/residency/cohorts/{of.pk}/").content.decode()
    assert f'href="/residency/cohorts/{of.slug}/schedule/"' in text
    assert f'href="/residency/cohorts/{of.slug}/desk/"' in text


def test_cohorts_that_one_can_apply_to_come_first(client):
    of = program()
    running(of, title="Runs already", begins_on=NOW.date(), ends_on=NOW.date() + timedelta(days=400))
    opened(of=of, title="Takes applications")
    text = client.get(of.get_absolute_url()).content.decode()
    assert text.index("Takes applications") < text.index("Runs already")


def test_a_resident_learns_which_courses_are_missing(client):
    of = running()
    of.program.prerequisites.create(course=published("PRO 101"))
    place = seated(of)
    client.force_login(place.user)
    text = client.get(f"/residency/cohorts/{of.slug}/").content.decode()
    assert f'href="{of.program.get_absolute_url()}#before"' in text
