"""The pages on which a plan is sent, given to a reviewer, judged, answered and kept."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rounds.plans import interests, rubric
from rounds.plans.actions import drafting
from rounds.plans.actions.editions import keep
from rounds.plans.actions.reviewing import send
from rounds.plans.models import Edition, Rating, Review
from rounds.plans.tests.review_cases import (
    NOW,
    empty_plan,
    fill_rows,
    named,
    namer,
    rate_all,
    returned,
    reviewer,
    somebody,
    whole_plan,
)

pytestmark = pytest.mark.django_db
CRITERIA = rubric.current().criteria
KEY = CRITERIA[0].key


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.STAFF_NEED_MFA = False


def client(user) -> Client:
    made = Client()
    made.force_login(user)
    return made


def lead(plan):
    return plan.authors.get(is_lead=True).user


def page(answer) -> str:
    return " ".join(answer.content.decode().split())


def at(plan, end="") -> str:
    return f"/plans/{plan.code}/{end}"


def test_before_it_is_sent_a_plan_says_what_it_leaves_open():
    plan = empty_plan()
    shown = page(client(lead(plan)).get(at(plan, "send/")))
    assert "10 sections are still empty" in shown
    assert f'href="/plans/{plan.code}/sections/goals/"' in shown
    answer = client(lead(plan)).post(at(plan, "send/"), {"do": "send"})
    assert answer.status_code == 409
    assert "A section is still empty: Business goals" in page(answer)


def test_a_lead_sends_and_takes_back_and_others_do_not():
    other = somebody("Oda Other")
    plan = whole_plan(None, other)
    assert 'value="send"' not in page(client(other).get(at(plan, "send/")))
    assert client(other).post(at(plan, "send/"), {"do": "send"}).status_code == 409
    shown = page(client(lead(plan)).post(at(plan, "send/"), {"do": "send"}, follow=True))
    assert "In review since" in shown
    assert 'value="take-back"' in shown
    client(lead(plan)).post(at(plan, "send/"), {"do": "take-back"})
    plan.refresh_from_db()
    assert plan.state == "draft"


@pytest.mark.parametrize(
    "end", ["send/", "editions/", "remarks/", "review/", "plan.pdf", "plan.md", "tactics.csv"]
)
def test_whoever_has_nothing_to_do_with_a_plan_finds_no_page(end):
    plan = whole_plan()
    assert client(reviewer()).get(at(plan, end)).status_code == 404
    assert client(somebody()).get(at(plan, end)).status_code == 404
    assert Client().get(at(plan, end)).status_code == 302


def test_a_reviewer_sees_the_plan_as_it_was_sent_beside_the_rubric():
    review = named()
    review.plan.sections.update(text="Written afterwards.")
    shown = page(client(review.reviewer).get(at(review.plan, "review/")))
    assert "What we say about <strong>goals</strong>" in shown
    assert "Written afterwards" not in shown
    assert all(one.title in shown for one in CRITERIA)
    assert client(lead(review.plan)).get(at(review.plan, "review/")).status_code == 404
    assert "Heard across the county" in page(client(review.reviewer).get("/me/plan-reviews/"))


def typed(**more: str) -> dict[str, str]:
    sent = {"do": "save", "seen-summary": "0", "summary": ""}
    for one in CRITERIA:
        sent |= {f"seen-{one.key}": "0", f"level-{one.key}": "2", f"why-{one.key}": ""}
    return {**sent, **{name.replace("__", "-"): value for name, value in more.items()}}


def test_whatever_is_pressed_all_that_was_typed_is_saved():
    review = named()
    sent = typed(summary="Nearly there.") | {
        "new-goals-seen": "0",
        "new-goals-quote": "It is one paragraph.",
        "new-goals-text": "Whose goal?",
        "new-goals-weight": "advice",
    }
    answer = client(review.reviewer).post(at(review.plan, "review/"), sent)
    assert answer.status_code == 302
    review.refresh_from_db()
    assert (review.summary, review.ratings.count(), review.verdict) == ("Nearly there.", len(CRITERIA), "")
    (remark,) = review.remarks.all()
    assert (remark.quote, remark.text, remark.must_change) == ("It is one paragraph.", "Whose goal?", False)
    shown = page(client(review.reviewer).get(at(review.plan, "review/")))
    assert "Whose goal?" in shown
    assert "Nearly there." in shown


def test_what_cannot_be_saved_is_said_and_still_there():
    review = named()
    sent = typed() | {
        "new-goals-seen": "0",
        "new-goals-quote": "Never written.",
        "new-goals-text": "Whose goal?",
    }
    answer = client(review.reviewer).post(at(review.plan, "review/"), sent)
    assert answer.status_code == 422
    shown = page(answer)
    assert "These words do not stand in that section" in shown
    assert "Never written." in shown
    assert Rating.objects.count() == len(CRITERIA)


def test_a_second_window_overwrites_nothing_and_shows_both():
    review = named()
    by = client(review.reviewer)
    by.post(at(review.plan, "review/"), typed() | {f"why-{KEY}": "From the first window."})
    answer = by.post(at(review.plan, "review/"), typed() | {f"why-{KEY}": "From the second."})
    assert answer.status_code == 409
    shown = page(answer)
    assert "From the first window." in shown
    assert "From the second." in shown
    assert Rating.objects.get(criterion=KEY).remark == "From the first window."
    again = typed() | {f"why-{KEY}": "From the second.", f"seen-{KEY}": "1"}
    assert by.post(at(review.plan, "review/"), again).status_code == 302
    assert Rating.objects.get(criterion=KEY).remark == "From the second."


def test_autosave_answers_with_the_versions_to_go_on_with_and_makes_one_remark():
    review = named()
    by = client(review.reviewer)
    sent = typed(do="autosave") | {"new-goals-seen": "0", "new-goals-pk": "0", "new-goals-text": "Whose"}
    shown = page(by.post(at(review.plan, "review/"), sent))
    remark = review.remarks.get()
    assert "Saved at" in shown
    assert f'id="new-goals-pk" name="new-goals-pk" value="{remark.pk}" hx-swap-oob="true"' in shown
    assert f'id="seen-{KEY}" name="seen-{KEY}" value="1"' in shown
    sent |= {"new-goals-pk": str(remark.pk), "new-goals-seen": "1", "new-goals-text": "Whose goal is it?"}
    by.post(at(review.plan, "review/"), sent | {f"seen-{one.key}": "1" for one in CRITERIA})
    assert [one.text for one in review.remarks.all()] == ["Whose goal is it?"]


def test_deciding_says_all_that_is_still_to_do_and_then_decides():
    review = named()
    by = client(review.reviewer)
    answer = by.post(at(review.plan, "review/"), {"do": "decide", "verdict": "returned"})
    assert answer.status_code == 422
    shown = page(answer)
    assert "is not rated yet" in shown
    assert "at least one remark" in shown
    assert "Say in a few words why the plan comes back." in shown
    assert by.post(at(review.plan, "review/"), {"do": "decide"}).status_code == 422
    answer = by.post(at(review.plan, "review/"), typed(do="decide", verdict="accepted", summary="Sound."))
    assert answer.status_code == 302
    review.plan.refresh_from_db()
    assert review.plan.state == "accepted"
    assert by.get(at(review.plan, "review/")).headers["Location"] == at(review.plan, "remarks/")


def test_authors_answer_each_remark_where_it_stands_and_the_reviewer_sees_it_with_what_changed():
    review = returned(named())
    plan, remark = review.plan, review.remarks.get()
    author = client(lead(plan))
    shown = page(author.get(at(plan, "remarks/")))
    assert "It is one paragraph." in shown
    assert "Whose goal is it?" in shown
    where = at(plan, f"remarks/{remark.pk}/")
    assert author.post(where, {"answer": " ", "version": "1"}).status_code == 422
    assert author.post(where, {"answer": "The board’s.", "version": "1"}).status_code == 302
    answer = author.post(where, {"answer": "Another.", "version": "1"})
    assert answer.status_code == 409
    assert "The board’s." in page(answer)
    assert "Another." in page(answer)
    assert client(review.reviewer).post(where, {"answer": "Mine.", "version": "2"}).status_code == 404
    plan.sections.filter(key="goals").update(text="What the board says.")
    plan.refresh_from_db()
    again = send(plan=plan, by=lead(plan), at=NOW)
    shown = page(client(again.reviewer).get(at(plan, "review/")))
    assert "The board’s." in shown
    assert "What the authors changed here" in shown
    assert "One goal has nobody." in shown


def test_a_version_is_kept_read_and_compared():
    plan = whole_plan()
    author = client(lead(plan))
    assert author.post(at(plan, "editions/"), {"name": "Before the board"}).status_code == 302
    assert author.post(at(plan, "editions/"), {"name": "Again"}).status_code == 409
    assert "Before the board" in page(author.get(at(plan, "editions/")))
    assert "A nurse answers questions" in page(author.get(at(plan, "editions/1/")))
    plan.tactics.update(text="A nurse answers within a day")
    plan.sections.filter(key="goals").update(text="Anew.")
    shown = page(author.get(at(plan, "differences/?old=1&new=now")))
    assert "A nurse answers within a day" in shown
    assert "<del>" in shown
    assert "Content rhythm" not in shown.partition("<h2>")[2]
    for asked in ("?old=9", "?old=x", "?old=1&new=99"):
        assert author.get(at(plan, f"differences/{asked}")).status_code == 404
    assert client(namer()).post(at(plan, "editions/"), {"name": "Mine"}).status_code == 404


def test_the_office_names_a_reviewer_and_shows_who_is_tied_before():
    known = dict(interests._known)
    chief, free = reviewer("Cleo Chief"), reviewer("Finn Free")
    plan = whole_plan()
    review = send(plan=plan, by=lead(plan), at=NOW)
    interests.enter("residency", lambda plan: {chief.pk: "is the chief resident of an author"})
    try:
        office = client(namer())
        assert "to be named" in page(office.get("/office/strategic-plans/"))
        where = f"/office/strategic-plans/{review.pk}/"
        shown = page(office.get(where))
        assert "cannot review this plan (is the chief resident of an author)" in shown
        assert f'id="reviewer-{free.pk}"' in shown
        assert f'id="reviewer-{chief.pk}"' not in shown
        day = {"due_on": "2099-01-01"}
        assert office.post(where, {"reviewer": chief.pk, **day}).status_code == 422
        assert office.post(where, {"reviewer": free.pk, "due_on": "2020-01-01"}).status_code == 422
        assert office.post(where, {"reviewer": free.pk, **day}).status_code == 302
    finally:
        interests._known.clear()
        interests._known.update(known)
    assert Review.objects.get().reviewer == free
    for only in ("waiting", "read", "decided"):
        assert office.get(f"/office/strategic-plans/?only={only}").status_code == 200
    assert client(free).get("/office/strategic-plans/").status_code in (302, 403)


def test_a_longer_desk_takes_no_more_questions():
    review = named()
    by = client(review.reviewer)
    by.get(at(review.plan, "review/"))

    def asked() -> int:
        with CaptureQueriesContext(connection) as asked:
            by.get(at(review.plan, "review/"))
        return len(asked)

    rate_all(review)
    one = asked()
    for _more in range(3):
        drafting.remark(
            review=review,
            section="goals",
            quote="",
            text="More.",
            must_change=True,
            by=review.reviewer,
            at=NOW,
        )
    assert asked() == one


def test_the_queue_and_the_versions_take_no_more_questions_when_they_are_longer():
    plan = whole_plan()
    author, office = client(lead(plan)), client(namer())

    def asked(by: Client, where: str) -> int:
        by.get(where)
        with CaptureQueriesContext(connection) as queries:
            by.get(where)
        return len(queries)

    keep(plan=plan, name="", by=lead(plan), at=NOW)
    named()
    before = asked(author, at(plan, "editions/")), asked(office, "/office/strategic-plans/")
    for _more in range(3):
        fill_rows(plan)
        keep(plan=plan, name="", by=lead(plan), at=NOW)
        named()
    assert (asked(author, at(plan, "editions/")), asked(office, "/office/strategic-plans/")) == before
    assert Edition.objects.filter(plan=plan).count() == 4
