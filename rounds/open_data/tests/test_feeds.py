"""Where accounts have feeds, by rule and by rule alone."""

import pytest

from rounds.directory.platforms import Address, parse
from rounds.open_data.exports.feeds import feed_of

CHANNEL = "UCabcdefghijklmnopqrstuv"
KNOWN = [
    (
        f"https://www.youtube.com/channel/{CHANNEL}",
        f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}",
    ),
    (
        "https://www.youtube.com/user/mayoclinic",
        "https://www.youtube.com/feeds/videos.xml?user=mayoclinic",
    ),
    ("https://bsky.app/profile/mayoclinic.org", "https://bsky.app/profile/mayoclinic.org/rss"),
    (
        "https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx",
        "https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/rss",
    ),
    ("https://mastodon.social/@mayoclinic", "https://mastodon.social/@mayoclinic.rss"),
    ("https://medium.com/@mayoclinic", "https://medium.com/feed/@mayoclinic"),
    ("https://medium.com/hospital-stories", "https://medium.com/feed/hospital-stories"),
    ("https://mayo.substack.com/", "https://mayo.substack.com/feed"),
    ("https://mayo.tumblr.com/", "https://mayo.tumblr.com/rss"),
    (
        "https://www.flickr.com/photos/12345678@N07/",
        "https://www.flickr.com/services/feeds/photos_public.gne?id=12345678%40N07",
    ),
    (
        "https://soundcloud.com/users/12345",
        "https://feeds.soundcloud.com/users/soundcloud:users:12345/sounds.rss",
    ),
    ("https://www.reddit.com/user/mayo/", "https://www.reddit.com/user/mayo/.rss"),
    ("https://www.reddit.com/r/mayo/", "https://www.reddit.com/r/mayo/.rss"),
]
UNKNOWN = [
    "https://www.youtube.com/@mayoclinic",  # only the page tells the channel's id
    "https://www.youtube.com/c/mayoclinic",
    "https://pixelfed.social/@mayoclinic",  # feeds there are off until their owner turns them on
    "https://social.mayoclinic.org/@news",  # which software runs there is not known
    "https://www.flickr.com/photos/mayoclinic/",
    "https://soundcloud.com/mayoclinic",
    "https://substack.com/@mayo",
    "https://x.com/mayoclinic",
    "https://www.facebook.com/MayoClinic",
    "https://www.instagram.com/mayoclinic/",
    "https://www.tiktok.com/@mayoclinic",
]


def _feed(text: str) -> str:
    read = parse(text)
    assert isinstance(read, Address), text
    return feed_of(read.platform, read.handle, read.native_id, read.url)


@pytest.mark.parametrize(("address", "feed"), KNOWN)
def test_a_platforms_rule_tells_the_feed(address: str, feed: str) -> None:
    assert _feed(address) == feed


@pytest.mark.parametrize("address", UNKNOWN)
def test_where_no_rule_tells_it_nothing_is_guessed(address: str) -> None:
    assert _feed(address) == ""


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        ("https://example.org/podcast.xml", "https://example.org/podcast.xml"),
        ("https://example.org/news/feed/", "https://example.org/news/feed/"),
        ("https://example.org/blog.rss", "https://example.org/blog.rss"),
        ("https://mayo.wordpress.com/", "https://mayo.wordpress.com/feed/"),
        ("https://mayo.blogspot.com/", "https://mayo.blogspot.com/feeds/posts/default"),
        ("https://example.org/blog/", ""),
        ("https://example.org/feeding-babies", ""),
        ("https://evilwordpress.com/", ""),
        ("not an address", ""),
        ("", ""),
    ],
)
def test_of_a_site_of_its_own_only_what_its_address_tells(address: str, feed: str) -> None:
    assert feed_of("blog", "", "", address) == feed


def test_the_permanent_id_is_taken_before_the_name() -> None:
    told = ("mayoclinic.org", "did:plc:abcdefghijklmnopqrstuvwx", "https://bsky.app/profile/mayoclinic.org")
    assert feed_of("bluesky", *told) == "https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/rss"
    about = ("mayoclinic", CHANNEL, "https://www.youtube.com/@mayoclinic")
    assert feed_of("youtube", *about) == f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
