"""Authors write courses in the back office."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client

from rounds.core import desk, finding
from rounds.courses.actions.editions import begin_draft, publish_edition
from rounds.courses.models import Course, Edition, Lesson, TakenOut
from rounds.courses.tests.course_cases import LATER, add_card, add_lesson, add_question, drafted, published
from rounds.memberships.tests.network_cases import signed_in
from rounds.users.models import User
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
FIRST = {
    "title": "Professionalism",
    "code": "PRO 101",
    "summary": "Three violations.",
    "zone": "public",
    "aim": "Recognize the three violations.",
    "lesson_title": "The same rules",
    "lesson_body": "They hold **online**, too.",
}


@pytest.fixture(autouse=True)
def _at_that_time():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def author() -> User:
    user = person("aude@example.org", "Aude Author")
    user.groups.add(Group.objects.get(name="Course authors"))
    return user


@pytest.fixture
def office(author) -> Client:
    return signed_in(author)


def at(of: Course | Edition, end: str = "") -> str:
    return f"/office/courses/{of.course_id if isinstance(of, Edition) else of.pk}/{end}"


def about(edition: Edition, office: Client, **changed: str) -> dict[str, str]:
    """As the page sends it."""
    page = office.get(at(edition, "about/")).context
    told = {field.name: field.value() for field in page["form"]} | {"seen": page["seen"]}
    rows = {"aims-TOTAL_FORMS": "3", "aims-INITIAL_FORMS": str(edition.objectives.count())}
    for number, one in enumerate(edition.objectives.order_by("position")):
        rows |= {f"aims-{number}-key": one.key, f"aims-{number}-text": one.text}
    return {**told, **rows, **changed}


def titles(draft: Edition) -> list[str]:
    return [
        one.key for one in Lesson.objects.filter(edition=draft).order_by("module__position", "position", "pk")
    ]


def test_seven_fields_publish_a_first_lesson(office):
    page = office.get("/office/courses/new/")
    shown = page.context["form"].visible_fields()
    assert len(shown) <= 7
    assert {field.name for field in shown} == set(FIRST)

    made = office.post("/office/courses/new/", {**FIRST, "do": "publish"})

    course = Course.objects.get()
    assert (made.status_code, made.headers["Location"]) == (302, at(course))
    edition = course.editions.published().get()
    lesson = edition.lessons.get()
    assert (edition.title, edition.summary, edition.zone) == (
        "Professionalism",
        "Three violations.",
        "public",
    )
    assert (lesson.title, lesson.body) == ("The same rules", "They hold **online**, too.")
    assert (lesson.objective.text, lesson.module.title) == (
        "Recognize the three violations.",
        "Professionalism",
    )


def test_a_new_course_is_a_draft_unless_its_author_publishes_it(office):
    office.post("/office/courses/new/", {**FIRST, "do": "keep"})

    assert Course.objects.get().editions.drafts().count() == 1
    assert "Draft of edition 1" in office.get(at(Course.objects.get())).text


def test_a_code_by_which_another_course_asks_for_this_one_stays(office):
    first = published("PRO 101")
    drafted("PRO 201", prerequisites=["PRO 101"])
    draft = begin_draft(course=first, by=None, at=LATER)

    refused = office.post(at(draft, "about/"), about(draft, office, code="PRO 100"))

    assert refused.status_code == 422
    assert "Other courses ask for this one by its code, so it stays as it is." in refused.text
    first.refresh_from_db()
    assert first.code == "PRO 101"


def test_a_code_is_given_once_and_what_was_typed_stays(office):
    drafted("PRO 101")

    refused = office.post("/office/courses/new/", {**FIRST, "code": "pro 101"})

    assert refused.status_code == 422
    assert "Another course has this code." in refused.text
    assert "They hold **online**, too." in refused.text
    assert Course.objects.count() == 1


def test_a_field_left_empty_or_too_long_is_told_in_its_place(office):
    refused = office.post("/office/courses/new/", {**FIRST, "title": "", "aim": "x" * 251})

    assert refused.status_code == 422
    assert "That is 251 characters" in refused.text
    assert set(refused.context["form"].errors) == {"title", "aim"}


def test_modules_and_lessons_are_moved_by_buttons_and_across_modules(office):
    draft = drafted("PRO 101", "one", "two")
    office.post(at(draft, "modules/new/"), {"title": "Second things"})
    one, two = Lesson.objects.order_by("position")

    office.post(at(draft), {"do": f"lesson-up:{two.pk}"})
    assert titles(draft) == ["two", "one"]
    moved = office.post(at(draft), {"do": f"lesson-down:{one.pk}"})
    one.refresh_from_db()
    assert (one.module.title, one.position) == ("Second things", 1)
    assert moved.headers["Location"].endswith(f"#lesson-{one.pk}")

    office.post(at(draft), {"do": f"module-up:{one.module_id}"})
    assert titles(draft) == ["one", "two"]
    office.post(at(draft), {"do": f"lesson-up:{one.pk}"})
    assert titles(draft) == ["one", "two"]


def test_a_lesson_taken_out_comes_back_with_all_that_it_carried(office):
    draft = drafted("PRO 101", "one", "two", "three")
    two = draft.lessons.get(key="two")
    question, card = add_question(two), add_card(two)

    office.post(at(draft), {"do": f"lesson-out:{two.pk}"})
    assert titles(draft) == ["one", "three"]
    kept = TakenOut.objects.get()
    assert "Put back: Lesson two" in office.get(at(draft)).text

    office.post(at(draft), {"do": f"put-back:{kept.pk}"})
    assert titles(draft) == ["one", "two", "three"]
    assert (two.questions.get(), two.cards.get()) == (question, card)
    assert not TakenOut.objects.exists()
    assert office.post(at(draft), {"do": f"put-back:{kept.pk}"}).status_code == 302


def test_what_is_put_back_keeps_a_key_as_long_as_keys_can_be(office):
    key = "k" * 60
    draft = drafted("PRO 101", key)
    office.post(at(draft), {"do": f"lesson-out:{draft.lessons.get().pk}"})
    office.post(at(draft), {"do": f"put-back:{TakenOut.objects.get().pk}"})
    assert titles(draft) == [key]


def test_a_module_goes_and_comes_back_with_its_lessons(office):
    draft = drafted("PRO 101", "one", "two")
    module = draft.modules.get()

    office.post(at(draft), {"do": f"module-out:{module.pk}"})
    assert not draft.lessons.exists()
    assert "There is no lesson in it yet." in office.get(at(draft)).text

    office.post(at(draft), {"do": f"put-back:{TakenOut.objects.get().pk}"})
    assert titles(draft) == ["one", "two"]


def test_a_lesson_whose_module_is_gone_comes_back_into_the_last_one(office):
    draft = drafted("PRO 101", "one")
    office.post(at(draft, "modules/new/"), {"title": "Second things"})
    first, second = draft.modules.order_by("position")
    lesson = draft.lessons.get()
    office.post(at(draft), {"do": f"lesson-out:{lesson.pk}"})
    office.post(at(draft), {"do": f"module-out:{first.pk}"})

    office.post(at(draft), {"do": f"put-back:{TakenOut.objects.get(kind='lesson').pk}"})

    assert draft.lessons.get().module == second


def test_the_desk_says_what_is_missing_and_leads_there(office):
    draft = drafted("PRO 101", "one", summary="")
    lesson = draft.lessons.get()
    Lesson.objects.filter(pk=lesson.pk).update(body="", draw=3)

    page = office.get(at(draft))

    assert dict(page.context["faults"]) == {
        "Say in one or two sentences what the course is about.": at(draft, "about/"),
        "Lesson one: The lesson has neither a text nor a recording.": f"/office/courses/lessons/{lesson.pk}/",
        "Lesson one: It asks 3 questions, and there are only 0 to draw from.": f"/office/courses/lessons/{lesson.pk}/",
    }
    assert office.post(at(draft, "publish/"), {"what_changed": ""}).status_code == 409
    assert not Edition.objects.published().exists()


def test_the_next_edition_says_what_changed_before_it_is_published(office, author):
    course = published()
    office.post(at(course), {"do": "begin"})
    assert "So far all is as it was in the edition before." in office.get(at(course)).text

    refused = office.post(at(course, "publish/"), {"what_changed": " "})
    assert (refused.status_code, "Please say what changed, and why." in refused.text) == (422, True)
    assert office.post(at(course, "publish/"), {"what_changed": "Shorter."}).status_code == 302

    newest = course.editions.get(number=2)
    assert (newest.what_changed, newest.published_by, newest.published_at) == ("Shorter.", author, LATER)


def test_a_draft_thrown_away_is_taken_up_again_as_it_was(office):
    course = published("PRO 101", "one")
    draft = begin_draft(course=course, by=None, at=LATER)
    add_question(add_lesson(draft, "new"))
    before = office.get(at(course)).context["outline"]

    office.post(at(course), {"do": "throw-away"})
    assert [one.number for one in course.editions.all()] == [1]
    assert "Undo: take the draft up again that was thrown away" in office.get(at(course)).text

    office.post(at(course), {"do": "take-up"})
    assert office.get(at(course)).context["outline"] == before
    assert Lesson.objects.get(edition__number=2, key="new").questions.count() == 1


def test_a_draft_thrown_away_stays_away_once_a_later_one_is_published(office):
    course = published()
    begin_draft(course=course, by=None, at=LATER)
    office.post(at(course), {"do": "throw-away"})
    office.post(at(course), {"do": "begin"})
    publish_edition(edition=course.editions.get(number=2), what_changed="All.", by=None, at=LATER)

    answer = office.post(at(course), {"do": "take-up"}, follow=True)

    assert "It cannot be put back" in answer.text
    assert course.editions.count() == 2


def test_a_first_draft_is_not_thrown_away(office):
    draft = drafted()
    office.post(at(draft), {"do": "throw-away"})
    assert Edition.objects.filter(pk=draft.pk).exists()


def test_a_course_is_retired_and_offered_again(office):
    course = published()
    office.post(at(course), {"do": "retire"})
    assert not Course.objects.offered().exists()
    assert "?only=retired" in office.get("/office/courses/?only=retired").text
    office.post(at(course), {"do": "offer"})
    assert Course.objects.offered().get() == course


def test_a_course_is_described_with_its_objectives(office):
    draft = drafted()
    told = about(
        draft,
        office,
        title="Other",
        code="PRO 102",
        audience="leaders,  clinicians, leaders",
        instructors="Ann Lee, editor\nBo Ek",
        **{"aims-1-text": "Tell it."},
    )

    assert office.post(at(draft, "about/"), told).status_code == 302

    draft = Edition.objects.get(pk=draft.pk)
    assert (draft.title, draft.course.code) == ("Other", "PRO 102")
    assert draft.audience == ["leaders", "clinicians"]
    assert draft.instructors == [{"name": "Ann Lee", "role": "editor"}, {"name": "Bo Ek", "role": ""}]
    assert list(draft.objectives.order_by("position").values_list("key", "text")) == [
        ("see", "See it."),
        ("tell-it", "Tell it."),
    ]


def test_an_objective_that_lessons_work_toward_does_not_go(office):
    draft = drafted()
    refused = office.post(at(draft, "about/"), about(draft, office, **{"aims-0-text": ""}))
    assert refused.status_code == 422
    assert "Lessons work toward “See it.”" in refused.text
    draft.lessons.update(objective=None)
    office.post(at(draft, "about/"), about(draft, office, **{"aims-0-text": ""}))
    assert not draft.objectives.exists()


def test_two_who_describe_a_course_see_each_others_words(office):
    draft = drafted(title="Old")
    told = about(draft, office, title="Hers")
    assert office.post(at(draft, "about/"), told).status_code == 302

    clash = office.post(at(draft, "about/"), {**told, "title": "His"})
    assert clash.status_code == 409
    assert [(one.label, one.text) for one in clash.context["theirs"]] == [("Title", "Hers")]
    assert 'value="His"' in clash.text
    assert Edition.objects.get().title == "Hers"

    office.post(at(draft, "about/"), {**told, "title": "His", "seen": clash.context["seen"]})
    assert Edition.objects.get().title == "His"


def test_a_module_is_renamed_unless_somebody_else_did(office):
    draft = drafted()
    page = f"/office/courses/modules/{draft.modules.get().pk}/"
    seen = office.get(page).context["seen"]
    office.post(page, {"title": "Hers", "seen": seen})
    clash = office.post(page, {"title": "His", "seen": seen})
    assert (clash.status_code, "Hers" in clash.text, 'value="His"' in clash.text) == (409, True, True)


def test_editions_are_compared_lesson_by_lesson(office):
    course = published("PRO 101", "one", "two", "three")
    draft = begin_draft(course=course, by=None, at=LATER)
    draft.lessons.filter(key="one").update(body="Other words of one.")
    draft.lessons.get(key="two").delete()
    add_lesson(draft, "four")

    page = office.get(at(course, "changes/1/2/"))

    assert {one.key: str(one.how) for one in page.context["differences"]} == {
        "one": "changed",
        "two": "removed",
        "four": "added",
    }
    assert "<ins>" in page.text


def test_text_that_people_type_is_never_markup(office):
    script = "<script>alert(1)</script>"
    draft = drafted("PRO 101", "one", title=script)
    office.post(at(draft, "modules/new/"), {"title": script})

    page = office.get(at(draft)).text

    assert script not in page
    assert "&lt;script&gt;" in page


def test_others_in_the_back_office_do_not_come_here():
    user = person("theo@example.org", "Theo Team")
    user.groups.add(Group.objects.get(name="Membership team"))
    draft = drafted()

    for page in (at(draft), "/office/courses/", "/office/courses/new/", "/office/courses/folder/"):
        assert signed_in(user).get(page).status_code in (302, 403)
    assert "/office/courses/" not in signed_in(user).get("/office/").text


def test_the_list_and_the_desk_ask_as_much_for_three_as_for_one(office, django_assert_max_num_queries):
    lists, desks = [], []
    for number in (1, 2):
        for more in range(number):
            code = f"PRO {number}{more}"
            course = published(code, "one")
            draft = begin_draft(course=course, by=None, at=LATER)
            for key in range(number * 2):
                add_question(add_lesson(draft, f"more-{key}"))
        for asked, page in ((lists, "/office/courses/"), (desks, at(draft))):
            office.get(page)
            with django_assert_max_num_queries(90) as made:
                office.get(page)
            asked.append(len(made))
    assert lists[0] == lists[1]
    assert desks[0] == desks[1]


def test_drafts_wait_on_the_front_page_and_courses_are_found(author):
    draft = drafted("PRO 101", title="Professionalism")

    waiting = [line.label for line in desk.lines_for(author, LATER + timedelta(days=1))]
    found = {
        kind.label: [(one.label, one.url) for one in kind.found] for kind in finding.find(author, "prof")
    }

    assert "1 draft of a course waits to be published" in waiting
    assert found["Courses"] == [("PRO 101: Professionalism", at(draft))]
