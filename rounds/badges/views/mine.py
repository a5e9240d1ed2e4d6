"""One's own badges: to look at, share, and take along."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.badges.actions import awarding
from rounds.badges.credentials import number
from rounds.badges.drawing import picture_words
from rounds.badges.models import Award
from rounds.core.private_pages import private
from rounds.users.signed_in import person


@private
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _do(request)
    awards = Award.objects.of(request.user).select_related("achievement").order_by("-awarded_at", "-pk")
    return render(request, "badges/mine.html", {"rows": [_row(one) for one in awards]})


def _do(request: HttpRequest) -> HttpResponse:
    what, _colon, code = request.POST.get("do", "").partition(":")
    if not code.isalnum():
        raise Http404
    award = get_object_or_404(Award.objects.of(request.user), code=code)
    if what == "share":
        awarding.share(award=award, by=person(request), at=timezone.now())
        messages.success(
            request, _("Whoever has the address of the badge’s page can see it now, with your name.")
        )
    elif what == "unshare":
        awarding.unshare(award=award, by=person(request), at=timezone.now())
        messages.success(request, _("The page is yours alone again."))
    return redirect("badges:mine")


def _row(award: Award) -> dict[str, Any]:
    return {
        "award": award,
        "credits": number(award.hundredths),
        "picture_words": picture_words(award.achievement),
        "address": settings.PUBLIC_URL + award.get_absolute_url(),
        "linkedin": _linkedin(award) if award.is_public and not award.revoked_at else "",
    }


def _linkedin(award: Award) -> str:
    """A form of theirs, filled in. They learn nothing before the person goes there."""
    asked = {
        "startTask": "CERTIFICATION_NAME",
        "name": award.achievement.name,
        "organizationName": settings.HOUSE_NAME,
        "issueYear": award.awarded_at.year,
        "issueMonth": award.awarded_at.month,
        "certUrl": settings.PUBLIC_URL + award.get_absolute_url(),
        "certId": award.code,
    }
    return f"https://www.linkedin.com/profile/add?{urlencode(asked)}"
