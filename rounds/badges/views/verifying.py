"""Anybody brings a badge, and is told whether it is ours and stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rounds.badges import checking
from rounds.badges.checking import Checked
from rounds.badges.forms import VerifyForm
from rounds.core.limits import admit
from rounds.users.speaking_as import shown

PLACES, SECONDS = 20, 600


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, {"form": VerifyForm()})
    if not admit(request, "badges-verify", places=PLACES, seconds=SECONDS):
        return _show(request, {"form": VerifyForm(), "is_often": True}, status=429)
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, {"form": form}, status=422)
    return _show(request, {"form": VerifyForm()} | _told(checking.check(form.cleaned_data["credential"])))


def _told(checked: Checked) -> dict[str, Any]:
    """A name only where its holder shares the badge: whoever finds a file learns no more than is in it."""
    told: dict[str, Any] = {
        "verdict": checked.verdict.value,
        "issuer": checked.issuer,
        "award": checked.award,
    }
    award = checked.award
    if award and award.is_public:
        told["holder"] = shown([award.user_id], timezone.now().date())[award.user_id]
    return told


def _show(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, "badges/verify.html", context, status=status)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response
