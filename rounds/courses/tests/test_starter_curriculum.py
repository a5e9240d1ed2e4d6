"""The starter curriculum is taken once, and sample people are in it."""

import pytest
from django.core.management import CommandError, call_command

from rounds.courses import starter
from rounds.courses.models import Course, Enrolment, Memory
from rounds.courses.sample import CODE, HALF, make_sample_courses
from rounds.memberships.tests.network_cases import NOW
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db


def codes() -> list[str]:
    return sorted(Course.objects.offered().values_list("code", flat=True))


def test_all_five_courses_are_taken_and_published_once(client):
    assert len(starter.load(at=NOW)) == 5
    assert starter.load(at=NOW) == []
    assert codes() == ["MEA 101", "PAT 100", "PRA 101", "PRO 101", "STR 101"]
    assert client.get("/courses/").content.count(b'<li class="course-card">') == 5


def test_every_lesson_of_the_curriculum_is_shown_and_every_course_has_something_open(client):
    starter.load(at=NOW)
    for course in Course.objects.order_by("pk"):
        lessons = course.editions.get().lessons.order_by("pk")
        shown = [client.get(f"/courses/{course.slug}/{one.key}/") for one in lessons]
        assert {one.status_code for one in shown} == {200}
        assert any(b"lesson__text" in one.content for one in shown), course.code


def test_the_command_takes_what_is_named_and_lists_what_is_there(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    call_command("starter", "patients", verbosity=0)
    assert codes() == ["PAT 100"]
    call_command("starter", "curriculum", "--except", "strategy", verbosity=0)
    assert codes() == ["MEA 101", "PAT 100", "PRA 101", "PRO 101"]
    call_command("starter")
    words = [line.split() for line in capsys.readouterr().out.splitlines()]
    listed = [line for line in words if line[:1] == ["curriculum"]]
    assert {line[1]: line[-1] for line in listed} == {
        "measurement": "there",
        "patients": "there",
        "practice": "there",
        "professionalism": "there",
        "strategy": "taken",  # "not taken"
    }


def test_the_files_are_whole():
    assert [one for piece in starter.pieces() for one in starter.faults(piece)] == []


def test_a_file_that_is_broken_is_told_by_the_check(tmp_path, settings):
    folder = tmp_path / "data" / "curriculum" / "broken"
    folder.mkdir(parents=True)
    (folder / "course.toml").write_text('code = "BRO 101"\n')
    settings.BASE_DIR = tmp_path
    piece = starter.Piece("broken", folder)
    assert starter.faults(piece) == ["course.toml, line 1: “title” is missing."]
    assert starter.pieces() == [piece]
    with pytest.raises(CommandError, match="mended"):
        call_command("starter", "--check", verbosity=0)


def test_the_sample_member_is_half_way_and_the_one_with_a_seat_has_passed(settings):
    member, seat = person("member@example.org", "Mia"), person("seat@example.org", "Sami")
    for one in (member, seat):
        one.is_superuser = True  # whose membership is another context's
        one.save(update_fields=["is_superuser"])
    made = make_sample_courses(at=NOW)
    assert [one.course.code for one in made] == [CODE, CODE]
    assert [one.done.count() for one in made] == [HALF, 7]
    assert [one.completed_at is None for one in made] == [True, False]
    assert Memory.objects.filter(user=member).exists()
    assert make_sample_courses(at=NOW) == []
    assert Enrolment.objects.count() == 2
