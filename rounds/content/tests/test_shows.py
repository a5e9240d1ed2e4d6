"""Podcasts, episodes and videos on their pages, and what is published of them."""

import json
import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Revision, Workflow, WorkflowTask

from rounds.content.models import Episode, Podcast
from rounds.content.models.played import NotReady
from rounds.content.tests.factories import OPENING, SECRET
from rounds.content.tests.shows import SPOKEN, by, episode, podcast, recording, video, videos
from rounds.media.actions import keep_words
from rounds.media.vtt import read
from rounds.search.models import Passage
from rounds.users.models import User

pytestmark = pytest.mark.django_db

MISSING = "A transcript in English is missing."


@pytest.fixture
def show():
    return podcast()


def draft(show: Podcast, **fields) -> Episode:
    said = {"title": "A draft", "slug": "a-draft", "summary": "S.", "opening": "O.", "live": False, **fields}
    page = Episode(**said)
    Page.objects.get(pk=show.pk).add_child(instance=page)
    return page


@pytest.mark.parametrize("words", ["", "none"])
def test_a_page_is_not_published_without_a_recording_and_its_words(words, show):
    page = draft(show, recording=None if words == "none" else recording(words=""))
    with pytest.raises(NotReady, match="Choose a recording" if words == "none" else MISSING):
        page.save_revision().publish()
    assert not Episode.objects.live().exists()


def test_nor_is_it_set_down_for_later_and_what_was_waits_when_its_words_are_gone(show):
    page = draft(show, recording=recording(words=""), go_live_at=timezone.now() + timedelta(days=1))
    with pytest.raises(NotReady):
        page.save_revision().publish()
    sound = recording()
    page.recording = sound
    page.save_revision().publish()
    sound.tracks.all().delete()
    Revision.objects.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    page.refresh_from_db()
    Page.objects.filter(pk=page.pk).update(go_live_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(NotReady, match=MISSING):
        call_command("publish_scheduled")

    assert not Episode.objects.live().exists()


def test_set_down_for_later_it_comes_when_it_is_ready(show):
    page = draft(show, recording=recording(), go_live_at=timezone.now() + timedelta(days=1))
    revision = page.save_revision()
    revision.publish()
    assert not Episode.objects.live().exists()
    past = timezone.now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()

    call_command("publish_scheduled")

    assert Episode.objects.live().get() == page


def test_a_workflow_publishes_it_no_sooner(show):
    page = draft(show, recording=recording(words=""))
    page.save_revision()
    task = GroupApprovalTask.objects.create(name="Second reader")
    workflow = Workflow.objects.create(name="Second reader")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    chief = User.objects.create_superuser("chief@example.org", "a password")
    state = workflow.start(page, chief)

    with pytest.raises(NotReady, match=MISSING):
        state.current_task_state.approve(user=chief)

    assert not Episode.objects.live().exists()


def editor(client) -> User:
    user = User.objects.create_user("editor@example.org", "a password")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


def posted(page: Episode, **more) -> dict[str, object]:
    """What the editor's form sends of a page without body or bylines."""
    empty = {
        f"{name}-{what}": "0" for name in ("bylines", "comments") for what in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": "S.",
        "opening": "O.",
        "language": "en",
        "zone": "public",
        "part": "full",
        "recording": page.recording_id or "",
        "body-count": "0",
        **empty,
        **more,
    }


def test_the_editor_says_what_is_missing_where_it_is_missing_and_keeps_a_draft(client, show):
    page = draft(show, recording=recording(words=""))
    page.save_revision()
    editor(client)
    address = f"/office/pages/{page.pk}/edit/"

    refused = client.post(address, posted(page, **{"action-publish": "1"}))
    assert refused.status_code == 200
    assert MISSING in refused.content.decode()
    assert not Episode.objects.live().exists()

    kept = client.post(address, posted(page, title="Kept"))
    assert kept.status_code == 302
    assert Episode.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Kept"


def test_a_podcast_gets_its_lasting_id_from_its_first_address_as_the_namespace_says(show):
    assert isinstance(show.guid, UUID)
    assert (show.guid.version, str(show.guid)) == (5, "825d11e1-d345-5739-b509-038ccaa24ae3")


def test_it_keeps_it_whatever_an_older_draft_says(show):
    guid, older = show.guid, show.save_revision()
    Revision.objects.filter(pk=older.pk).update(content={**older.content, "guid": "0" * 32})
    older.refresh_from_db()
    older.publish()
    assert Podcast.objects.get().guid == guid


@pytest.mark.parametrize(
    ("reader", "is_open"), [("visitor", False), ("guest", False), ("member", True), ("staff", True)]
)
def test_an_episode_for_members_is_heard_by_them_and_others_see_the_opening(
    reader, is_open, client, sign_in, show
):
    page = episode(show, zone="member")
    sign_in(reader)
    sound = page.recording

    text = client.get("/aloud/an-episode/").content.decode()

    assert OPENING in text
    for part in (SECRET, SPOKEN, sound.file_name, "The case"):
        assert (part in text) == is_open, part
    assert client.get(f"/media/recordings/{sound.pk}/{sound.file_name}").status_code == (
        200 if is_open else 404
    )
    words = client.get(f"/media/recordings/{sound.pk}/words/captions/en.vtt")
    assert words.status_code == (200 if is_open else 404)
    assert ("The rest is for members" in text) != is_open


def test_mended_words_stand_on_the_page_at_once(client, show):
    sound = episode(show).recording
    assert SPOKEN in client.get("/aloud/an-episode/").content.decode()
    sound.tracks.update(vtt="WEBVTT\n\n00:00.000 --> 00:04.000\nMended.\n")
    sound.changed_at += timedelta(seconds=1)
    sound.save()
    text = client.get("/aloud/an-episode/?again").content.decode()
    assert "Mended." in text
    assert SPOKEN not in text


@pytest.mark.parametrize(("reader", "status"), [("visitor", 404), ("guest", 200), ("member", 200)])
def test_a_sample_is_heard_by_guests(reader, status, client, sign_in, show):
    sound = episode(show, zone="member", is_sample=True).recording
    sign_in(reader)
    assert client.get(f"/media/recordings/{sound.pk}/{sound.file_name}").status_code == status


def test_the_recording_of_a_draft_is_heard_by_nobody(client, sign_in, show):
    page = episode(show)
    page.unpublish(log_action=False)
    sign_in("member")
    assert client.get(f"/media/recordings/{page.recording.pk}/{page.recording.file_name}").status_code == 404


def test_an_episode_says_where_it_stands_and_who_speaks(client, show):
    one, two, three = (
        episode(show, slug, season=1, number=number) for number, slug in enumerate("abc", start=1)
    )
    by(two, name="Ann Lee", role="Host")
    for number, page in enumerate((one, two, three)):
        Page.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - timedelta(days=9 - number))

    text = client.get("/aloud/b/").content.decode()

    assert re.search(r'href="/aloud/a/" rel="prev"', text)
    assert re.search(r'href="/aloud/c/" rel="next"', text)
    assert re.search(r"Ann Lee\s*<span class=\"muted\">Host</span>", text)
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text).group(1))
    assert told["@type"] == "PodcastEpisode"
    assert told["partOfSeries"] == {
        "@type": "PodcastSeries",
        "name": "Rounds aloud",
        "url": "http://127.0.0.1:8000/aloud/",
    }
    assert (told["episodeNumber"], told["duration"], told["isAccessibleForFree"]) == (2, "PT75S", True)


def titles(text: str) -> list[str]:
    return re.findall(r'follow__title"><a href="[^"]+">([^<]+)</a>', text)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["Three"]),
        ("?season=1", ["Two", "One"]),
        ("?season=0", ["None"]),
        ("?season=7", ["Three"]),
        ("?season=٣", ["Three"]),
        (f"?season={'9' * 5000}", ["Three"]),
    ],
)
def test_a_show_stands_season_by_season_the_newest_first(asked, expected, client, show):
    for slug, season in (("one", 1), ("two", 1), ("three", 2), ("none", None)):
        episode(show, slug, season=season)
    assert titles(client.get(f"/aloud/{asked}").content.decode()) == expected


def test_a_show_says_how_to_follow_it_and_asks_nothing_of_others(client, show):
    text = client.get("/aloud/").content.decode()
    assert 'value="http://127.0.0.1:8000/aloud/feed.xml" readonly' in text
    assert "podcast://127.0.0.1:8000/aloud/feed.xml" in text
    assert not re.findall(r'(?:src|href)="https?://(?!127\.0\.0\.1)', text)


def test_videos_stand_on_their_shelf_and_are_seen_by_whom_they_are_for(client, sign_in):
    shelf = videos()
    page = video(shelf, zone="member")
    assert "A video" in client.get("/watch/").content.decode()
    assert SPOKEN not in client.get("/watch/a-video/").content.decode()
    sign_in("member")
    text = client.get("/watch/a-video/").content.decode()
    assert SPOKEN in text
    assert page.recording.file_name in text


@pytest.mark.parametrize("path", ["/aloud/", "/aloud/first/", "/watch/"])
def test_a_page_asks_as_often_with_three_as_with_one(path, client, show):
    shelf = videos()
    by(episode(show, "first"), name="Ann")
    video(shelf, "first")
    client.get(path)
    with CaptureQueriesContext(connection) as with_one:
        client.get(f"{path}?again")
    for slug in ("second", "third"):
        episode(show, slug)
        video(shelf, slug)
    client.get(path)  # the menu is asked for anew once something was published
    with CaptureQueriesContext(connection) as with_three:
        client.get(f"{path}?once-more")
    assert len(with_three) == len(with_one) <= 30


def test_words_that_were_taken_out_of_a_transcript_are_found_no_more(show):
    page = episode(show)
    before = Passage.objects.filter(item=page.pk, text__contains=SPOKEN).count()
    cues = read("WEBVTT\n\n00:00.000 --> 00:04.000\nHello.\n").cues
    keep_words(
        recording=page.recording, kind="captions", language="en", cues=cues, by=None, at=timezone.now()
    )

    assert before
    assert not Passage.objects.filter(item=page.pk, text__contains=SPOKEN).exists()
    assert Passage.objects.filter(item=page.pk, at_seconds=0, text="Hello.").exists()
