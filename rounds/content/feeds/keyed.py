"""Feeds at an address that is a key. Its person is asked for anew each time: what they may read at that moment."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.content.addresses import address_of
from rounds.content.feeds import chapters, kept, subjects
from rounds.content.feeds.actions import digest_of, private_feed_fetched
from rounds.content.feeds.entries import For
from rounds.content.feeds.lapsing import notice
from rounds.content.feeds.making import make, suits
from rounds.content.models import Episode, PrivateFeed
from rounds.content.playing import may_play
from rounds.core.limits import Meter, visitor
from rounds.core.zones import open_to
from rounds.media.models import Recording, Track
from rounds.media.views import send

A_MINUTE = 60
PARTS_A_MINUTE = 600  # a player asks for a recording bit by bit
UNKNOWN_A_MINUTE = 30
feed_meter, part_meter, unknown_meter = Meter("private-feed"), Meter("private-part"), Meter("private-unknown")

View = Callable[..., HttpResponseBase]


class Keyed:
    """What is behind the key lies below it, since programs that play are signed in nowhere."""

    def __init__(self, key: str) -> None:
        self.key = key

    def file(self, recording: Recording) -> str:
        return self._whole("recording", recording.pk, recording.file_name)

    def track(self, recording: Recording, track: Track) -> str:
        return self._whole("track", track.pk)

    def chapters(self, page: Any) -> str:
        return self._whole("private_chapters", page.guid) if isinstance(page, Episode) else ""

    def _whole(self, name: str, *args: object) -> str:
        return f"{settings.PUBLIC_URL}{reverse(f'feeds:{name}', args=[self.key, *args])}"


def keyed(meter: Meter, a_minute: int) -> Callable[[View], View]:
    """The view gets the feed instead of the key, if there is one. No cache but the program's own keeps the answer."""

    def decorate(view: View) -> View:
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest, token: str, *args: Any, **more: Any) -> HttpResponseBase:
            response = _admitted(meter, a_minute, view, request, token, args, more)
            response.headers["Cache-Control"] = "private, no-cache"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return answer

    return decorate


def _admitted(
    meter: Meter, a_minute: int, view: View, request: HttpRequest, token: str, args: Any, more: Any
) -> HttpResponseBase:
    feed = PrivateFeed.objects.in_force().select_related("user").filter(digest=digest_of(token)).first()
    who, limit = (f"feed-{feed.pk}", a_minute) if feed else (visitor(request), UNKNOWN_A_MINUTE)
    reading = (meter if feed else unknown_meter).take(who, limit)
    if not reading.is_admitted:
        return _plain(_("Too often. Please come back in a minute."), 429, {"Retry-After": str(reading.reset)})
    if feed is None:
        return _plain(_("This address does not work, or no longer."), 410)
    return view(request, feed, token, *args, **more)


def _plain(words: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(
        f"{words}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers
    )


@keyed(feed_meter, A_MINUTE)
def feed(request: HttpRequest, feed: PrivateFeed, key: str, ending: str) -> HttpResponse:
    now = timezone.now()
    page = feed.page.specific if feed.page else None
    subject = subjects.of_page(page) if page else subjects.everything()
    if subject is None or not suits(subject, ending) or (page and not page.live):
        raise Http404
    private_feed_fetched(feed=feed, on=now.date())
    zones = open_to(feed.user)
    told = notice(feed, zones, now)
    address = f"{settings.PUBLIC_URL}{request.path}"
    state = f"{subject.state(zones)[0]} {sorted(zones)} {told.id if told else ''}"
    reader = For(zones, Keyed(key))
    before = [told] if told else []
    return kept.private(
        request, state, lambda: make(subject, ending, reader, address, before=before, is_private=True)
    )


@keyed(part_meter, PARTS_A_MINUTE)
def recording(request: HttpRequest, feed: PrivateFeed, _key: str, pk: int, file: str) -> HttpResponseBase:
    """Whatever name it was once asked under: programs keep addresses for years."""
    found = get_object_or_404(Recording.objects.exclude(file=""), pk=pk)
    _must_be_playable(feed, found.pk)
    return send(request, found)


@keyed(part_meter, PARTS_A_MINUTE)
def track(request: HttpRequest, feed: PrivateFeed, _key: str, pk: int) -> HttpResponse:
    found = get_object_or_404(Track, pk=pk)
    _must_be_playable(feed, found.recording_id)
    return HttpResponse(found.vtt, content_type="text/vtt; charset=utf-8")


@keyed(part_meter, PARTS_A_MINUTE)
def chapters_of(request: HttpRequest, feed: PrivateFeed, _key: str, guid: UUID) -> HttpResponse:
    episode = get_object_or_404(Episode.objects.live().visible_to(feed.user), guid=guid)
    told = chapters.document(episode, f"{settings.PUBLIC_URL}{address_of(episode.url_path)}")
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type=chapters.TYPE)


def _must_be_playable(feed: PrivateFeed, pk: int) -> None:
    if pk not in may_play(feed.user, [pk]):
        raise Http404  # as if there were none: what a program wants to hear is in its feed
