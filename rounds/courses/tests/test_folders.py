"""The folder of a course is read whole, or every fault in it is told with its file and line."""

import io

import pytest
from PIL import Image

from rounds.courses.folders import reading, unpacking, writing
from rounds.courses.folders.shape import CardIn, CourseIn, LessonIn, ModuleIn
from rounds.courses.models import Lesson
from rounds.courses.tests.folder_cases import COURSE, CURRICULUM, LESSON, faults, packed, read, whole
from rounds.media.tests.factories import WORDS, content, png


def out(course: CourseIn) -> bytes:
    written = io.BytesIO()
    writing.write(course, written)
    return written.getvalue()


def test_a_course_is_read_with_its_lessons_questions_and_cards():
    course = read(whole())
    lesson = course.modules[0].lessons[0]
    assert (course.code, course.zone, course.objectives) == ("TST 101", "public", {"see": "See it."})
    assert (lesson.key, lesson.title, lesson.minutes, lesson.body) == ("hello", "Hello", 5, "Words.")
    assert [(one.key, one.kind, one.content) for one in lesson.questions] == [
        ("q1", "true_false", {"right": True})
    ]
    assert lesson.cards == [CardIn("c1", "What?", "That.")]


def test_lessons_come_in_the_order_of_their_numbers():
    course = read({"course.toml": COURSE, "first/10-a.md": LESSON, "first/2-b.md": LESSON})
    assert [one.key for one in course.modules[0].lessons] == ["b", "a"]


def test_all_faults_are_told_at_once_with_file_and_line():
    told = faults(
        {
            "course.toml": COURSE.replace('zone = "public"', 'zone = "moon"\nlangage = "en"'),
            "first/01-hello.md": LESSON.replace("right = true", 'right = "yes"').replace(
                "minutes = 5", "minutes = 0"
            ),
            "first/02-more.md": LESSON.replace('title = "Hello"\n', "").replace('"see"', '"hear"'),
            "first/03-last.md": LESSON.replace('back = "That."', "back = That."),
            "first/hello.md": LESSON,
            "second/01-x.md": LESSON,
        }
    )
    assert told == [
        "course.toml, line 4: “zone” cannot be “moon”."
        " It is one of: public, guest, member, organization, staff, board.",
        "course.toml, line 5: There is no “langage” here. Do you mean “language”?",
        "first/01-hello.md, line 4: “minutes” is a whole number from 1 to 240.",
        "first/01-hello.md, line 11: “right” is true or false.",
        "first/02-more.md: course.toml has no objective “hear”.",
        "first/02-more.md, line 2: “title” is missing.",
        "first/03-last.md, line 15: This is not TOML as it should be: Invalid value.",
        "first/hello.md: Lessons are called 01-first.md, 02-second.md.",
        "second/: course.toml names no module “second”. Add it to [[modules]], or take the folder out.",
    ]


def test_the_fault_of_a_later_question_is_told_at_its_own_line():
    second = '\n[[questions]]\nkind = "single"\ntext = "Which?"\nanswers = [{ text = "A" }, { text = "B" }]\n'
    assert faults({"course.toml": COURSE, "first/01-a.md": LESSON + second}) == [
        "first/01-a.md, line 17: Exactly one answer has to be right; 0 are."
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Words.\n", "line 1: A lesson begins with a line “+++”, and its title below it."),
        ("", "line 1: A lesson begins with a line “+++”, and its title below it."),
        ("+++\ntitle = 'A'\nWords.\n", "line 1: The line “+++” that closes the head is missing."),
        (LESSON + "+++\n", "line 16: This is the fourth line “+++”; a lesson has at most three."),
        ("+++\ntitle = \"A\n+++\n", "line 2: This is not TOML as it should be: Unterminated string."),
        ("+++\ntitle = 'A'\n+++\nWords \x07.\n", "line 4"),
    ],
)  # fmt: skip
def test_a_lesson_that_cannot_be_taken_apart_is_told(text, told):
    found = faults({"course.toml": COURSE, "first/01-a.md": text})
    assert len(found) == 1
    assert found[0].startswith(f"first/01-a.md, {told}")


def test_text_that_is_not_utf_8_is_told_at_its_line():
    broken = LESSON.encode().replace(b"Words.", b"W\xf6rds.")
    assert faults({"course.toml": COURSE, "first/01-a.md": broken}) == [
        "first/01-a.md, line 6: This is not written in UTF-8. Save the file as UTF-8."
    ]


def test_a_byte_order_mark_and_line_endings_of_windows_are_settled():
    windows = b"\xef\xbb\xbf" + LESSON.replace("\n", "\r\n").encode()
    assert read({"course.toml": COURSE, "first/01-hello.md": windows}) == read(whole())


def test_toml_that_is_nested_without_end_is_told():
    told = faults({"course.toml": "code = " + "[" * 20_000})
    assert len(told) == 1
    assert told[0].startswith("course.toml, line 1: This is not TOML as it should be")


def test_a_key_of_a_million_parts_is_not_even_read():
    long = "code = 'T 1'\n" + "a." * 400_000 + "a = 1"
    assert faults({"course.toml": long}) == [
        "course.toml, line 2: This is not TOML as it should be: a key has too many parts."
    ]


def test_of_many_letters_that_cannot_be_read_the_first_are_told():
    assert len(faults({"course.toml": COURSE, "first/01-a.md": LESSON + "\x07\n" * 1_000})) == 10


def test_a_key_that_is_there_twice_in_a_course_is_told():
    second = COURSE + '\n[[modules]]\nslug = "second"\ntitle = "Second"\n'
    told = faults({"course.toml": second, "first/01-a.md": LESSON, "second/01-a.md": LESSON})
    assert told == ["second/01-a.md: The lesson “a” is there already: first/01-a.md."]


def test_without_course_toml_it_is_no_course():
    assert faults({"first/01-a.md": LESSON}) == [
        "There is no file course.toml in it, which says what course it is."
    ]


def test_what_lies_beside_a_lesson_is_its_recording_words_and_files():
    course = read(
        {
            **whole(),
            "first/01-hello.mp3": content("talk.mp3"),
            "first/01-hello.vtt": WORDS,
            "first/01-hello.es.vtt": WORDS,
            "first/01-hello/list.csv": b"a,b\n",
            "first/02-more.md": LESSON.replace("Words.", "![A lawn](lawn.png)"),
            "first/lawn.png": png().getvalue(),
        }
    )
    one, two = course.modules[0].lessons
    assert one.recording
    assert one.recording.found
    assert (one.recording.kind, one.recording.found.seconds, len(one.recording.words) > 1) == (
        "audio",
        20,
        True,
    )
    assert list(one.recording.translations) == ["es"]
    assert [(file.name, file.content_type) for file in one.files] == [("list.csv", "text/csv")]
    assert [(file.name, file.content_type) for file in two.files] == [("lawn.png", "image/png")]


@pytest.mark.parametrize(
    ("path", "brought", "told"),
    [
        ("first/01-hello.mp4", b"<html>", "first/01-hello.mp4: Whatever its name says, this is a web page"),
        ("first/01-hello.vtt", b"WEBVTT", "first/01-hello.vtt: There is no recording for these words."),
        ("first/01-hello/x.html", b"<script>", "first/01-hello/x.html: Files of this kind are not taken."),
        ("first/01-hello/x.svg", b"<svg/>", "first/01-hello/x.svg: Files of this kind are not taken."),
        ("first/01-hello/x.png", b"<svg/>", "first/01-hello/x.png: This is no picture that we can read"),
        ("first/01-hello/x.pdf", b"MZ", "first/01-hello/x.pdf: The name of this file says PDF"),
        ("first/orphan.pdf", b"%PDF-", "first/orphan.pdf: No lesson has this file."),
        ("first/01-hello/a/b.pdf", b"%PDF-", "first/01-hello/a/b.pdf: No lesson has this file."),
        ("first/01-hello/%3Cb%3E.pdf", b"%PDF-", "first/01-hello/%3Cb%3E.pdf: Name files in letters"),
        ("loose.pdf", b"%PDF-", "loose.pdf: Beside course.toml lie only the folders of its modules."),
    ],
)
def test_what_does_not_belong_beside_a_lesson_is_told(path, brought, told):
    found = faults({**whole(), path: brought})
    assert len(found) == 1
    assert found[0].startswith(told)


def test_words_out_of_order_are_told_by_their_line():
    wrong = "WEBVTT\n\n00:09.000 --> 00:08.000\nBackwards.\n"
    found = faults({**whole(), "first/01-hello.mp3": content("talk.mp3"), "first/01-hello.vtt": wrong})
    assert len(found) == 1
    assert found[0].startswith("first/01-hello.vtt: Line 3")


def test_a_picture_that_tells_where_it_was_taken_is_drawn_anew():
    exif = Image.Exif()
    exif[0x010F] = "A telephone"
    telling = io.BytesIO()
    Image.open(png()).save(telling, "JPEG", exif=exif)
    files = {**whole(), "first/01-hello/lawn.jpg": telling.getvalue()}
    kept = read(files).modules[0].lessons[0].files[0]
    assert b"A telephone" in telling.getvalue()
    assert b"A telephone" not in kept.source.open().read()


@pytest.mark.parametrize("name", sorted(one.name for one in CURRICULUM.iterdir()))
def test_the_starter_curriculum_goes_out_and_in_and_out_as_the_same_bytes(name):
    course = reading.read(unpacking.from_directory(CURRICULUM / name))
    first = out(course)
    again = reading.read(unpacking.from_zip(io.BytesIO(first)))
    assert again == course
    assert out(again) == first


def test_words_that_look_like_the_format_go_out_and_come_in_unharmed():
    nasty = 'A "quoted" \\ line\n+++\n[[cards]]\n"""\ttab\r\nlast'
    lesson = LessonIn(
        key="a", title='Say "no"', body=nasty, activity=nasty, cards=[CardIn("c1", nasty, "'''")]
    )
    course = CourseIn(code="T 1", title="T", modules=[ModuleIn(slug="m", title="M", lessons=[lesson])])
    first = out(course)
    read_again = reading.read(unpacking.from_zip(io.BytesIO(first)))
    found = read_again.modules[0].lessons[0]
    assert out(read_again) == first
    assert found.activity == found.cards[0].front == nasty.replace("\r\n", "\n")
    assert found.body == nasty.replace("\r\n", "\n").replace("\n+++", "\n\\+++")


def test_a_folder_that_is_packed_with_its_own_name_is_the_same_course():
    inside = packed({f"my course/{path}": told for path, told in whole().items()} | {"__MACOSX/._x": b"?"})
    assert reading.read(unpacking.from_zip(inside)) == read(whole())


@pytest.mark.parametrize(
    ("field", "most"),
    [
        (Lesson._meta.get_field(name), Lesson._meta.get_field(name).max_length)
        for name in ("title", "summary", "activity", "prompt")
    ],
)
def test_what_the_tables_hold_a_folder_may_say_and_no_letter_more(field, most):
    def told(length: int) -> list[str]:
        line = f'{field.name} = "{"a" * length}"\n'
        without = LESSON.replace('title = "Hello"\n', "") if field.name == "title" else LESSON
        return faults({"course.toml": COURSE, "first/01-a.md": without.replace("minutes", line + "minutes")})

    assert told(most) == []
    assert [one.partition(": ")[2] for one in told(most + 1)] == [
        f"“{field.name}” is longer than {most} characters."
    ]
