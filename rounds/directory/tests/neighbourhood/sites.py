"""A made site: what it answers under each path, and what must be read from it."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

X = '<a href="https://x.com/mercy">X</a>'
FB = '<a href="https://www.facebook.com/mercy">Facebook</a>'
IG = '<a href="https://www.instagram.com/mercy/">Instagram</a>'
YT = '<a href="https://www.youtube.com/@mercy">YouTube</a>'
LI = '<a href="https://www.linkedin.com/company/mercy">LinkedIn</a>'
GO = '<a href="https://x.com/mercy">go</a>'  # says nothing by itself
STRANGER = '<a href="https://x.com/stranger">go</a>'
TEXT = "<p>" + "We care for everybody who comes through our doors, by day and by night. " * 4 + "</p>"
FOOTER = f"<footer>{X}</footer>"


class Manner(StrEnum):
    """How an answer is sent."""

    PLAIN = "plain"
    STALLED = "stalled"  # the head of the answer never comes
    DRIPPING = "dripping"  # a few bytes at a time, for ever
    ENDLESS = "endless"  # as fast as it is taken, for ever
    BROKEN = "broken"  # breaks off in the middle
    GARBAGE = "garbage"  # is no HTTP


@dataclass(frozen=True)
class Reply:
    """ORIGIN, HOST and PORT in a text or a header stand for the site's own. A `tag` is an ETag, and answers 304."""

    text: str = ""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    charset: str = "utf-8"  # in which it is sent, whatever its type says
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    manner: Manner = Manner.PLAIN
    packed: str = ""
    tag: str = ""
    dated: str = ""


@dataclass(frozen=True)
class Site:
    """`expected`: kind, platform and name of each mention, or the code of the problem behind "!".

    Paths may begin with a label of their own host, as in "www:/about". Of a site with two `visits` the second counts.
    """

    what: str
    expected: str
    replies: Mapping[str, Reply]
    website: str = "ORIGIN/"
    is_hasty: bool = False  # read by a fetcher that waits for 0.4 s
    visits: int = 1

    @property
    def outcome(self) -> str | set[tuple[str, ...]]:
        if self.expected.startswith("!"):
            return self.expected[1:]
        return {tuple(one.replace("/", " ", 1).split()) for one in self.expected.split(",") if one.strip()}


def html(body: str, head: str = "", **options: object) -> Reply:
    return Reply(
        f"<!doctype html><html><head><title>Mercy</title>{head}</head><body>{body}</body></html>", **options
    )


def site(
    what: str, expected: str, body: str | Reply = TEXT + FOOTER, *, head: str = "", **options: object
) -> Site:
    """One home page and nothing else, or `pages` besides."""
    pages = dict(options.pop("pages", {}))
    home = body if isinstance(body, Reply) else html(body, head)
    return Site(what, expected, {"/": home, **pages}, **options)


def sends_to(location: str, status: int = 302) -> Reply:
    return Reply("<p>Moved.</p>", status, headers={"Location": location})


def plain(text: str, **options: object) -> Reply:
    return Reply(text, type="text/plain; charset=utf-8", **options)


def squeezed(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)
