"""The outbox of a sample installation: what would have been sent, for anyone to read. Elsewhere it is not there."""

import nh3
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rounds.mail.models import Message

SHOWN = 100
REMOTE = {"img", "picture", "video", "audio"}  # what would be fetched from somewhere when it is shown


@require_safe
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    _only_in_a_sample()
    messages = Message.objects.order_by("-created_at", "-pk")[:SHOWN]
    return render(request, "mail/outbox.html", {"messages_written": messages, "shown": SHOWN})


@require_safe
@never_cache
def message(request: HttpRequest, message_id: int) -> HttpResponse:
    _only_in_a_sample()
    found = get_object_or_404(Message, pk=message_id)
    return render(request, "mail/message.html", {"mail": found, "html": _harmless(found.html)})


def _only_in_a_sample() -> None:
    if not settings.SAMPLE:
        raise Http404


def _harmless(html: str) -> str:
    return mark_safe(nh3.clean(html, tags=nh3.ALLOWED_TAGS - REMOTE))  # noqa: S308 - cleaned here
