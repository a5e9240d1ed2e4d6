"""What stands on the pages of a podcast, an episode, a video. What is not open to the reader is not in it."""

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from rounds.content.people import named_on
from rounds.content.zoned import ADVERTISED

if TYPE_CHECKING:
    from rounds.content.models import Episode, Podcast, Video
    from rounds.content.serving import Reader


class App(NamedTuple):
    """A program that takes a feed over from a link that asks nothing of anybody: its scheme is opened on the device."""

    name: str
    url: str


class Season(NamedTuple):
    number: int | None
    count: int
    is_shown: bool


def beside_podcast(page: "Podcast", request: HttpRequest, reader: "Reader") -> dict[str, Any]:
    """One season at a time, the newest first; a show without seasons stands there whole, in parts."""
    known = page.listed().filter(Q(zone__in=ADVERTISED) | Q(zone__in=reader.zones))
    counted = known.order_by("season").values_list("season").annotate(Count("pk"))
    counts = dict(counted)
    shown = _asked(request.GET.get("season", ""), counts)
    episodes = known.filter(season=shown).select_related("recording") if len(counts) > 1 else known.select_related("recording")
    rows = list(episodes.order_by("-first_published_at", "-pk")[:200])
    return {
        "rows": [(one, one.is_open_in(reader.zones)) for one in rows],
        "seasons": [Season(number, counts[number], number == shown) for number in _in_order(counts)]
        if len(counts) > 1
        else [],
        "count": sum(counts.values()),
        "feed": feed_of(page, request),
        "apps": apps_for(feed_of(page, request)),
    }


def _in_order(counts: dict[int | None, int]) -> list[int | None]:
    return sorted(counts, key=lambda number: number or 0, reverse=True)


def _asked(text: str, counts: dict[int | None, int]) -> int | None:
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
    return asked if asked in counts else next(iter(_in_order(counts)), None)


def feed_of(page: "Podcast", request: HttpRequest) -> str:
    return f"{settings.PUBLIC_URL}{page.get_url(request)}feed.xml"


def apps_for(feed: str) -> list[App]:
    parts = urlsplit(feed)
    bare = f"{parts.netloc}{parts.path}"
    return [
        App("Apple Podcasts", f"podcast://{bare}"),
        App("Pocket Casts", f"pktc://subscribe/{bare}"),
        App("Overcast", f"overcast://x-callback-url/add?url={feed}"),
        App("AntennaPod", f"antennapod-subscribe://{bare}"),
    ]


def beside_episode(
    page: "Episode", request: HttpRequest, reader: "Reader", *, is_open: bool
) -> dict[str, Any]:
    return {
        "people": named_on([page.pk], timezone.now().date())[page.pk],
        **_neighbours(page, reader),
        **_player(page, is_open),
    }


def beside_video(page: "Video", request: HttpRequest, reader: "Reader", *, is_open: bool) -> dict[str, Any]:
    return {"people": named_on([page.pk], timezone.now().date())[page.pk], **_player(page, is_open)}


def _player(page: Any, is_open: bool) -> dict[str, Any]:
    return {"recording": page.recording if is_open else None}


def _neighbours(page: "Episode", reader: "Reader") -> dict[str, Any]:
    return {}
