"""What stands on the pages of a podcast, an episode, a video. What is not open to the reader is not in it."""

from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest

from rounds.content import authors
from rounds.content.addresses import address_of
from rounds.content.authors import Author
from rounds.content.covers import CARD, SMALL_COVER, picture_at
from rounds.content.zoned import ADVERTISED, ZonedQuerySet
from rounds.core import json_in_html
from rounds.core.zones import Zone
from rounds.media import playing
from rounds.media.models import Recording

if TYPE_CHECKING:
    from rounds.content.models import Episode, Podcast, Video, Videos
    from rounds.content.serving import Reader

FREE = frozenset({Zone.PUBLIC.value, Zone.GUEST.value})
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
    def beside(self, request: HttpRequest, reader: "Reader", *, is_open: bool) -> dict[str, Any]:
        return beside_episode(cast("Episode", self), reader, is_open=is_open)


class ServedVideos:
    def beside(self, request: HttpRequest, reader: "Reader") -> dict[str, Any]:
        return beside_videos(cast("Videos", self), request, reader)


class ServedVideo:
    def beside(self, request: HttpRequest, reader: "Reader", *, is_open: bool) -> dict[str, Any]:
        return beside_video(cast("Video", self), reader, is_open=is_open)


def beside_podcast(page: "Podcast", request: HttpRequest, reader: "Reader") -> dict[str, Any]:
    """One season at a time, the newest first; a show without seasons stands there whole."""
    known = _known(page.listed(), reader)
    counts = dict(known.order_by("season").values_list("season").annotate(Count("pk")))
    shown = _asked(request.GET.get("season", ""), counts)
    episodes = known.filter(season=shown).select_related("recording").order_by("-first_published_at", "-pk")
    seasons = [Season(number, counts[number], number == shown) for number in _in_order(counts)]
    feed = feed_of(page)
    return {
        "rows": [
            Row(one, one.is_open_in(reader.zones), minutes_of(one.recording)) for one in episodes[:MOST]
        ],
        "seasons": seasons if len(seasons) > 1 else [],
        "count": sum(counts.values()),
        "cover": picture_at(page.cover, SMALL_COVER),
        "feed": feed,
        "apps": apps_for(feed),
    }


def beside_videos(page: "Videos", request: HttpRequest, reader: "Reader") -> dict[str, Any]:
    known = (
        _known(page.listed(), reader)
        .select_related("recording", "picture")
        .prefetch_related("picture__renditions")
    )
    part = Paginator(known.order_by("-first_published_at", "-pk"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return {
        "part": part,
        "rows": [
            Row(one, one.is_open_in(reader.zones), minutes_of(one.recording), _still_of(one)) for one in part
        ],
    }


def beside_episode(page: "Episode", reader: "Reader", *, is_open: bool) -> dict[str, Any]:
    show = page.get_parent()
    people = authors.of(page, reader.zones)
    before, after = _around(page, reader, show)
    return {
        "authors": people,
        "show": show,
        "before": before,
        "after": after,
        "json_ld": json_in_html.dumps(_episode_ld(page, show, people)),
        **_played(page.recording, is_open=is_open),
    }


def beside_video(page: "Video", reader: "Reader", *, is_open: bool) -> dict[str, Any]:
    people = authors.of(page, reader.zones)
    return {
        "authors": people,
        "json_ld": json_in_html.dumps(_video_ld(page, people)),
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
    return still or picture_at(page.picture, CARD)


def _known(shelf: ZonedQuerySet, reader: "Reader") -> ZonedQuerySet:
    return shelf.filter(Q(zone__in=ADVERTISED) | Q(zone__in=reader.zones))


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
    known = _known(type(page).objects.child_of(show).live().exclude(pk=page.pk), reader)
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


def _episode_ld(page: "Episode", show: Any, people: list[Author]) -> dict[str, object]:
    said = _ld("PodcastEpisode", page, people)
    said["partOfSeries"] = {
        "@type": "PodcastSeries",
        "name": show.title,
        "url": f"{settings.PUBLIC_URL}{address_of(show.url_path)}",
    }
    if page.number:
        said["episodeNumber"] = page.number
    if page.season:
        said["partOfSeason"] = {"@type": "PodcastSeason", "seasonNumber": page.season}
    return said


def _video_ld(page: "Video", people: list[Author]) -> dict[str, object]:
    said = _ld("VideoObject", page, people)
    if page.first_published_at:
        said["uploadDate"] = page.first_published_at.isoformat()
    if page.recording and (still := playing.poster_src(page.recording)):
        said["thumbnailUrl"] = f"{settings.PUBLIC_URL}{still}"
    return said


def _ld(kind: str, page: Any, people: list[Author]) -> dict[str, object]:
    """What everybody may know: neither the file's address nor its words."""
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": page.title,
        "description": page.summary,
        "url": f"{settings.PUBLIC_URL}{address_of(page.url_path)}",
        "inLanguage": page.language,
        "isAccessibleForFree": page.zone in FREE,
    }
    if page.first_published_at:
        said["datePublished"] = page.first_published_at.date().isoformat()
    if page.recording and page.recording.seconds:
        said["duration"] = f"PT{page.recording.seconds}S"
    if people:
        said["author"] = [{"@type": "Person", "name": str(one)} for one in people]
    return said
