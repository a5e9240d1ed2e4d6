"""What stands on the pages of a podcast, an episode, a video. What is not open to the reader is not in it."""

from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest

from rounds.content import json_ld
from rounds.content.addresses import address_of
from rounds.content.pictures.markup import address as picture_address
from rounds.content.zoned import ZonedQuerySet
from rounds.media import playing
from rounds.media.models import Recording

if TYPE_CHECKING:
    from rounds.content.models import Episode, Podcast, Video, Videos
    from rounds.content.serving import Reader

ON_A_PAGE = 24
MOST = 200  # episodes of a season on its page; the feed has them all


class App(NamedTuple):
    """A program that takes a feed over from a link: its scheme is opened on the device, and nobody else is asked."""

    name: str
    url: str


class Season(NamedTuple):
    number: int | None
    episodes: int
    is_shown: bool


class Row(NamedTuple):
    page: Any
    is_open: bool
    minutes: int
    still: str = ""


class Neighbour(NamedTuple):
    title: str
    url: str


class ServedPodcast:
    def beside(self, request: HttpRequest, reader: "Reader") -> dict[str, Any]:
        return beside_podcast(cast("Podcast", self), request, reader)


class ServedEpisode:
    def described(self, around: dict[str, Any]) -> dict[str, object]:
        page = cast("Episode", self)
        return json_ld.episode(page, page.get_parent(), around["authors"])

    def beside(self, request: HttpRequest, reader: "Reader", *, is_open: bool) -> dict[str, Any]:
        return beside_episode(cast("Episode", self), reader, is_open=is_open)


class ServedVideos:
    def beside(self, request: HttpRequest, reader: "Reader") -> dict[str, Any]:
        return beside_videos(cast("Videos", self), request, reader)


class ServedVideo:
    def described(self, around: dict[str, Any]) -> dict[str, object]:
        return json_ld.video(self, around["authors"])

    def beside(self, request: HttpRequest, reader: "Reader", *, is_open: bool) -> dict[str, Any]:
        return _played(cast("Video", self).recording, is_open=is_open)


def beside_podcast(page: "Podcast", request: HttpRequest, reader: "Reader") -> dict[str, Any]:
    """One season at a time, the newest first; a show without seasons stands there whole."""
    known = page.listed().known_in(reader.zones)
    counts = dict(known.order_by("season").values_list("season").annotate(Count("pk")))
    shown = _asked(request.GET.get("season", ""), counts)
    episodes = _newest(known.filter(season=shown).select_related("recording"))
    seasons = [Season(number, counts[number], number == shown) for number in _in_order(counts)]
    feed = feed_of(page)
    return {
        "rows": [
            Row(one, one.is_open_in(reader.zones), minutes_of(one.recording)) for one in episodes[:MOST]
        ],
        "seasons": seasons if len(seasons) > 1 else [],
        "count": sum(counts.values()),
        "cover": picture_address(page.cover, "cover"),
        "feed": feed,
        "apps": apps_for(feed),
    }


def beside_videos(page: "Videos", request: HttpRequest, reader: "Reader") -> dict[str, Any]:
    known = page.listed().known_in(reader.zones).select_related("recording", "picture")
    rows = _newest(known.prefetch_related("picture__renditions"))
    part = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "part": part,
        "rows": [
            Row(one, one.is_open_in(reader.zones), minutes_of(one.recording), _still_of(one)) for one in part
        ],
    }


def beside_episode(page: "Episode", reader: "Reader", *, is_open: bool) -> dict[str, Any]:
    show = page.get_parent()
    before, after = _around(page, reader, show)
    return {
        "show": show,
        "before": before,
        "after": after,
        **_played(page.recording, is_open=is_open),
    }


def apps_for(feed: str) -> list[App]:
    parts = urlsplit(feed)
    bare = f"{parts.netloc}{parts.path}"
    return [
        App("Apple Podcasts", f"podcast://{bare}"),
        App("Pocket Casts", f"pktc://subscribe/{bare}"),
        App("Overcast", f"overcast://x-callback-url/add?url={quote(feed, safe='')}"),
        App("AntennaPod", f"antennapod-subscribe://{bare}"),
    ]


def feed_of(page: "Podcast") -> str:
    return f"{settings.PUBLIC_URL}{address_of(page.url_path)}feed.xml"


def minutes_of(recording: Recording | None) -> int:
    """At least one, of what lasts at all."""
    seconds = recording.seconds if recording else None
    return max(1, round(seconds / 60)) if seconds else 0


def _still_of(page: "Video") -> str:
    """What the recording shows, or the page's own picture; everybody may see either."""
    still = playing.poster_src(page.recording) if page.recording else ""
    return still or picture_address(page.picture, "card")


def _newest(shelf: ZonedQuerySet) -> ZonedQuerySet:
    """As a list needs them, which shows no text."""
    return shelf.defer("body", "opening").order_by("-first_published_at", "-pk")


def _in_order(counts: dict[int | None, int]) -> list[int | None]:
    return sorted(counts, key=lambda number: number or 0, reverse=True)


def _asked(text: str, counts: dict[int | None, int]) -> int | None:
    """ "0" asks for what is in no season. Whatever else is asked for, the newest season is the answer."""
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
    season = asked or None
    return season if season in counts else next(iter(_in_order(counts)), None)


def _around(page: "Episode", reader: "Reader", show: Any) -> tuple[Neighbour | None, Neighbour | None]:
    """The episodes before and after it, as they were published."""
    if page.first_published_at is None:
        return None, None
    known = type(page).objects.sibling_of(page).live().known_in(reader.zones).exclude(pk=page.pk)
    at, base = page.first_published_at, address_of(show.url_path)
    earlier = known.filter(Q(first_published_at__lt=at) | Q(first_published_at=at, pk__lt=page.pk))
    later = known.filter(Q(first_published_at__gt=at) | Q(first_published_at=at, pk__gt=page.pk))
    return (
        _first(earlier.order_by("-first_published_at", "-pk"), base),
        _first(later.order_by("first_published_at", "pk"), base),
    )


def _first(episodes: ZonedQuerySet, base: str) -> Neighbour | None:
    found = episodes.values_list("title", "slug").first()
    return Neighbour(found[0], f"{base}{found[1]}/") if found else None


def _played(recording: Recording | None, *, is_open: bool) -> dict[str, Any]:
    """The player where the page is open; else how long it lasts, and its still picture."""
    return {
        "recording": recording if is_open else None,
        "minutes": minutes_of(recording),
        "still": playing.poster_src(recording) if recording else "",
    }
