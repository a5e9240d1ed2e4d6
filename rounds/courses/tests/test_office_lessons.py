"""Authors write lessons, questions, review cards, and bring files and whole courses."""

import io
import zipfile

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from rounds.courses.actions.editions import begin_draft, publish_edition
from rounds.courses.actions.writing.lessons import take_lesson_out
from rounds.courses.models import Card, Course, Lesson, LessonFile, Question, TakenOut
from rounds.courses.tests.course_cases import LATER, add_card, add_question, drafted, published
from rounds.media.tests.factories import whole
from rounds.memberships.tests.network_cases import signed_in
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
LESSONS = "/office/courses/lessons/"
ANSWERS = {
    "text": "Is it so?",
    "feedback": "It is.",
    "rows": "3",
    "row-0-text": "Yes",
    "row-1-text": "No",
    "row-1-feedback": "Look again.",
    "right": "0",
}
KINDS = {
    "single": (ANSWERS, {"answers": [("Yes", True, ""), ("No", False, "Look again.")]}),
    "multiple": (
        {"text": "Which?", "rows": "2", "row-0-text": "A", "row-0-right": "on", "row-1-text": "B"},
        {"answers": [("A", True, ""), ("B", False, "")]},
    ),
    "true_false": ({"text": "So?", "right": "false"}, {"right": False}),
    "matching": (
        {
            "text": "Pair.",
            "rows": "2",
            "row-0-left": "a",
            "row-0-right": "1",
            "row-1-left": "b",
            "row-1-right": "2",
            "others": "3\r\n4",
        },
        {"pairs": [{"left": "a", "right": "1"}, {"left": "b", "right": "2"}], "others": ["3", "4"]},
    ),
    "ordering": (
        {"text": "Order.", "rows": "3", "row-0-text": "first", "row-2-text": "second"},
        {"items": ["first", "second"]},
    ),
    "short": (
        {"text": "Name it.", "rows": "1", "row-0-text": "portal", "case_matters": "on"},
        {"accepted": ["portal"], "case_matters": True},
    ),
    "numeric": (
        {"text": "How many?", "answer": "6", "tolerance": "0.5", "unit": "years"},
        {"answer": 6, "tolerance": 0.5, "unit": "years"},
    ),
    "essay": ({"text": "Write.", "words_at_most": "60"}, {"words_at_most": 60}),
}


@pytest.fixture(autouse=True)
def _at_that_time():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def office() -> Client:
    user = person("aude@example.org", "Aude Author")
    user.groups.add(Group.objects.get(name="Course authors"))
    return signed_in(user)


@pytest.fixture
def lesson() -> Lesson:
    return drafted("PRO 101", "one").lessons.get()


def sent(office: Client, page: str, **changed: str) -> dict[str, str]:
    """A lesson's form as the page sends it."""
    context = office.get(page).context
    shown = {field.name: field.value() for field in context["form"]}
    told = {name: value for name, value in shown.items() if value not in (None, False)}
    return {**told, "seen": context["seen"], **changed}


def picture(name: str = "ward.png") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(drawn, "PNG")
    return SimpleUploadedFile(name, drawn.getvalue())


def packed(**files: str) -> SimpleUploadedFile:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name, text in files.items():
            opened.writestr(name, text)
    return SimpleUploadedFile("course.zip", archive.getvalue())


def test_a_lesson_is_added_at_the_end_of_its_module(office, lesson):
    page = f"/office/courses/modules/{lesson.module_id}/lessons/new/"
    told = sent_new(office, page, title="The rules", body="Line one.\r\n\r\nLine two.", minutes_at_most="2.5")

    answer = office.post(page, told)

    made = Lesson.objects.get(key="the-rules")
    assert answer.headers["Location"].endswith(f"#lesson-{made.pk}")
    assert (made.position, made.body, made.seconds_at_most) == (2, "Line one.\n\nLine two.", 150)


def sent_new(office: Client, page: str, **changed: str) -> dict[str, str]:
    shown = {field.name: field.value() for field in office.get(page).context["form"]}
    return {**{name: value for name, value in shown.items() if value not in (None, False)}, **changed}


def test_a_lesson_shows_every_setting_and_keeps_it(office, lesson):
    Lesson.objects.filter(pk=lesson.pk).update(
        draw=2, drawn_from="module", attempts_at_most=3, seconds_at_most=90, pass_percent=60, minutes=12
    )
    page = f"{LESSONS}{lesson.pk}/"
    told = sent(office, page)
    assert told["minutes_at_most"] == "1.5"

    assert office.post(page, told).status_code == 302

    now = Lesson.objects.get(pk=lesson.pk)
    assert (now.draw, now.drawn_from, now.attempts_at_most) == (2, "module", 3)
    assert (now.seconds_at_most, now.pass_percent, now.minutes, now.is_sample) == (90, 60, 12, True)


def test_what_was_typed_is_shown_beside_what_somebody_else_kept_meanwhile(office, lesson):
    page = f"{LESSONS}{lesson.pk}/"
    told = sent(office, page)
    assert office.post(page, {**told, "body": "Hers."}).status_code == 302

    clash = office.post(page, {**told, "body": "His."})
    assert clash.status_code == 409
    assert [(one.label, one.text) for one in clash.context["theirs"]] == [("Text", "Hers.")]
    assert "His." in clash.text
    assert Lesson.objects.get().body == "Hers."

    office.post(page, {**told, "body": "His.", "seen": clash.context["seen"]})
    assert Lesson.objects.get().body == "His."


def test_a_lesson_moved_meanwhile_is_kept_all_the_same(office):
    draft = drafted("PRO 101", "one", "two")
    one = draft.lessons.get(key="one")
    page = f"{LESSONS}{one.pk}/"
    told = sent(office, page, body="Mine.")
    office.post(f"/office/courses/{draft.course_id}/", {"do": f"lesson-down:{one.pk}"})

    assert office.post(page, told).status_code == 302
    one.refresh_from_db()
    assert (one.body, one.position) == ("Mine.", 2)


def test_text_typed_into_a_lesson_that_was_taken_out_brings_it_back(office, lesson):
    page = f"{LESSONS}{lesson.pk}/"
    told = sent(office, page, body="Mine.")
    take_lesson_out(lesson=lesson, by=None, at=LATER)

    lost = office.post(page, told)
    assert (lost.status_code, "Mine." in lost.text) == (409, True)
    assert "Somebody took this out of the draft while you wrote." in lost.text
    assert not Lesson.objects.exists()

    assert office.post(page, {**told, "do": "again"}).status_code == 302
    assert Lesson.objects.get(pk=lesson.pk).body == "Mine."
    assert office.get(f"{LESSONS}999999/").status_code == 404


def test_text_typed_while_the_edition_was_published_goes_into_the_next_one(office, lesson):
    page = f"{LESSONS}{lesson.pk}/"
    told = sent(office, page, body="Mine.")
    publish_edition(edition=lesson.edition, what_changed="", by=None, at=LATER)

    lost = office.post(page, told)
    assert (lost.status_code, "Mine." in lost.text) == (409, True)
    assert office.get(page).status_code == 404

    assert office.post(page, {**told, "do": "again"}).status_code == 302
    assert dict(Lesson.objects.values_list("edition__number", "body")) == {1: "Words of one.", 2: "Mine."}


def test_the_text_is_shown_as_it_will_read_and_not_kept(office, lesson):
    page = f"{LESSONS}{lesson.pk}/"
    text = "## Heading\n\n**Bold** <script>alert(1)</script>"

    shown = office.post(page, sent(office, page, body=text, do="preview"))

    assert (shown.status_code, "<strong>Bold</strong>" in shown.text) == (200, True)
    assert "<script>alert(1)" not in shown.text
    assert Lesson.objects.get().body == "Words of one."


def test_the_draft_is_seen_as_a_visitor_a_guest_and_a_member_will(office, client):
    draft = drafted("PRO 101", "one", "two", zone="member")
    sample, closed = draft.lessons.order_by("position")
    add_question(closed)

    def page(lesson: Lesson, role: str) -> str:
        return office.get(f"{LESSONS}{lesson.pk}/preview/{role}/").text

    assert "Words of one." in page(sample, "visitor")
    for role in ("visitor", "guest"):
        assert "Words of two." not in page(closed, role)
    assert "Become a guest" in page(closed, "visitor")
    for role in ("member", "reader"):
        assert "Words of two." in page(closed, role)
    for role in ("visitor", "reader"):
        course = office.get(f"/office/courses/{draft.course_id}/preview/{role}/").text
        assert ("Lesson two" in course, "Draft of edition 1" in course) == (True, True)
    assert client.get(f"/courses/{draft.course.slug}/two/").status_code == 404
    assert office.get(f"{LESSONS}{closed.pk}/preview/king/").status_code == 404
    assert "carried" in office.get(f"{LESSONS}{closed.pk}/preview/reader/check/").headers["Location"]


def test_a_picture_of_the_draft_is_seen_in_its_preview_alone(office, client, lesson, settings, tmp_path):
    keep_files_in(tmp_path, settings)
    office.post(f"{LESSONS}{lesson.pk}/files/new/", {"file": picture(), "title": "A ward", "is_shown": "on"})
    at = f"{LESSONS}{lesson.pk}/preview/reader/"

    assert f'<img src="{at}files/ward.png" alt="A ward"' in office.get(at).text
    sent = office.get(f"{at}files/ward.png")
    assert (sent.status_code, sent.headers["Content-Type"]) == (200, "image/png")
    assert client.get(f"{at}files/ward.png").status_code == 302


def test_a_recording_is_chosen_only_with_its_words(office, lesson):
    page = f"{LESSONS}{lesson.pk}/"
    good, bare = whole("talk.webm"), whole("talk.webm")
    bare.tracks.all().delete()

    refused = office.post(page, sent(office, page, recording=str(bare.pk)))
    assert (refused.status_code, "Captions in English are missing." in refused.text) == (422, True)
    office.post(page, sent(office, page, recording=str(good.pk)))
    assert Lesson.objects.get().recording == good


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_of_each_kind_is_written_and_shown_again_as_it_is(office, lesson, kind):
    typed, content = KINDS[kind]
    assert office.post(f"{LESSONS}{lesson.pk}/questions/new/{kind}/", typed).status_code == 302

    made = Question.objects.get()
    assert plain(made.content) == content
    assert (made.kind, made.text, made.feedback) == (kind, typed["text"], typed.get("feedback", ""))

    page = office.get(f"/office/courses/questions/{made.pk}/")
    form = page.context["form"]
    again = {field.name: field.value() for field in form if field.value() not in (None, False)}
    for number, row in enumerate(form.rows.shown() if form.rows else []):
        again |= {field.html_name: field.value() for field in row if field.value()}
        if kind == "single" and row["right"].value():
            again["right"] = str(number)
    rows = {"rows": str(len(form.rows.values))} if form.rows else {}
    office.post(f"/office/courses/questions/{made.pk}/", {**again, **rows, "seen": page.context["seen"]})
    assert (plain(Question.objects.get().content), Question.objects.count()) == (content, 1)


def plain(content: dict) -> dict:
    answers = [(one["text"], one["right"], one["feedback"]) for one in content.get("answers", [])]
    return {"answers": answers} if answers else content


def test_rows_move_and_more_of_them_come_without_keeping_anything(office, lesson):
    page = f"{LESSONS}{lesson.pk}/questions/new/single/"

    moved = office.post(page, {**ANSWERS, "do": "down:0"})
    values = [(row["text"].value(), bool(row["right"].value())) for row in moved.context["form"].rows.shown()]
    assert (moved.status_code, values) == (200, [("No", False), ("Yes", True), ("", False)])

    more = office.post(page, {**ANSWERS, "do": "more"})
    assert len(more.context["form"].rows.values) == 6
    assert 'value="Yes"' in more.text
    assert not Question.objects.exists()


def test_a_question_that_cannot_be_asked_is_refused_with_all_that_was_typed(office, lesson):
    page = f"{LESSONS}{lesson.pk}/questions/new/single/"

    none_right = office.post(page, {name: value for name, value in ANSWERS.items() if name != "right"})
    assert none_right.status_code == 422
    assert "Exactly one answer has to be right; 0 are." in none_right.text
    assert 'value="Yes"' in none_right.text

    long = office.post(page, {**ANSWERS, "row-1-text": "x" * 501})
    assert (long.status_code, "That is 501 characters" in long.text) == (422, True)
    assert office.post(page, {"rows": "999999", "text": "Is it?"}).status_code == 422
    assert office.get(f"{LESSONS}{lesson.pk}/questions/new/riddle/").status_code == 404
    assert not Question.objects.exists()


def test_two_who_write_a_question_see_each_others_answers(office, lesson):
    office.post(f"{LESSONS}{lesson.pk}/questions/new/single/", ANSWERS)
    page = f"/office/courses/questions/{Question.objects.get().pk}/"
    told = {**ANSWERS, "seen": office.get(page).context["seen"]}
    office.post(page, {**told, "row-1-text": "Hers"})

    clash = office.post(page, {**told, "row-1-text": "His"})

    assert clash.status_code == 409
    assert [one.text for one in clash.context["theirs"]] == ["✓ Yes\nHers (Look again.)"]
    assert 'value="His"' in clash.text


def test_cards_are_written_moved_taken_out_and_put_back(office, lesson):
    page = f"{LESSONS}{lesson.pk}/cards/new/"
    first = office.post(page, {"front": "What?", "back": "That.", "do": "next"})
    assert first.headers["Location"] == page
    office.post(page, {"front": "Who?", "back": "They."})
    what, who = Card.objects.order_by("position")

    carried = f"{LESSONS}{lesson.pk}/carried/"
    office.post(carried, {"do": f"card-up:{who.pk}"})
    assert list(Card.objects.order_by("position")) == [who, what]
    office.post(carried, {"do": f"card-out:{what.pk}"})
    assert "Put back: What?" in office.get(carried).text
    office.post(carried, {"do": f"put-back:{TakenOut.objects.get().pk}"})
    assert list(Card.objects.order_by("position")) == [who, what]


def test_a_key_is_never_given_twice_in_a_course(office):
    course = published("PRO 101", "one")
    draft = begin_draft(course=course, by=None, at=LATER)
    lesson = draft.lessons.get()
    add_card(lesson, "what")
    office.post(f"{LESSONS}{lesson.pk}/carried/", {"do": f"card-out:{lesson.cards.get().pk}"})

    office.post(f"{LESSONS}{lesson.pk}/cards/new/", {"front": "What?", "back": "Else."})

    assert lesson.cards.get().key == "what-2"


def test_a_card_typed_while_it_was_taken_out_is_brought_back(office, lesson):
    card = add_card(lesson)
    page = f"/office/courses/cards/{card.pk}/"
    told = {"front": "What?", "back": "Mine.", "seen": office.get(page).context["seen"]}
    office.post(f"{LESSONS}{lesson.pk}/carried/", {"do": f"card-out:{card.pk}"})

    lost = office.post(page, told)
    assert (lost.status_code, "Mine." in lost.text) == (409, True)
    assert office.post(page, {**told, "do": "again"}).status_code == 302
    assert Card.objects.get().back == "Mine."


def test_a_picture_needs_its_words_and_stands_in_the_text(office, lesson, settings, tmp_path):
    keep_files_in(tmp_path, settings)
    page = f"{LESSONS}{lesson.pk}/files/new/"

    wordless = office.post(page, {"file": picture(), "title": "", "is_shown": "on"})
    assert (wordless.status_code, "what the picture shows" in wordless.text) == (422, True)
    assert office.post(page, {"file": picture(), "title": "A [ward]", "is_shown": "on"}).status_code == 302

    made = LessonFile.objects.get()
    assert (made.name, made.content_type) == ("ward.png", "image/png")
    assert Lesson.objects.get().body == "Words of one.\n\n![A \\[ward\\]](ward.png)\n"
    again = office.post(page, {"file": picture(), "title": "Again"})
    assert (again.status_code, "has a file of this name" in again.text) == (422, True)


def test_a_file_that_is_not_what_it_says_is_not_taken(office, lesson, settings, tmp_path):
    keep_files_in(tmp_path, settings)
    page = f"{LESSONS}{lesson.pk}/files/new/"
    for name, content in (("plan.pdf", b"MZ\x90"), ("page.html", b"<script>"), ("cat.png", b"<svg/>")):
        refused = office.post(page, {"file": SimpleUploadedFile(name, content), "title": "It"})
        assert refused.status_code == 422
    assert not LessonFile.objects.exists()

    office.post(page, {"file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7 ..."), "title": "The plan"})
    made = LessonFile.objects.get()
    with made.file.open() as kept:
        assert kept.read() == b"%PDF-1.7 ..."
    assert (made.name, made.content_type, made.size) == ("plan.pdf", "application/pdf", 12)


def test_a_file_taken_out_comes_back_and_is_named_anew(office, lesson, settings, tmp_path):
    keep_files_in(tmp_path, settings)
    page = f"{LESSONS}{lesson.pk}/files/new/"
    office.post(page, {"file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7 ..."), "title": "The plan"})
    made = LessonFile.objects.get()

    office.post(f"{LESSONS}{lesson.pk}/carried/", {"do": f"file-out:{made.pk}"})
    office.post(f"{LESSONS}{lesson.pk}/carried/", {"do": f"put-back:{TakenOut.objects.get().pk}"})
    one = f"/office/courses/files/{made.pk}/"
    office.post(one, {"title": "Our plan", "seen": office.get(one).context["seen"]})

    with LessonFile.objects.get(title="Our plan").file.open() as kept:
        assert kept.read() == b"%PDF-1.7 ..."


def test_a_course_goes_out_as_a_zip_and_comes_back_as_a_draft(office):
    course = published("PRO 101", "one")
    out = office.get(f"/office/courses/{course.pk}/folder.zip")
    archive = SimpleUploadedFile("course.zip", b"".join(out.streaming_content))
    assert out.headers["Content-Disposition"] == f'attachment; filename="{course.slug}-1.zip"'

    answer = office.post("/office/courses/folder/", {"folder": archive})

    assert answer.headers["Location"] == f"/office/courses/{course.pk}/"
    assert course.editions.drafts().get().lessons.get().body.strip() == "Words of one."


def test_a_folder_takes_the_place_of_a_draft_that_can_be_taken_up_again(office):
    course = published("PRO 101", "one")
    out = b"".join(office.get(f"/office/courses/{course.pk}/folder.zip").streaming_content)
    draft = begin_draft(course=course, by=None, at=LATER)
    draft.lessons.update(body="Hers, an hour's work.")
    desk = f"/office/courses/{course.pk}/"

    office.post("/office/courses/folder/", {"folder": SimpleUploadedFile("c.zip", out)})
    assert "Undo: take up the draft that was here before" in office.get(desk).text
    office.post(desk, {"do": "take-up"})
    assert course.editions.drafts().get().lessons.get().body == "Hers, an hour's work."
    office.post(desk, {"do": "take-up"})
    assert course.editions.drafts().get().lessons.get().body.strip() == "Words of one."


def test_every_fault_of_a_folder_is_told_and_nothing_is_taken_in(office):
    files = {
        "course.toml": 'code = "X 1"\ntitle = "X"\n[[modules]]\nslug = "a"\ntitle = "A"\n',
        "a/01-one.md": "no front",
        "a/02-two.md": '+++\ntitle = "Two"\nminutes = "many"\n+++\nText.\n',
    }
    refused = office.post("/office/courses/folder/", {"folder": packed(**files)})

    assert refused.status_code == 422
    told = [str(fault) for fault in refused.context["faults"]]
    assert any(one.startswith("a/01-one.md") for one in told)
    assert any(one.startswith("a/02-two.md, line 3") for one in told)
    assert not Course.objects.exists()
    broken = {"folder": SimpleUploadedFile("course.zip", b"PK\x03\x04 half")}
    assert office.post("/office/courses/folder/", broken).status_code == 422


def test_what_a_lesson_carries_asks_as_much_for_three_as_for_one(
    office, lesson, django_assert_max_num_queries
):
    counts = []
    for number in (1, 3):
        Question.objects.all().delete()
        Card.objects.all().delete()
        right = {"answers": [{"text": "A", "right": True}, {"text": "B", "right": False}]}
        for key in range(number):
            add_question(lesson, f"q{key}", content=right)
            add_card(lesson, f"c{key}")
        office.get(f"{LESSONS}{lesson.pk}/carried/")
        with django_assert_max_num_queries(60) as asked:
            office.get(f"{LESSONS}{lesson.pk}/carried/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def keep_files_in(tmp_path, settings) -> None:
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": kept}


@pytest.mark.parametrize("recording", ["999999", "none", "\0", "9" * 30])
def test_a_recording_that_is_none_any_more_is_refused_and_the_text_stays(office, recording):
    lesson = drafted().lessons.get(key="one")
    typed = {"title": "New", "body": "All that I wrote.", "minutes": "5", "recording": recording}
    refused = office.post(f"{LESSONS}{lesson.pk}/", typed)
    assert refused.status_code in (409, 422)
    assert "All that I wrote." in refused.text
