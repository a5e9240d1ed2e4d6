"""Feeds of one's own: what their person may read at that moment, at an address that is kept nowhere."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Page

from rounds.activity.models import Activity
from rounds.content.feeds.actions import digest_of, make_private_feed, revoke_private_feed
from rounds.content.models import PrivateFeed
from rounds.content.tests.factories import OPENING, SECRET
from rounds.content.tests.shows import SOUND, SPOKEN, article, blog, episode, podcast
from rounds.content.tests.test_feeds import podcast_elements, read
from rounds.core import zones
from rounds.memberships.tests.factories import A_MOMENT, joined
from rounds.users.models import User
from rounds.users.personal_data import holdings

pytestmark = pytest.mark.django_db

ADDRESS = "http://127.0.0.1:8000"
AT = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def member(sign_in):
    return sign_in("member")


@pytest.fixture
def show():
    return podcast()


def feed_of(user, page=None, ending="xml") -> str:
    _feed, key = make_private_feed(user=user, page=page and Page.objects.get(pk=page.pk), at=AT)
    return f"/feeds/{key}/feed.{ending}"


def path_of(address: str) -> str:
    assert address.startswith(ADDRESS)
    return address.removeprefix(ADDRESS)


def test_a_member_hears_by_it_what_members_hear_and_needs_no_session(client, member, show):
    page = episode(show, zone="member", season=1, number=2)
    feed = feed_of(member, show)
    client.logout()

    answer = client.get(feed)
    (item,) = read(answer).entries
    (enclosure,) = item.enclosures
    said = {name: attributes for name, _text, attributes in podcast_elements(answer)}

    assert SECRET in item.content[0].value
    assert enclosure.length == str(len(SOUND))
    part = client.get(path_of(enclosure.href), headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.getvalue()) == (206, SOUND[2:6])
    assert client.get(path_of(enclosure.href)).getvalue() == SOUND
    assert client.head(path_of(enclosure.href)).headers["Content-Length"] == str(len(SOUND))
    assert SPOKEN in client.get(path_of(said["transcript"]["url"])).content.decode()
    chapters = client.get(path_of(said["chapters"]["url"])).json()
    assert [one["title"] for one in chapters["chapters"]] == ["Welcome", "The case"]
    assert item.id == str(page.guid)


def test_everything_new_and_a_blog_come_with_their_whole_text(client, member):
    journal = blog()
    article(journal, zone="member")
    for feed in (feed_of(member, journal, "atom"), feed_of(member, None, "atom")):
        assert SECRET in read(client.get(feed)).entries[0].content[0].value
    assert SECRET in client.get(feed_of(member, None, "json")).json()["items"][0]["content_html"]


def test_it_is_kept_by_no_cache_found_by_nobody_and_in_no_directory(client, member, show):
    episode(show, zone="member")
    answer = client.get(feed_of(member, show))
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert ("block", "yes", {}) in podcast_elements(answer)
    sound = client.get(path_of(read(answer).entries[0].enclosures[0].href))
    assert sound.headers["Cache-Control"] == "private, no-cache"


def test_it_is_not_sent_again_while_nothing_has_changed(client, member, show):
    episode(show, zone="member")
    feed = feed_of(member, show)
    first = client.get(feed)
    again = client.get(feed, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, "private, no-cache")
    assert "Last-Modified" not in first.headers


def test_whose_membership_ends_gets_the_openings_and_is_told_so(client, db, show):
    user = User.objects.create_user("ann@example.org", "a password")
    joined(user=user, at=A_MOMENT)
    episode(show, zone="member")
    feed = feed_of(user, show)
    with time_machine.travel(A_MOMENT + timedelta(days=1)):
        first = client.get(feed)
        (enclosure,) = read(first).entries[0].enclosures
        assert client.get(path_of(enclosure.href)).status_code == 200

    with time_machine.travel(A_MOMENT + timedelta(days=900)):
        answer = client.get(feed, headers={"If-None-Match": first.headers["ETag"]})
        gone = client.get(path_of(enclosure.href))

    notice, item = read(answer).entries
    assert notice.title == "Your membership does not run at the moment"
    assert notice.link == f"{ADDRESS}/me/membership/"
    assert OPENING in item.summary
    text = answer.content.decode()
    for closed in (SECRET, "enclosure", ".vtt", "chapters"):
        assert closed not in text
    assert gone.status_code == 404


def test_a_guest_who_never_was_a_member_is_told_nothing_of_the_kind(client, sign_in, show):
    guest = sign_in("guest")
    episode(show, "for-guests", zone="guest")
    episode(show, "for-members", zone="member")
    episode(show, "sampled", zone="member", is_sample=True)
    zones._openers.clear()

    found = {one.title: bool(one.get("enclosures")) for one in read(client.get(feed_of(guest, show))).entries}

    assert found == {"For guests": True, "For members": False, "Sampled": True}


@pytest.mark.parametrize("end", ["revoked", "made anew", "closed", "suspended"])
def test_an_address_that_has_ended_gives_nothing_more(end, client, member, show):
    page = episode(show, zone="member")
    feed = feed_of(member, show)
    enclosure = path_of(read(client.get(feed)).entries[0].enclosures[0].href)
    words = re.search(r"/feeds/[^\"]+\.vtt", client.get(feed).content.decode()).group()

    match end:
        case "revoked":
            revoke_private_feed(feed=PrivateFeed.objects.get(), by=member, at=AT)
        case "made anew":
            make_private_feed(user=member, page=Page.objects.get(pk=show.pk), at=AT)
        case "closed":
            User.objects.filter(pk=member.pk).update(closed_at=AT)
        case "suspended":
            User.objects.filter(pk=member.pk).update(is_active=False)

    for address in (feed, enclosure, words):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (410, "text/plain; charset=utf-8")
    assert page.title not in client.get(feed).content.decode()


def test_the_key_is_in_no_table_and_in_no_record(member, show):
    key = feed_of(member, show).split("/")[2]
    kept = PrivateFeed.objects.get()
    assert kept.digest == digest_of(key) != key
    said = list(Activity.objects.filter(verb__startswith="private_feed").values_list("verb", "actor", "data"))
    assert said == [("private_feed.made", member.pk, {"title": "Rounds aloud"})]


def test_an_address_plays_nothing_that_its_person_may_not_hear(client, sign_in, show):
    guest = sign_in("guest")
    closed, draft = episode(show, "closed", zone="member"), episode(show, "draft", zone="guest")
    draft.unpublish(log_action=False)
    base = feed_of(guest, show).removesuffix("feed.xml")

    for page in (closed, draft):
        sound = page.recording
        assert client.get(f"{base}recordings/{sound.pk}/{sound.file_name}").status_code == 404
        assert client.get(f"{base}words/{sound.tracks.get().pk}.vtt").status_code == 404
        assert client.get(f"{base}chapters/{page.guid}.json").status_code == 404


@pytest.fixture
def a_minute():
    """None ends while the feeds are asked."""
    with time_machine.travel(timezone.now().replace(second=0), tick=False):
        yield


@pytest.mark.usefixtures("a_minute")
def test_whoever_guesses_addresses_is_turned_away(client, db):
    answers = [client.get(f"/feeds/{number:043d}/feed.xml").status_code for number in range(31)]
    assert answers == [410] * 30 + [429]


@pytest.mark.usefixtures("a_minute")
def test_whoever_asks_too_often_is_asked_to_wait(client, member, show):
    feed = feed_of(member, show)
    answers = [client.get(feed) for _again in range(61)]
    assert [one.status_code for one in answers] == [200] * 60 + [429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60


def test_the_page_shows_an_address_once_and_when_it_was_last_fetched(client, member, show):
    assert "Make an address" in client.get("/me/feeds/").content.decode()

    text = client.post("/me/feeds/", {"of": str(show.pk)}).content.decode()
    address = re.search(rf'value="{ADDRESS}(/feeds/[^"]+/feed\.xml)"', text).group(1)
    assert "not fetched yet" in text

    client.get(address)
    text = client.get("/me/feeds/").content.decode()
    assert address.split("/")[2] not in text
    assert "last fetched" in text
    assert PrivateFeed.objects.get().last_fetched_on == timezone.now().date()


def test_taken_back_on_the_page_it_stops_and_another_person_cannot_take_it_back(client, member, show):
    feed = feed_of(member, show)
    kept = PrivateFeed.objects.get()
    other = User.objects.create_user("other@example.org", "a password")
    client.force_login(other)
    assert client.post(f"/me/feeds/{kept.pk}/revoke/").status_code == 404
    assert client.get(feed).status_code == 200

    client.force_login(member)
    assert client.post(f"/me/feeds/{kept.pk}/revoke/").status_code == 302
    assert client.get(feed).status_code == 410


@pytest.mark.parametrize("of", ["", "0", "99999", "x", "٣"])
def test_of_what_is_not_followed_no_address_is_made(of, client, member):
    assert client.post("/me/feeds/", {"of": of}).status_code == 404
    assert not PrivateFeed.objects.exists()


def test_so_many_addresses_a_day_and_no_more(client, member):
    cache.clear()
    answers = [client.post("/me/feeds/", {"of": "all"}).status_code for _again in range(21)]
    assert answers == [200] * 20 + [429]
    assert PrivateFeed.objects.in_force().count() == 1


def test_whoever_leaves_takes_along_which_feeds_there_were_and_none_of_them_stays(member, show):
    feed_of(member, show)
    holding = holdings()["content"]

    (part,) = [one for one in holding.export(member) if one.name == "feeds.json"]
    assert [(one["of"], one["made_at"]) for one in part.content] == [("Rounds aloud", AT)]
    assert "digest" not in part.content[0]
    for _again in range(2):
        holding.erase(member, AT + timedelta(days=1))
    assert not PrivateFeed.objects.exists()


@pytest.mark.parametrize("what", ["recordings/{}/x.mp3", "words/{}.vtt"])
def test_a_number_larger_than_any_is_nothing_that_there_is(client, member, what):
    address = feed_of(member)
    assert client.get(address.rpartition("/")[0] + "/" + what.format("9" * 25)).status_code == 404
