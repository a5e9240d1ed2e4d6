"""Editors bring recordings, give them words, and are told what is missing."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from rounds.activity.models import Activity
from rounds.media import vtt
from rounds.media.models import Chapter, Recording, Track
from rounds.media.tests.factories import WORDS, content, png, recording, whole, with_words
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NEW = "/office/recordings/new/"


def bring(office, name: str, told: bytes, content_type: str = "audio/mpeg", path: str = NEW):
    file = SimpleUploadedFile(name, told, content_type)
    return office.post(path, {"title": "A page is like a puppy", "language": "en", "file": file})


def verbs() -> list[str]:
    return list(
        Activity.objects.filter(object_type="media.recording").order_by("pk").values_list("verb", flat=True)
    )


def test_a_file_is_taken_for_what_it_is_whatever_it_is_called(office, editor):
    answer = bring(office, "../../evil name.html", content("talk.mp3"), "text/html")
    made = Recording.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/office/recordings/{made.pk}/")
    assert (made.kind, made.content_type, made.seconds, made.by) == ("audio", "audio/mpeg", 20, editor)
    assert made.size == len(content("talk.mp3"))
    assert made.file_name.startswith("a-page-is-like-a-puppy-")
    assert made.file_name.endswith(".mp3")
    assert verbs() == ["recording.added"]


@pytest.mark.parametrize(
    ("name", "told", "sentence"),
    [
        ("talk.mp3", b"<html><script>alert(1)</script></html>", "this is a web page or a drawing"),
        ("talk.mp3", b"", "The file is empty."),
        ("talk.mp4", content("short.mp4")[:9_000], "The file is damaged"),
        ("talk.webm", b"%PDF-1.7", "this is a PDF file"),
    ],
)
def test_what_is_no_recording_is_refused_in_words_and_not_kept(office, name, told, sentence):
    answer = bring(office, name, told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Recording.objects.exists()


@override_settings(RECORDINGS_MOST_BYTES=1024)
@pytest.mark.parametrize("size", [2 * 1024**3, 3 * 1024**2])
def test_what_is_too_large_is_refused_before_it_is_read(office, size):
    body = io.BytesIO(b"never read")
    answer = office.generic(
        "POST", NEW, body, content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(size)
    )
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "This file is too large." in page
    assert "up to 1.0\xa0KB are taken" in page
    assert answer["Connection"] == "close"


def test_the_form_is_checked_for_forgery_all_the_same(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert bring(client, "talk.mp3", content("talk.mp3")).status_code == 403


def test_the_same_file_again_is_told(office):
    recording(title="The first")
    bring(office, "talk.mp3", content("talk.mp3"))
    page = office.get(f"/office/recordings/{Recording.objects.latest('pk').pk}/").content.decode()
    assert "The same file is here already, as “The first”." in page


def test_what_is_missing_is_told_until_it_is_there(office):
    found = recording("talk.webm")
    address = f"/office/recordings/{found.pk}/"
    assert "Captions in English are missing." in office.get(address).content.decode()
    answer = office.post(
        f"{address}words/", {"kind": "captions", "language": "en", "text": WORDS, "keep": ""}
    )
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "Pages can be published with it." in office.get(address).content.decode()
    assert Track.objects.get().vtt == WORDS


def test_words_are_looked_at_before_they_are_kept(office):
    found = recording()
    subrip = "1\n00:00:05,000 --> 00:00:06,000\n<v Ana>Second.\n\n2\n00:00:01,000 --> 00:00:02,000\nFirst.\n"
    file = SimpleUploadedFile("words.srt", subrip.encode())
    answer = office.post(
        f"/office/recordings/{found.pk}/words/",
        {"kind": "captions", "language": "en", "text": "", "file": file, "check": ""},
    )
    page = answer.content.decode()
    assert "Captions were put in the order of their times." in page
    assert "<i>Ana:</i> Second." in page
    assert answer.context["form"]["text"].value() == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nFirst.\n\n00:00:05.000 --> 00:00:06.000\n<v Ana>Second.\n"
    )
    assert not Track.objects.exists()


def test_malformed_words_are_refused_with_their_line(office):
    found = recording()
    answer = office.post(
        f"/office/recordings/{found.pk}/words/",
        {"kind": "captions", "language": "en", "text": "WEBVTT\n\n00:30.000 --> 00:31.000\nHi", "keep": ""},
    )
    assert answer.status_code == 422
    assert "Line 3: it begins at 0:30, but the recording ends at 0:20." in answer.content.decode()


def test_words_of_a_language_take_the_place_of_those_before_and_can_be_removed(office):
    found = with_words(recording())
    new = "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHi\n"
    address = f"/office/recordings/{found.pk}/words/"
    office.post(address, {"kind": "captions", "language": "en", "text": new, "keep": ""})
    track = Track.objects.get()
    assert track.vtt == new
    office.post(f"{address}{track.pk}/remove/")
    assert not Track.objects.exists()
    assert verbs() == ["recording.added", *["recording.words_kept"] * 2, "recording.words_removed"]


def test_words_of_another_recording_are_not_found(office):
    one, other = with_words(recording()), recording(title="Another")
    track = one.words()
    assert office.get(f"/office/recordings/{other.pk}/words/{track.pk}/").status_code == 404
    assert office.post(f"/office/recordings/{other.pk}/words/{track.pk}/remove/").status_code == 404


def test_chapters_are_typed_one_a_line(office):
    found = recording()
    address = f"/office/recordings/{found.pk}/chapters/"
    office.post(address, {"text": "0:00 Welcome\n0:09 Who walks the puppy"})
    office.post(address, {"text": "0:00 Welcome\n0:10 Who walks the puppy"})
    assert list(Chapter.objects.order_by("starts_ms").values_list("starts_ms", "title")) == [
        (0, "Welcome"),
        (10_000, "Who walks the puppy"),
    ]
    refused = office.post(address, {"text": "0:45 Late"})
    assert "“Late” begins at 0:45, after the end." in refused.content.decode()


def test_a_still_picture_is_written_anew_and_has_to_be_described(office):
    found = recording("talk.webm")
    address = f"/office/recordings/{found.pk}/still/"
    picture = SimpleUploadedFile("still.png", png((4000, 2000)).read(), "image/png")
    silent = office.post(address, {"picture": picture, "alt": " "})
    assert "Say what the picture shows" in silent.content.decode()
    picture.seek(0)
    office.post(address, {"picture": picture, "alt": "A puppy."})
    found.refresh_from_db()
    assert (found.poster.width, found.poster.height, found.poster_alt) == (1280, 640, "A puppy.")
    assert found.poster.open().read(4) == b"RIFF"


def test_a_drawing_with_a_script_is_no_still_picture(office):
    found = recording("talk.webm")
    drawing = SimpleUploadedFile(
        "still.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "image/png"
    )
    answer = office.post(f"/office/recordings/{found.pk}/still/", {"picture": drawing, "alt": "A puppy."})
    assert "This is no picture that we can read." in answer.content.decode()


def test_another_file_takes_the_place_of_the_first_which_goes(office, django_capture_on_commit_callbacks):
    found = whole()
    storage, before = found.file.storage, found.file.name
    with django_capture_on_commit_callbacks(execute=True):
        bring(office, "talk.opus", content("talk.opus"), path=f"/office/recordings/{found.pk}/file/")
    found.refresh_from_db()
    assert (found.content_type, found.tracks.count(), found.chapters.count()) == ("audio/ogg", 1, 2)
    assert (storage.exists(before), storage.exists(found.file.name)) == (False, True)


def test_a_recording_is_removed_with_its_files(office, django_capture_on_commit_callbacks):
    found = whole("talk.webm")
    storage, names = found.file.storage, [found.file.name, found.poster.name]
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"/office/recordings/{found.pk}/remove/")
    assert not Recording.objects.exists()
    assert [storage.exists(name) for name in names] == [False, False]


def test_whoever_does_not_keep_recordings_sees_no_screen_of_them(client, settings):
    settings.STAFF_NEED_MFA = False
    found = whole()
    client.force_login(User.objects.create_user("guest@example.org", "a password"))
    for path in ("", "new/", f"{found.pk}/", f"{found.pk}/preview/"):
        assert client.get(f"/office/recordings/{path}").status_code in (302, 403)


def test_the_list_asks_as_often_for_three_as_for_one(office, django_assert_max_num_queries):
    whole()
    office.get("/office/recordings/")
    with django_assert_max_num_queries(100) as one:
        office.get("/office/recordings/")
    for number in range(3):
        whole(title=f"Number {number}")
    with django_assert_max_num_queries(len(one)) as three:
        page = office.get("/office/recordings/").content.decode()
    assert len(three) == len(one)
    assert "Number 2" in page


def test_pages_choose_one_and_see_what_it_lacks(office):
    recording(title="Without words")
    whole(title="With words")
    page = office.get("/office/recording-chooser/").json()["html"]
    assert page.count("A transcript in English is missing.") == 1
    assert "With words" in page


def test_the_cues_of_a_kept_track_are_read_back():
    found = with_words(recording())
    assert found.words().cues() == vtt.read(WORDS).cues
