"""A recording, its words and its picture, for whoever may play one page that carries it (`gates`)."""

from io import BytesIO

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from rounds.media import gates, playing, sending
from rounds.media.models import Recording, Track

PLAYED = "default-src 'none'; media-src 'self'"  # what a browser makes around a file that it is sent to
SHARED: dict[str, object] = {"public": True, "max_age": 300}  # of what everybody may have
OWN: dict[str, object] = {"private": True, "no_cache": True}


@require_safe
def recording(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    found = get_object_or_404(Recording.objects.exclude(file=""), pk=pk)
    if pk not in gates.open_to(request.user, [pk]):
        raise Http404  # as if there were none: its page says who may play it
    if name != found.file_name:
        return redirect(
            playing.src(found)
        )  # podcast apps keep addresses for years; the file may be another by now
    return send(request, found)


@require_safe
def words(request: HttpRequest, pk: int, kind: str, language: str) -> HttpResponseBase:
    track = get_object_or_404(Track, recording=pk, kind=kind, language=language)
    if pk not in gates.open_to(request.user, [pk]):
        raise Http404
    content = track.vtt.encode()
    what = sending.Sent(
        open=lambda: BytesIO(content),
        size=len(content),
        tag=f"{track.pk}-{track.changed_at.timestamp()}",
        content_type="text/vtt; charset=utf-8",
        name=f"{pk}-{kind}-{language}.vtt",
        is_download="download" in request.GET,
        cache=_cache(request),
    )
    return sending.send(request, what)


@require_safe
def poster(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Known with its page, also by those who may not play."""
    found = get_object_or_404(Recording, pk=pk)
    kept = found.poster
    if not kept.name or kept.name.rpartition("/")[2] != name or pk not in gates.known_to(request.user, [pk]):
        raise Http404
    what = sending.Sent(
        open=lambda: kept.storage.open(kept.name),
        size=kept.size,
        tag=name,
        content_type="image/webp",
        name=name,
        is_download=False,
        cache={"private" if request.user.is_authenticated else "public": True, "max_age": 3600},
    )
    return sending.send(request, what)


def send(request: HttpRequest, found: Recording) -> HttpResponseBase:
    """A file whose reader was let in. Storage with addresses of its own sends it itself, where an operator says so."""
    if settings.RECORDINGS_ORIGIN:
        return _from_storage(found)
    what = sending.Sent(
        open=lambda: found.file.storage.open(found.file.name),
        size=found.size or 0,
        tag=found.sha256,
        content_type=found.content_type,
        name=found.file_name,
        is_download="download" in request.GET,
        policy=PLAYED,
        cache=_cache(request),
    )
    return sending.send(request, what)


def _from_storage(found: Recording) -> HttpResponseBase:
    response = HttpResponseRedirect(found.file.storage.url(found.file.name))
    response["Cache-Control"] = "private, no-store"  # the address is good for a short while
    return response


def _cache(request: HttpRequest) -> dict[str, object]:
    return SHARED if not request.user.is_authenticated else OWN
