"""The outbox of a sample installation: what would have been sent, for anyone to read. Elsewhere it is not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rounds.mail.models import Message
from rounds.mail.views.sample import as_sent, only_in_a_sample

SHOWN = 100


@require_safe
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    only_in_a_sample()
    messages = Message.objects.order_by("-created_at", "-pk")[:SHOWN]
    return render(request, "mail/outbox.html", {"messages_written": messages, "shown": SHOWN})


@require_safe
@never_cache
def message(request: HttpRequest, message_id: int) -> HttpResponse:
    only_in_a_sample()
    found = get_object_or_404(Message, pk=message_id)
    return render(request, "mail/message.html", {"mail": found})


@require_safe
@never_cache
def message_html(request: HttpRequest, message_id: int) -> HttpResponse:
    only_in_a_sample()
    return as_sent(get_object_or_404(Message, pk=message_id).html)
