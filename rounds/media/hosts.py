"""Where recordings elsewhere lie: what the host is called, how it tells about one, and how a moment is named there."""

from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit


class Host(NamedTuple):
    name: str
    oembed: str = ""  # https://oembed.com; "" where its pages say it themselves
    moment: str = ""  # parameter in which seconds are told; "#" for the fragment t=
    kind: str = "video"


YOUTUBE = Host("YouTube", "https://www.youtube.com/oembed", "t")
VIMEO = Host("Vimeo", "https://vimeo.com/api/oembed.json", "#")
KNOWN = {
    "youtube.com": YOUTUBE,
    "youtu.be": YOUTUBE,
    "vimeo.com": VIMEO,
    "soundcloud.com": Host("SoundCloud", "https://soundcloud.com/oembed", "#", "audio"),
    "open.spotify.com": Host("Spotify", "https://open.spotify.com/oembed", kind="audio"),
    "podcasts.apple.com": Host("Apple Podcasts", kind="audio"),
    "ted.com": Host("TED", "https://www.ted.com/services/v1/oembed.json"),
    "dailymotion.com": Host("Dailymotion", "https://www.dailymotion.com/services/oembed"),
}


def host_of(address: str) -> Host:
    """Of a host that we do not know, its name in the network."""
    name = (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    if name in KNOWN:
        return KNOWN[name]
    is_peertube = urlsplit(address).path.startswith(("/w/", "/videos/watch/"))
    return Host(name, moment="start" if is_peertube else "")


def oembed_address(address: str) -> str:
    """Where the host tells title and picture; "" where only the page itself may."""
    endpoint = host_of(address).oembed
    return f"{endpoint}?format=json&url={quote(address, safe='')}" if endpoint else ""


def at(address: str, seconds: int) -> str:
    """The address of a moment; "" where the host has none."""
    how = host_of(address).moment
    parts = urlsplit(address)
    if how == "#":
        return urlunsplit(parts._replace(fragment=f"t={seconds}s"))
    if how:
        query = [(name, value) for name, value in parse_qsl(parts.query) if name != how]
        return urlunsplit(parts._replace(query=urlencode([*query, (how, f"{seconds}s")]), fragment=""))
    return ""
