"""Stopping a kind of mail, and having it again. The link in the mail is the key; mail programs post to it, too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from rounds.core.limits import admit
from rounds.core.secret_pages import masked, secret
from rounds.mail import unsubscribing
from rounds.mail.actions import refuse, take_back_refusal
from rounds.mail.models import Refusal
from rounds.mail.topics import topics

POSTS, WITHIN = 60, 3600  # of one link, in seconds


@secret
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    asked = unsubscribing.read(token)
    if asked is None or asked[1] not in topics():
        raise Http404
    if request.method == "POST":
        return _change(request, token, *asked)
    return _page(request, *asked)


def _change(request: HttpRequest, token: str, address: str, topic: str) -> HttpResponse:
    if not admit(request, "mail.unsubscribe", places=POSTS, seconds=WITHIN, who=token):
        return _page(request, address, topic, status=429)
    chosen = request.POST.get("topic", topic)
    if chosen not in topics():
        raise Http404
    if request.POST.get("do") == "again":
        take_back_refusal(address=address, topic=chosen)
    else:
        refuse(address=address, topic=chosen, at=timezone.now())
    if "List-Unsubscribe" in request.POST:  # a mail program follows no redirect (RFC 8058, 3.2)
        return _page(request, address, topic)
    return redirect(request.path)


def _page(request: HttpRequest, address: str, topic: str, status: int = 200) -> HttpResponse:
    refused = set(Refusal.objects.of(address).values_list("topic", flat=True))
    context = {
        "address": masked(address),
        "name": topic,
        "topic": topics()[topic],
        "is_refused": topic in refused,
        "too_often": status == 429,
        "others": [
            {"name": name, "label": other.label, "is_refused": name in refused}
            for name, other in topics().items()
            if name != topic
        ],
    }
    return render(request, "mail/unsubscribe.html", context, status=status)
