"""Which kinds of mail somebody who is signed in gets, each with one button."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rounds.mail.actions import refuse, take_back_refusal
from rounds.mail.models import Refusal
from rounds.mail.topics import topics


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    address = request.user.get_username()
    if request.method == "POST":
        _change(address, request.POST)
        return redirect("mail:mine")
    refused = set(Refusal.objects.of(address).values_list("topic", flat=True))
    shown = [
        {"name": name, "label": one.label, "is_refused": name in refused} for name, one in topics().items()
    ]
    return render(request, "mail/mine.html", {"topics": shown, "address": address})


def _change(address: str, said: QueryDict) -> None:
    topic = said.get("topic", "")
    if topic not in topics():
        raise Http404
    if said.get("do") == "again":
        take_back_refusal(address=address, topic=topic)
    else:
        refuse(address=address, topic=topic, at=timezone.now())
