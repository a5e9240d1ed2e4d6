"""The courses, one of them, and a lesson: what each reader sees, and the way through."""

import pytest

from rounds.core import zones
from rounds.courses.actions.editions import begin_draft, publish_edition, retire
from rounds.courses.actions.learning import begin, mark_done
from rounds.courses.actions.taking_in import take_in
from rounds.courses.models import Enrolment, LessonDone
from rounds.courses.tests.course_cases import LATER, add_question, drafted, published
from rounds.courses.tests.folder_cases import COURSE, LESSON, read, whole
from rounds.media.tests.factories import WORDS, content, png
from rounds.memberships.tests.network_cases import NOW
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(client):
    found = person("lea@example.org", "Lea Learner")
    client.force_login(found)
    return found


@pytest.fixture
def member(learner, monkeypatch):
    monkeypatch.setattr(zones, "_openers", {"test": lambda user: {"member"}})
    return learner


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return response.content.decode()


def rich(zone: str = "public", sample: bool = False):
    """A course with a recording, a picture and a file."""
    lesson = LESSON.replace("Words.", "## Look\n\n![A lawn](lawn.png)\n\n<script>alert(1)</script>")
    files = {
        **whole(),
        "course.toml": COURSE.replace('"public"', f'"{zone}"'),
        "first/01-hello.md": lesson.replace("minutes = 5", f"minutes = 5\nis_sample = {str(sample).lower()}"),
        "first/01-hello.mp3": content("talk.mp3"),
        "first/01-hello.vtt": WORDS,
        "first/01-hello/lawn.png": png().getvalue(),
        "first/01-hello/list.csv": "a,b\n",
    }
    draft = take_in(folder=read(files), by=None, at=NOW)
    return publish_edition(edition=draft, what_changed="", by=None, at=NOW).course


def test_the_catalogue_shows_what_is_offered_with_what_it_takes(client):
    published("PRO 101", "one", "two", title="Professionalism", audience=["communicators"])
    drafted("STR 101", title="Not out yet")
    retire(course=published("OLD 101", title="Retired"), by=None, at=NOW)
    published("STA 101", title="For the staff", zone="staff")
    html = page(client, "/courses/")
    assert "Professionalism" in html
    assert "2 lessons" in html
    assert "20 minutes" in html
    assert "for communicators" in html
    for hidden in ("Not out yet", "Retired", "For the staff"):
        assert hidden not in html


def test_without_a_course_the_catalogue_says_so(client):
    assert "The first course is being written." in page(client, "/courses/")


def test_few_courses_have_no_filters_and_many_have(client):
    for number in range(11):
        published(
            f"C {number:03}",
            "one",
            title=f"Course {number}",
            audience=["patients" if number % 2 else "leaders"],
            language="es" if number == 0 else "en",
        )
    html = page(client, "/courses/?audience=patients")
    assert "5 courses" in html
    assert "Course 1<" in html
    assert "Course 2<" not in html
    assert "1 course<" in page(client, "/courses/?audience=leaders&language=es")
    assert "No course fits" in page(client, "/courses/?audience=%3Cscript%3E&audience=nobody")


def test_few_courses_are_not_filtered(client):
    published("PRO 101", title="Professionalism", audience=["leaders"])
    html = page(client, "/courses/?audience=patients")
    assert "Professionalism" in html
    assert 'class="filters"' not in html


def test_a_course_that_one_is_in_shows_how_far(client, learner):
    enrolment = begin(course=published("PRO 101", "one", "two", "three"), by=learner, at=NOW)
    mark_done(enrolment=enrolment, lesson="one", at=NOW)
    assert "1 of 3" in page(client, "/courses/")
    html = page(client, "/courses/pro-101/")
    assert "Go on with lesson 2: Lesson two" in html
    assert "1 of 3" in html


def test_one_goes_on_after_the_lesson_done_last(client, learner):
    enrolment = begin(course=published("PRO 101", "one", "two", "three"), by=learner, at=NOW)
    mark_done(enrolment=enrolment, lesson="two", at=NOW)
    assert "Go on with lesson 3" in page(client, "/courses/pro-101/")
    mark_done(enrolment=enrolment, lesson="three", at=NOW)
    assert "Go on with lesson 1" in page(client, "/courses/pro-101/")


def test_a_visitor_reads_a_public_course_whole_and_keeps_nothing(client):
    published("PRO 101", "one", "two")
    assert "Words of two." in page(client, "/courses/pro-101/two/")
    html = page(client, "/courses/pro-101/")
    assert "Read the first lesson" in html
    assert "Sign in to keep how far you are" in html


@pytest.mark.parametrize("zone", ["member", "organization"])
def test_a_visitor_reads_the_sample_and_of_the_rest_title_summary_and_the_way_in(client, zone):
    published("PRO 101", "one", "two", zone=zone)
    assert "Words of one." in page(client, "/courses/pro-101/one/")
    html = page(client, "/courses/pro-101/two/")
    assert "About two." in html
    assert "Words of two." not in html
    assert "Become a guest" in html
    assert "Open to you now:" in html
    html = page(client, "/courses/pro-101/")
    assert 'href="/courses/pro-101/one/">Read the sample lesson<' in html


def test_a_course_for_the_staff_is_unknown_to_everybody_else(client):
    published("STA 101", "one", zone="staff")
    assert client.get("/courses/sta-101/").status_code == 404
    assert client.get("/courses/sta-101/one/").status_code == 404
    assert client.get("/courses/nothing/").status_code == 404
    assert client.get("/courses/nothing/one/").status_code == 404


def test_whose_membership_ended_sees_the_edge_and_loses_nothing(client, member, monkeypatch):
    course = published("PRO 101", "one", "two", zone="member")
    mark_done(enrolment=begin(course=course, by=member, at=NOW), lesson="one", at=NOW)
    monkeypatch.setattr(zones, "_openers", {})
    html = page(client, "/courses/pro-101/two/")
    assert "Words of two." not in html
    assert "See what membership brings" in html
    assert "1 of 2" in page(client, "/courses/pro-101/")


def test_a_member_begins_does_lesson_after_lesson_and_completes(client, member):
    published("PRO 101", "one", "two", zone="member")
    here = "/courses/pro-101/"
    assert client.post(f"/me{here}begin/")["Location"] == f"{here}one/"
    assert "Done, go on" in page(client, f"{here}one/")
    assert client.post(f"/me{here}one/done/")["Location"] == f"{here}two/"
    assert client.post(f"/me{here}one/done/")["Location"] == f"{here}two/"
    assert client.post(f"/me{here}two/done/")["Location"] == here
    html = page(client, here)
    assert "You have completed and passed the course." in html
    assert "Completed on" in html
    assert Enrolment.objects.get().completed_at is not None


def test_a_lesson_with_a_check_leads_to_the_check_and_cannot_be_marked(client, learner):
    draft = drafted("PRO 101", "one")
    add_question(draft.lessons.get())
    begin(course=publish_edition(edition=draft, what_changed="", by=None, at=NOW).course, by=learner, at=NOW)
    html = page(client, "/courses/pro-101/one/")
    assert 'href="/courses/pro-101/one/check/"' in html
    assert "/done/" not in html
    client.post("/me/courses/pro-101/one/done/")
    assert "This lesson is done when you have ended its check." in page(client, "/courses/pro-101/one/")
    assert LessonDone.objects.count() == 0


def test_begun_from_a_lesson_one_stays_in_it(client, learner):
    published("PRO 101", "one", "two")
    answer = client.post("/me/courses/pro-101/begin/", {"lesson": "two"})
    assert answer["Location"] == "/courses/pro-101/two/"
    answer = client.post("/me/courses/pro-101/begin/", {"lesson": "https://evil.example"})
    assert answer["Location"] == "/courses/pro-101/one/"


def test_whoever_is_signed_out_is_asked_to_sign_in_and_comes_back(client):
    published("PRO 101", "one")
    for what in ("begin/", "one/done/"):
        answer = client.post(f"/me/courses/pro-101/{what}", {"lesson": "one"})
        assert answer["Location"] == "/people/login/?next=%2Fcourses%2Fpro-101%2Fone%2F"


def test_what_comes_before_is_shown_and_refused_in_words(client, learner):
    published("PRO 101", "one", title="First of all")
    published("STR 201", "one", prerequisites=["PRO 101"])
    html = page(client, "/courses/str-201/")
    assert "PRO 101: First of all" in html
    assert "To be passed first" in html
    assert "/begin/" not in html
    client.post("/me/courses/str-201/begin/")
    assert "Another course comes before this one: PRO 101." in page(client, "/courses/str-201/")
    assert Enrolment.objects.count() == 0


def test_that_a_newer_edition_is_out_is_told_with_what_changed(client, learner):
    course = published("PRO 101", "one")
    begin(course=course, by=learner, at=NOW)
    draft = begin_draft(course=course, by=None, at=LATER)
    draft.lessons.update(body="Newer words.")
    publish_edition(edition=draft, what_changed="Clearer <b>words</b>.", by=None, at=LATER)
    here = "/courses/pro-101/"
    html = page(client, here)
    assert "Edition 2 is out" in html
    assert "Clearer &lt;b&gt;words&lt;/b&gt;." in html
    assert "Words of one." in page(client, f"{here}one/")
    client.post(f"/me{here}newest/")
    assert "Newer words." in page(client, f"{here}one/")
    assert "Edition 2 is out" not in page(client, here)


def test_a_retired_course_is_there_for_whoever_has_begun_alone(client, learner):
    course = published("PRO 101", "one")
    begin(course=course, by=learner, at=NOW)
    retire(course=course, by=None, at=NOW)
    here = "/courses/pro-101/"
    assert "Words of one." in page(client, f"{here}one/")
    client.logout()
    assert client.get(here).status_code == 404


def test_a_lesson_shows_its_recording_with_words_its_picture_and_its_file(client):
    rich()
    html = page(client, "/courses/tst-101/hello/")
    assert "<audio" in html
    assert "Transcript" in html
    assert '<img src="/courses/tst-101/hello/files/lawn.png" alt="A lawn" loading="lazy">' in html
    assert 'href="/courses/tst-101/hello/files/list.csv"' in html
    assert 'href="/courses/tst-101/hello/files/lawn.png"' not in html
    assert "<script>alert(1)</script>" not in html
    assert "<h2>Look</h2>" in html


def test_files_are_sent_whole_in_part_and_never_as_a_page(client):
    rich()
    here = "/courses/tst-101/hello/files/"
    listed = client.get(f"{here}list.csv")
    assert b"".join(listed.streaming_content) == b"a,b\n"
    assert listed["Content-Disposition"] == 'attachment; filename="list.csv"'
    part = client.get(f"{here}list.csv", headers={"Range": "bytes=0-0"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"a")
    picture = client.get(f"{here}lawn.png")
    assert picture["Content-Disposition"] == 'inline; filename="lawn.png"'
    assert picture["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(f"{here}nothing.csv").status_code == 404
    assert client.get(f"{here}..%2F..%2Fsecret").status_code == 404
    assert client.get(f"{here}list%00.csv").status_code == 404


@pytest.mark.parametrize("is_sample", [True, False])
def test_what_a_lesson_carries_is_for_whoever_may_read_it(client, is_sample):
    course = rich("member", is_sample)
    recording = course.editions.get().lessons.get().recording
    for path in (
        "/courses/tst-101/hello/files/list.csv",
        "/courses/tst-101/hello/files/lawn.png",
        f"/media/recordings/{recording.pk}/{recording.file_name}",
        f"/media/recordings/{recording.pk}/words/captions/en.vtt",
    ):
        assert client.get(path).status_code == (200 if is_sample else 404), path


@pytest.mark.parametrize("change", ["retired", "closed"])
def test_a_recording_that_is_offered_no_more_is_for_those_alone_who_have_begun(client, learner, change):
    course = rich("guest", sample=True)
    recording = course.editions.get().lessons.get().recording
    begin(course=course, by=learner, at=NOW)
    if change == "retired":
        retire(course=course, by=None, at=LATER)
    else:
        draft = begin_draft(course=course, by=None, at=LATER)
        draft.lessons.update(is_sample=False)
        type(draft).objects.filter(pk=draft.pk).update(zone="staff")
        publish_edition(edition=draft, what_changed="For the staff.", by=None, at=LATER)
    path = f"/media/recordings/{recording.pk}/{recording.file_name}"
    assert client.get(path).status_code == 200
    client.force_login(person("somebody@example.org", "Somebody Else"))
    assert client.get(path).status_code == 404
    client.logout()
    assert client.get(path).status_code == 404


def test_a_recording_of_a_draft_is_for_nobody(client):
    files = {**whole(), "first/01-hello.mp3": content("talk.mp3"), "first/01-hello.vtt": WORDS}
    draft = take_in(folder=read(files), by=None, at=NOW)
    recording = draft.lessons.get().recording
    assert client.get(f"/media/recordings/{recording.pk}/{recording.file_name}").status_code == 404


def test_the_catalogue_and_a_course_ask_a_number_of_questions_that_does_not_grow(
    client, learner, django_assert_max_num_queries
):
    begin(course=published("C 1", "one", title="One"), by=learner, at=NOW)
    counted = []
    for _round in range(2):
        for path in ("/courses/", "/courses/c-1/", "/courses/c-1/one/"):
            with django_assert_max_num_queries(60) as asked:
                page(client, path)
            counted.append(len(asked))
        for number in (2, 3):
            keys = [f"l{n}" for n in range(number * 3)]
            begin(course=published(f"C {number}{_round}", *keys), by=learner, at=NOW)
    assert counted[:3] == counted[3:]


def test_a_lesson_asks_few_questions(client, learner, django_assert_max_num_queries):
    begin(course=published("PRO 101", "one", "two", "three"), by=learner, at=NOW)
    page(client, "/courses/pro-101/two/")
    with django_assert_max_num_queries(22):
        page(client, "/courses/pro-101/two/")


def test_nobody_signed_in_gets_a_page_that_is_kept_until_something_changes(client):
    course = published("PRO 101", "one")
    first = client.get("/courses/pro-101/one/")
    again = client.get("/courses/pro-101/one/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    retire(course=course, by=None, at=LATER)
    gone = client.get("/courses/pro-101/one/", headers={"If-None-Match": first["ETag"]})
    assert gone.status_code == 404
