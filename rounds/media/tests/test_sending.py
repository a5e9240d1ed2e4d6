"""A recording is sent to whoever a gate lets in: whole, in part, or not again."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import FileSystemStorage

from rounds.media import gates, playing
from rounds.media.models import Recording, Track
from rounds.media.tests.factories import WORDS, content, elsewhere, recording, whole, with_words
from rounds.users.models import User

pytestmark = pytest.mark.django_db
SOUND = content("talk.mp3")


@pytest.fixture
def played(open_gate) -> Recording:
    found = whole()
    open_gate({found.pk})
    return found


def test_the_whole_is_sent_with_its_type_to_be_played_in_the_page(client, played):
    answer = client.get(playing.src(played))
    assert answer.getvalue() == SOUND
    told = {
        name: answer.headers[name] for name in ("Content-Type", "Content-Length", "Accept-Ranges", "ETag")
    }
    assert told == {
        "Content-Type": "audio/mpeg",
        "Content-Length": str(len(SOUND)),
        "Accept-Ranges": "bytes",
        "ETag": f'"{played.sha256}"',
    }
    assert answer.headers["Content-Disposition"] == f'inline; filename="{played.file_name}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; media-src 'self'"


def test_it_is_sent_to_be_kept_where_somebody_wants_to_keep_it(client, played):
    answer = client.get(playing.src(played) + "?download")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize(
    ("asked", "sent", "told"),
    [
        ("bytes=0-1", SOUND[:2], f"bytes 0-1/{len(SOUND)}"),
        ("bytes=100-", SOUND[100:], f"bytes 100-{len(SOUND) - 1}/{len(SOUND)}"),
        ("bytes=-100", SOUND[-100:], f"bytes {len(SOUND) - 100}-{len(SOUND) - 1}/{len(SOUND)}"),
    ],
)
def test_a_part_is_sent_where_a_part_is_asked_for(client, played, asked, sent, told):
    answer = client.get(playing.src(played), headers={"Range": asked})
    assert (answer.status_code, answer.getvalue()) == (206, sent)
    assert (answer.headers["Content-Range"], answer.headers["Content-Length"]) == (told, str(len(sent)))


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=x", "lines=0-1", "bytes=5-1"])
def test_what_is_no_single_part_is_answered_with_the_whole(client, played, asked):
    answer = client.get(playing.src(played), headers={"Range": asked})
    assert (answer.status_code, answer.getvalue()) == (200, SOUND)


def test_a_part_behind_the_end_is_refused_with_the_size(client, played):
    answer = client.get(playing.src(played), headers={"Range": f"bytes={len(SOUND)}-"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{len(SOUND)}")


def test_a_part_of_what_has_changed_is_answered_with_the_whole(client, played):
    address = playing.src(played)
    same = client.get(address, headers={"Range": "bytes=0-1", "If-Range": f'"{played.sha256}"'})
    other = client.get(address, headers={"Range": "bytes=0-1", "If-Range": '"another"'})
    weak = client.get(address, headers={"Range": "bytes=0-1", "If-Range": f'W/"{played.sha256}"'})
    assert [one.status_code for one in (same, other, weak)] == [206, 200, 200]


@pytest.mark.parametrize("known", ['"{}"', 'W/"{}"', '"other", "{}"', "*"])
def test_what_somebody_has_is_not_sent_again(client, played, known):
    answer = client.get(playing.src(played), headers={"If-None-Match": known.format(played.sha256)})
    assert answer.status_code == 304


def test_asked_for_the_head_it_says_what_would_come_and_opens_no_file(client, played, monkeypatch):
    monkeypatch.setattr(FileSystemStorage, "open", lambda *_given: pytest.fail("opened"))
    answer = client.head(playing.src(played), headers={"Range": "bytes=0-1"})
    assert (answer.status_code, answer.headers["Content-Length"]) == (200, str(len(SOUND)))
    assert (answer.headers["Content-Type"], answer.content) == ("audio/mpeg", b"")


def test_an_address_of_before_leads_to_the_file_of_now(client, played):
    answer = client.get(f"/media/recordings/{played.pk}/old-name.mp3")
    assert (answer.status_code, answer.headers["Location"]) == (302, playing.src(played))


def test_there_is_no_such_recording_for_whom_no_gate_opens(client, open_gate):
    closed = whole("talk.webm")
    open_gate(know={closed.pk})
    paths = [
        playing.src(closed),
        f"/media/recordings/{closed.pk}/other.mp3",
        playing.words_src(closed.words()),
    ]
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]
    assert client.get(playing.poster_src(closed)).headers["Content-Type"] == "image/webp"
    open_gate()
    assert client.get(playing.poster_src(closed)).status_code == 404


def test_the_storage_itself_has_no_address(client, played):
    assert client.get(f"/media/{played.file.name}").status_code == 404
    assert client.get("/media/recordings/999999/x.mp3").status_code == 404


def test_its_words_are_sent_by_the_same_gate(client, played):
    answer = client.get(playing.words_src(played.words()))
    assert answer.getvalue().decode() == WORDS
    assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"


def test_words_in_a_language_with_a_country_have_an_address(client, played):
    with_words(played, kind=Track.Kind.SUBTITLES, language="es-MX")
    track = Track.objects.get(language="es-MX")
    assert playing.words_src(track) == f"/media/recordings/{played.pk}/words/subtitles/es-MX.vtt"
    assert client.get(playing.words_src(track)).status_code == 200


def test_what_a_person_may_play_is_kept_for_them_alone(client, played, open_gate):
    for_all = client.get(playing.src(played)).headers["Cache-Control"]
    person = User.objects.create_user("member@example.org", "a password")
    open_gate({played.pk}, only=person)
    client.force_login(person)
    assert (for_all, client.get(playing.src(played)).headers["Cache-Control"]) == (
        "public, max-age=300",
        "private, no-cache",
    )
    client.logout()
    assert client.get(playing.src(played)).status_code == 404


def test_storage_with_addresses_of_its_own_sends_it_where_an_operator_says_so(client, played, settings):
    settings.RECORDINGS_ORIGIN = "https://recordings.example.org"
    played.file.storage.base_url = "https://recordings.example.org/"  # as storage in the cloud signs them
    answer = client.get(playing.src(played))
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"https://recordings.example.org/{played.file.name}"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_one_open_gate_is_enough_and_each_opens_only_what_it_was_asked_about(monkeypatch):
    monkeypatch.setattr(gates, "_entered", {})
    gates.enter("one", lambda user, ids: {1, 99})
    gates.enter("other", lambda user, ids: ids & {2})
    assert gates.open_to(AnonymousUser(), [1, 2, 3]) == {1, 2}


def test_editors_play_what_no_page_has(office, open_gate):
    found = recording()
    open_gate()
    assert office.get(playing.src(found)).status_code == 200


def test_what_is_elsewhere_has_no_file(client, open_gate):
    found = elsewhere()
    open_gate({found.pk})
    assert client.get(f"/media/recordings/{found.pk}/x.mp4").status_code == 404
    assert playing.src(found) == ""
