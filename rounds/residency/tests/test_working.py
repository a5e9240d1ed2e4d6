"""What residents, chiefs and the clock do while a residency runs."""

from datetime import timedelta

import pytest

from rounds.activity.models import Activity
from rounds.badges.models import Award
from rounds.mail.models import Message
from rounds.plans.models import StrategicPlan
from rounds.plans.readers import reads_along
from rounds.plans.signals import plan_accepted
from rounds.residency.access import here
from rounds.residency.actions.working import (
    attending,
    capstone,
    completing,
    meetings,
    noting,
    posts,
    telling,
    workbooks,
)
from rounds.residency.actions.working.attending import Mark
from rounds.residency.actions.working.workbooks import Met
from rounds.residency.facts import facts_of, places_of, whole_of
from rounds.residency.models import Attendance, Meeting, Place, Post, Work
from rounds.residency.not_done import NotDone
from rounds.residency.signals import residency_completed
from rounds.residency.tests.working_cases import (
    AFTER,
    BEFORE,
    MORNING,
    chief,
    cohort,
    program,
    resident,
    runner,
    task,
)
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def spring(**fields):
    of = cohort(program(**fields))
    lead = chief(of)
    return of, lead, resident(of, lead)


def laid_out(of, by):
    return meetings.lay_out(cohort=of, by=by, at=BEFORE)


def work(place, key, **fields):
    given = {"version": 0, "base": "", "text": "Mine.", "url": "", "by": place.user, "at": AFTER, **fields}
    return workbooks.save_work(place=place, task=task(place.cohort, key), **given)


def test_a_schedule_is_laid_out_once():
    of, lead, _place = spring()
    made = laid_out(of, lead.user)
    assert [(one.title, one.round) for one in made] == [
        ("Welcome", None),
        ("First rotation", 1),
        ("Coffee", None),
        ("Second rotation", 2),
        ("Work in the group", None),
    ]
    assert made[0].begins_at == MORNING
    with pytest.raises(NotDone, match="has meetings already"):
        laid_out(of, lead.user)


def test_groups_are_with_different_rotations():
    of, lead, _place = spring()
    other = chief(of, 7)
    made = laid_out(of, lead.user)
    whole = whole_of(of, AFTER)
    found = [[whole.rotation(one, group).key for group in (lead, other)] for one in made if one.round]
    assert found == [["facebook", "youtube"], ["youtube", "linkedin"]]


def test_a_meeting_is_changed_on_the_version_that_was_seen():
    of, lead, _place = spring()
    one = laid_out(of, lead.user)[0]
    later = {"begins_at": one.begins_at + DAY, "ends_at": one.ends_at + DAY}
    meetings.change(meeting=one, what=later, version=1, by=lead.user, at=AFTER)
    with pytest.raises(NotDone, match="Somebody changed"):
        meetings.change(meeting=one, what=later | {"title": "Else"}, version=1, by=runner(), at=AFTER)
    wrong = {"begins_at": one.ends_at, "ends_at": one.begins_at}
    with pytest.raises(NotDone, match="ends before"):
        meetings.change(meeting=one, what=wrong, version=2, by=lead.user, at=AFTER)
    one.refresh_from_db()
    assert (one.version, one.title, one.begins_at) == (2, "Welcome", MORNING + DAY)


def test_a_meeting_that_is_taken_out_is_put_back_with_who_was_there():
    of, lead, place = spring()
    one = laid_out(of, lead.user)[0]
    attending.mark(meeting=one, marks={place.pk: Mark("", "present")}, by=lead.user, at=AFTER)
    meetings.take_out(meeting=one, by=lead.user, at=AFTER)
    assert one not in whole_of(of, AFTER).meetings
    with pytest.raises(NotDone, match="taken out"):
        attending.mark(meeting=one, marks={}, by=lead.user, at=AFTER)
    meetings.put_back(meeting=one, by=lead.user, at=AFTER)
    assert one in whole_of(of, AFTER).meetings
    assert one.attendances.get().how == "present"


def test_nobody_else_changes_meetings():
    of, _lead, place = spring()
    for who in (place.user, chief(cohort()).user):
        with pytest.raises(NotDone, match="Only the chief"):
            laid_out(of, who)
    assert not Meeting.objects.exists()


def test_attendance_is_marked_and_corrected_and_says_by_whom():
    of, lead, place = spring()
    one = laid_out(of, lead.user)[0]
    office = runner()
    attending.mark(meeting=one, marks={place.pk: Mark("", "absent")}, by=lead.user, at=AFTER)
    attending.mark(meeting=one, marks={place.pk: Mark("absent", "excused")}, by=office, at=AFTER)
    kept = Attendance.objects.get()
    assert (kept.how, kept.by) == ("excused", office)


def test_two_who_mark_the_same_resident_otherwise_are_told():
    of, lead, place = spring()
    one = laid_out(of, lead.user)[0]
    other = resident(of, lead)
    attending.mark(meeting=one, marks={place.pk: Mark("", "absent")}, by=lead.user, at=AFTER)
    marks = {place.pk: Mark("", "present"), other.pk: Mark("", "present")}
    assert attending.mark(meeting=one, marks=marks, by=runner(), at=AFTER) == {place.pk: "absent"}
    assert dict(Attendance.objects.values_list("place", "how")) == {place.pk: "absent", other.pk: "present"}


def test_a_chief_marks_their_own_residents_alone_and_not_before_it_begins():
    of, lead, _place = spring()
    one = laid_out(of, lead.user)[0]
    theirs = resident(of, chief(of, 2))
    attending.mark(meeting=one, marks={theirs.pk: Mark("", "absent")}, by=lead.user, at=AFTER)
    assert not Attendance.objects.exists()
    with pytest.raises(NotDone, match="not begun"):
        attending.mark(meeting=one, marks={}, by=lead.user, at=MORNING - timedelta(hours=2))


def test_work_is_saved_on_the_version_it_was_typed_on():
    _of, _lead, place = spring()
    first = work(place, "facebook-safe", text="One two three four five six.")
    assert (first.work.version, first.is_merged) == (1, False)
    base = first.work.text
    work(place, "facebook-safe", version=1, base=base, text="ONE two three four five six.")
    joined = work(place, "facebook-safe", version=1, base=base, text="One two three four five SIX.")
    assert (joined.work.text, joined.work.version, joined.is_merged) == (
        "ONE two three four five SIX.",
        3,
        True,
    )
    with pytest.raises(Met) as met:
        work(place, "facebook-safe", version=1, base=base, text="Uno two three four five six.")
    assert met.value.work.text == "ONE two three four five SIX."
    assert Work.objects.get().version == 3


def test_the_same_work_again_is_no_new_version():
    _of, _lead, place = spring()
    work(place, "facebook-safe")
    assert work(place, "facebook-safe").work.version == 1


def test_a_task_in_public_wants_its_link_before_it_is_done():
    of, _lead, place = spring()
    common = {"place": place, "task": task(of, "youtube-public"), "by": place.user, "at": AFTER}
    work(place, "youtube-public")
    with pytest.raises(NotDone, match="in public"):
        workbooks.be_done(**common)
    work(place, "youtube-public", version=1, base="Mine.", url="https://youtu.example/1")
    assert workbooks.be_done(**common).done_at == AFTER
    assert workbooks.be_at_it_again(**common).done_at is None


def test_nobody_works_for_another_nor_in_a_cancelled_cohort():
    of, lead, place = spring()
    with pytest.raises(NotDone, match="not in this group"):
        work(place, "facebook-safe", by=lead.user)
    of.state, of.cancelled_at = "cancelled", AFTER
    of.save()
    with pytest.raises(NotDone, match="cancelled"):
        work(place, "facebook-safe")
    with pytest.raises(NotDone, match="cancelled"):
        posts.post(group=lead, text="Hello", answers=None, by=place.user, at=AFTER)


def test_a_post_is_answered_taken_out_and_put_back():
    of, lead, place = spring()
    mate, stranger = resident(of, lead), resident(of, chief(of, 2))
    said = posts.post(group=lead, text="Hello", answers=None, by=place.user, at=AFTER)
    answer = posts.post(group=lead, text="Hi", answers=said, by=lead.user, at=AFTER)
    deeper = posts.post(group=lead, text="Hey", answers=answer, by=mate.user, at=AFTER)
    assert [answer.answers, deeper.answers] == [said, said]
    with pytest.raises(NotDone, match="not in this group"):
        posts.post(group=lead, text="Me too", answers=None, by=stranger.user, at=AFTER)
    with pytest.raises(NotDone, match="Only the chief"):
        posts.take_out(post=said, by=mate.user, at=AFTER)
    posts.take_out(post=deeper, by=mate.user, at=AFTER)
    posts.take_out(post=said, by=lead.user, at=AFTER)
    with pytest.raises(NotDone, match="Only the chief"):
        posts.put_back(post=said, by=place.user, at=AFTER)
    posts.put_back(post=said, by=lead.user, at=AFTER)
    posts.put_back(post=deeper, by=mate.user, at=AFTER)
    assert Post.objects.filter(taken_out_at=None).count() == 3


def test_whoever_left_says_nothing_more_and_what_they_wrote_stays():
    _of, lead, place = spring()
    posts.post(group=lead, text="Hello", answers=None, by=place.user, at=AFTER)
    Place.objects.update(left_at=AFTER, chief=None, seat=None)
    with pytest.raises(NotDone, match="not in this group"):
        posts.post(group=lead, text="Again", answers=None, by=place.user, at=AFTER)
    assert Post.objects.get().by == place.user


def test_notes_are_of_the_chief_of_the_resident():
    of, lead, place = spring()
    noting.note(place=place, text="Call her.", by=lead.user, at=AFTER)
    for who in (place.user, chief(of, 2).user):
        with pytest.raises(NotDone):
            noting.note(place=place, text="No.", by=who, at=AFTER)
    assert [one.text for one in place.notes.all()] == ["Call her."]
    assert "Call her." not in str(list(Activity.objects.values_list("data", flat=True)))


def test_a_plan_is_begun_and_the_chief_reads_along():
    of, lead, place = spring()
    begun = capstone.begin(
        place=place,
        title="Our plan",
        organization=None,
        organization_name="Mercy",
        currency="USD",
        by=place.user,
        at=AFTER,
    )
    place.refresh_from_db()
    assert place.plan == begun
    assert reads_along(begun, lead.user)
    assert not reads_along(begun, chief(of, 2).user)
    theirs = resident(of, lead)
    with pytest.raises(NotDone, match="do not write"):
        capstone.choose(place=theirs, plan=begun, by=theirs.user, at=AFTER)


def all_but_the_plan(**fields):
    of, lead, place = spring(**fields)
    for one in laid_out(of, lead.user):
        attending.mark(meeting=one, marks={place.pk: Mark("", "present")}, by=lead.user, at=AFTER)
    for key in ("facebook-safe", "youtube-safe", "linkedin-safe"):
        workbooks.be_done(place=place, task=task(of, key), by=place.user, at=AFTER)
    place.refresh_from_db()
    return of, lead, place


@pytest.fixture
def announced():
    heard = []

    def hear(place, at, **_signal):
        heard.append((place.pk, at))

    residency_completed.connect(hear)
    yield heard
    residency_completed.disconnect(hear)


def test_the_last_task_completes_it_once_with_badge_and_mail(announced):
    _of, _lead, place = all_but_the_plan(wants_plan=False)
    assert place.completed_at == AFTER
    assert completing.look(place=place, at=AFTER + DAY)
    completing.look_at_all(at=AFTER + DAY)
    assert announced == [(place.pk, AFTER)]
    assert Award.objects.get().user == place.user
    assert Message.objects.filter(key=f"residency-completed:{place.pk}").count() == 1
    assert Activity.objects.filter(verb="residency.completed").count() == 1


def test_an_accepted_plan_completes_it(announced):
    _of, _lead, place = all_but_the_plan()
    assert place.completed_at is None
    plan = capstone.begin(
        place=place,
        title="P",
        organization=None,
        organization_name="M",
        currency="USD",
        by=place.user,
        at=AFTER,
    )
    StrategicPlan.objects.update(state="accepted")
    plan.refresh_from_db()
    plan_accepted.send(sender=StrategicPlan, plan=plan, review=None, at=AFTER + DAY)
    assert announced == [(place.pk, AFTER + DAY)]
    with pytest.raises(NotDone, match="have completed"):
        capstone.choose(place=place, plan=plan, by=place.user, at=AFTER)


def test_the_clock_sees_that_the_last_meeting_is_over(announced):
    of, lead, place = spring(wants_plan=False)
    made = laid_out(of, lead.user)
    during = made[-1].begins_at
    for one in made:
        attending.mark(meeting=one, marks={place.pk: Mark("", "present")}, by=lead.user, at=during)
    for key in ("facebook-safe", "youtube-safe", "linkedin-safe"):
        workbooks.be_done(place=place, task=task(of, key), by=place.user, at=during)
    assert announced == []
    assert completing.look_at_all(at=made[-1].ends_at) == 1
    assert completing.look_at_all(at=made[-1].ends_at + DAY) == 0
    assert announced == [(place.pk, made[-1].ends_at)]


def test_the_office_completes_it_with_a_reason_and_nobody_else(announced):
    _of, lead, place = spring()
    office = runner()
    with pytest.raises(NotDone, match="Only"):
        completing.complete(place=place, why="Because.", by=lead.user, at=AFTER)
    with pytest.raises(NotDone, match="say why"):
        completing.complete(place=place, why=" ", by=office, at=AFTER)
    completing.complete(place=place, why="She led a session.", by=office, at=AFTER)
    completing.complete(place=place, why="Again.", by=office, at=AFTER)
    place.refresh_from_db()
    assert (place.completed_why, len(announced)) == ("She led a session.", 1)


def test_a_place_that_was_left_is_never_completed():
    _of, _lead, place = spring()
    Place.objects.update(left_at=AFTER)
    assert not completing.look(place=place, at=AFTER)
    with pytest.raises(NotDone):
        completing.complete(place=place, why="Because.", by=runner(), at=AFTER)


def test_a_resident_who_was_missing_twice_is_stuck():
    of, lead, place = spring()
    for one in laid_out(of, lead.user):
        attending.mark(meeting=one, marks={place.pk: Mark("", "absent")}, by=lead.user, at=AFTER)
    found = facts_of(of, places_of(of), AFTER).residents[0]
    assert [(one.why, one.number) for one in found.reasons] == [("absent", 4)]


def test_facts_take_as_many_queries_for_forty_as_for_one(django_assert_max_num_queries):
    of, lead, place = spring()
    work(place, "facebook-safe")
    groups = [lead, *(chief(of, number) for number in range(2, 6))]
    with django_assert_max_num_queries(9):
        assert len(facts_of(of, places_of(of), AFTER).residents) == 1
    for number in range(39):
        resident(of, groups[(number + 1) % 5])
    with django_assert_max_num_queries(9):
        many = facts_of(of, places_of(of), AFTER)
        said = [(each.lines, each.reasons, each.progress) for each in many.worst_first()]
    assert len(said) == 40


def test_residents_are_told_a_week_and_a_day_before():
    of, lead, place = spring()
    laid_out(of, lead.user)
    of.state = "open"
    of.save()
    begins = MORNING.replace(hour=15)
    assert telling.tell_who_begins(at=begins - 8 * DAY) == 0
    for days in (7, 7, 6, 3, 1, 1, 0):
        telling.tell_who_begins(at=begins - days * DAY)
    subjects = list(
        Message.objects.filter(to=place.user.email).order_by("pk").values_list("subject", flat=True)
    )
    assert [one.strip() for one in subjects] == [
        "Spring cohort begins in 7 days",
        "Spring cohort begins tomorrow",
    ]


def test_a_group_is_told_of_posts_once_a_day_and_not_of_its_own():
    of, lead, place = spring()
    mate = resident(of, lead)
    posts.post(group=lead, text="A secret word", answers=None, by=place.user, at=AFTER)
    assert telling.tell_groups(at=AFTER + timedelta(hours=1)) == 2
    posts.post(group=lead, text="More", answers=None, by=place.user, at=AFTER + timedelta(hours=2))
    assert telling.tell_groups(at=AFTER + timedelta(hours=3)) == 0
    posts.have_read(group=lead, by=mate.user, at=AFTER + timedelta(hours=4))
    assert telling.tell_groups(at=AFTER + timedelta(hours=25)) == 1
    told = Message.objects.order_by("pk")
    assert [one.to for one in told] == [lead.user.email, mate.user.email, lead.user.email]
    assert "secret" not in told[0].text


def test_somebody_else_is_not_inside():
    of, _lead, _place = spring()
    assert not here(of, person("else@example.org"), AFTER).is_inside
