"""Feeds as everybody may read them."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from rounds.content.addresses import address_of
from rounds.content.feeds import chapters, kept, subjects
from rounds.content.feeds.entries import For
from rounds.content.feeds.making import make, suits
from rounds.content.feeds.subjects import Subject
from rounds.content.models import Episode, Topic
from rounds.core.zones import Zone
from rounds.media import playing
from rounds.media.models import Recording, Track

VISITOR = frozenset({Zone.PUBLIC.value})


class Open:
    """What is open to everybody lies at its own address."""

    def file(self, recording: Recording) -> str:
        return f"{settings.PUBLIC_URL}{playing.src(recording)}"

    def track(self, recording: Recording, track: Track) -> str:
        return f"{settings.PUBLIC_URL}{playing.words_src(track)}"

    def chapters(self, page: Any) -> str:
        if not isinstance(page, Episode):
            return ""
        above, _slash, _slug = address_of(page.url_path).rstrip("/").rpartition("/")
        return f"{settings.PUBLIC_URL}{above}/chapters/{page.guid}.json"


@require_safe
def of_page(request: HttpRequest, path: str, ending: str) -> HttpResponse:
    """Beside the page that it is of: "news/feed.atom". At the top: all that is new."""
    return _sent(request, subjects.at(path), ending)


@require_safe
def of_topic(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    return _sent(request, subjects.of_topic(get_object_or_404(Topic, slug=slug)), ending)


def _sent(request: HttpRequest, subject: Subject | None, ending: str) -> HttpResponse:
    if subject is None or not suits(subject, ending):
        raise Http404
    address = f"{settings.PUBLIC_URL}{request.path}"
    reader = For(VISITOR, Open())
    state, newest = subject.state(VISITOR)
    return kept.public(request, state, newest, lambda: make(subject, ending, reader, address))


@require_safe
def chapters_of(request: HttpRequest, path: str, guid: str) -> HttpResponse:
    """Of an episode that everybody may hear: whoever has no part in it does not learn what is spoken of when."""
    episode = get_object_or_404(Episode.objects.live().filter(zone=Zone.PUBLIC), guid=guid)
    if not address_of(episode.url_path).startswith(f"/{path}"):
        raise Http404
    told = chapters.document(episode, f"{settings.PUBLIC_URL}{address_of(episode.url_path)}")
    response = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=chapters.TYPE)
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
