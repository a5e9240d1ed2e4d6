"""What a player shows, what is missing before a page may be published, and what is kept about people."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from rounds.media import actions, chapters, playing
from rounds.media.models import Recording, Track
from rounds.media.tests.factories import AT, elsewhere, recording, whole, with_words
from rounds.users.models import User
from rounds.users.personal_data import holdings

pytestmark = pytest.mark.django_db
QUICK = "WEBVTT\n\n00:00.000 --> 00:00.300\n<v Ana>Who?\n\n00:00.400 --> 00:00.900\n<v Lee>You.\n"


def test_sound_lacks_a_transcript_and_pictures_lack_captions_in_their_language():
    assert recording().lacks() == ["A transcript in English is missing."]
    assert recording("talk.webm").lacks() == ["Captions in English are missing."]
    assert elsewhere().lacks() == ["Captions in English are missing."]
    assert whole().lacks() == whole("talk.webm").lacks() == []


def test_words_count_in_the_language_that_is_spoken_wherever_it_is_spoken():
    found = recording()
    with_words(found, kind=Track.Kind.SUBTITLES, language="en")
    with_words(found, language="es")
    assert not found.is_ready()
    assert with_words(found, language="en-GB").is_ready()


def test_a_still_picture_has_to_be_described():
    found = whole("talk.webm")
    Recording.objects.filter(pk=found.pk).update(poster_alt=" ")
    found.refresh_from_db()
    assert found.lacks() == ["The still picture is not described."]


def test_a_recording_has_changed_with_its_words():
    found, later = whole(), AT + timedelta(days=1)
    actions.keep_chapters(recording=found, chapters=[], by=None, at=later)
    found.refresh_from_db()
    assert found.changed_at == later


def test_the_player_has_tracks_chapters_and_words_with_addresses_of_their_moments():
    found = with_words(whole(), kind=Track.Kind.SUBTITLES, language="es")
    shown = playing.of(found)
    base = f"/media/recordings/{found.pk}/"
    src = f"{base}{found.file_name}"
    assert shown.tracks == [
        (f"{base}words/captions/en.vtt", "captions", "en", "English", True),
        (f"{base}words/subtitles/es.vtt", "subtitles", "es", "Español", False),
    ]
    assert shown.chapters == [
        (0, "0:00", "What a page is for", "", f"{src}#t=0"),
        (9, "0:09", "Who walks the puppy", "", f"{src}#t=9"),
    ]
    assert [(part.anchor, part.clock, part.voice, part.href) for part in shown.transcript] == [
        ("t=0", "0:00", "Dr. Lee", f"{src}#t=0"),
        ("t=9", "0:09", "Ana Ruiz", f"{src}#t=9"),
    ]
    assert shown.transcript[0].cues[1] == ("1.6", "4.4", "Today we ask what a hospital's page is for.")


def test_two_paragraphs_of_one_second_share_no_anchor():
    shown = playing.of(with_words(recording(), words=QUICK))
    assert [part.anchor for part in shown.transcript] == ["t=0", ""]


def test_the_player_asks_twice_and_not_at_all_where_the_words_were_prefetched(django_assert_num_queries):
    whole()
    found = Recording.objects.get()
    with django_assert_num_queries(2):
        render_to_string("media/player.html", {"recording": found})
    (ready,) = Recording.objects.with_words()
    with django_assert_num_queries(0):
        render_to_string("media/player.html", {"recording": ready, "main": True})


def test_only_the_main_player_of_a_page_has_anchors():
    whole()
    (found,) = Recording.objects.with_words()
    other = render_to_string("media/player.html", {"recording": found})
    main = render_to_string("media/player.html", {"recording": found, "main": True})
    assert ('id="t=9"' in other, 'id="t=9"' in main) == (False, True)


def test_words_are_text_on_the_page_whatever_is_in_them():
    words = 'WEBVTT\n\n00:00.000 --> 00:01.000\n<v A&lt;b&gt;>&lt;script&gt;alert("1")&lt;/script&gt;\n'
    page = render_to_string("media/player.html", {"recording": with_words(recording(), words=words)})
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in page
    assert "A&lt;b&gt;:" in page


def test_chapters_read_back_as_moments():
    found = whole()
    assert chapters.as_lines(sorted(one.moment for one in found.chapters.all())) == (
        "0:00 What a page is for\n0:09 Who walks the puppy"
    )


def test_the_recordings_that_somebody_brought_are_told_and_stay_without_their_name():
    editor = User.objects.create_user("editor@example.org", "a password")
    recording(by=editor)
    holding = holdings()["media"]
    (part,) = holding.export(editor)
    assert (part.name, [row["title"] for row in part.content]) == (
        "recordings.json",
        ["A page is like a puppy"],
    )
    for _again in range(2):
        holding.erase(editor, AT)
    assert Recording.objects.get().by is None
