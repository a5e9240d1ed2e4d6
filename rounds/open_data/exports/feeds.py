"""Where an account has a feed. Only what follows by a platform's own rule; nothing is guessed or asked. Pure.

Sources: YouTube, support.google.com/youtube/answer/6224202 (channel_id) and its older user names; Bluesky,
bluesky-social/social-app pull requests 2229 and 2289 (a handle leads on to the id); Mastodon, its profiles' own link;
Medium, help.medium.com 214874118; of Substack, Tumblr, Blogger, WordPress.com, Flickr and SoundCloud the help pages.
Not here: servers of the fediverse whose software we cannot tell from their name, Pixelfed and PeerTube among them.
"""

import re
from urllib.parse import quote, urlsplit

from rounds.directory.platforms.known_hosts import PEERTUBE_SERVERS, PIXELFED_SERVERS, SERVERS

MASTODON_SERVERS = SERVERS - PIXELFED_SERVERS - PEERTUBE_SERVERS
_CHANNEL = re.compile(r"UC[A-Za-z0-9_-]{22}")
_YOUTUBE_USER = re.compile(r"/user/([A-Za-z0-9_.-]{1,60})/?")
_FLICKR_ID = re.compile(r"[0-9]{4,12}@N[0-9]{2}")
_IS_A_FEED = re.compile(r"(?:/(?:feed|feeds|rss)/?|\.(?:rss|atom|xml))$", re.IGNORECASE)


def feed_of(platform: str, handle: str, permanent_id: str, address: str) -> str:
    """The address of the account's feed; "" where no rule tells it."""
    parts = urlsplit(address)
    host, path = (parts.hostname or "").removeprefix("www."), parts.path
    match platform:
        case "youtube":
            return _youtube(permanent_id, path)
        case "bluesky" if permanent_id or handle:
            return f"https://bsky.app/profile/{quote(permanent_id or handle, safe=':.-')}/rss"
        case "mastodon" if host in MASTODON_SERVERS and path.startswith("/@"):
            return f"https://{host}{path.rstrip('/')}.rss"
        case "medium" if host == "medium.com" and len(path) > 1:
            return f"https://medium.com/feed{path.rstrip('/')}"
        case "substack" if host.endswith(".substack.com"):
            return f"https://{host}/feed"
        case "tumblr" if host.endswith(".tumblr.com"):
            return f"https://{host}/rss"
        case "flickr" if _FLICKR_ID.fullmatch(permanent_id):
            return f"https://www.flickr.com/services/feeds/photos_public.gne?id={quote(permanent_id)}"
        case "soundcloud" if permanent_id.isascii() and permanent_id.isdigit():
            return f"https://feeds.soundcloud.com/users/soundcloud:users:{permanent_id}/sounds.rss"
        case "reddit" if re.fullmatch(r"/(?:user|r)/[^/]+/?", path):
            return f"https://www.reddit.com{path.rstrip('/')}/.rss"
        case "blog" | "podcast":
            return _own_site(host, path, address)
    return ""


def _youtube(permanent_id: str, path: str) -> str:
    if _CHANNEL.fullmatch(permanent_id):
        return f"https://www.youtube.com/feeds/videos.xml?channel_id={permanent_id}"
    if user := _YOUTUBE_USER.fullmatch(path):
        return f"https://www.youtube.com/feeds/videos.xml?user={quote(user[1])}"
    return ""


def _own_site(host: str, path: str, address: str) -> str:
    """A blog of a house whose feeds all stand at one place, or an address that is a feed by its own name."""
    if _IS_A_FEED.search(path):
        return address
    if host.endswith(".wordpress.com"):
        return f"https://{host}/feed/"
    if host.endswith(".blogspot.com"):
        return f"https://{host}/feeds/posts/default"
    return ""
