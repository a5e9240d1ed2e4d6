"""What everybody may see: an achievement with its picture, and a badge whose holder shares it."""

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from rounds.badges import baking, checking, drawing
from rounds.badges.actions.achievements import picture_of
from rounds.badges.credentials import number
from rounds.badges.models import Achievement, Award, Picture
from rounds.badges.views.issuer import VC
from rounds.core.paper.typesetting import NotInTime
from rounds.users.speaking_as import shown

DAY = 24 * 3600


@require_safe
def achievement(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Achievement, slug=slug)
    context = {"achievement": found, "picture_words": drawing.picture_words(found)}
    return render(request, "badges/achievement.html", context)


def _tag(request: HttpRequest, slug: str, ending: str) -> str:
    """Of what the picture shows."""
    found = get_object_or_404(Achievement, slug=slug)
    return f'"{sha256(repr((found.code, found.name, found.language, ending)).encode()).hexdigest()[:16]}"'


@require_safe
@condition(etag_func=_tag)
def picture(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    drawn = _drawn(get_object_or_404(Achievement, slug=slug))
    if drawn is None:
        return HttpResponse(status=503, headers={"Retry-After": "10"})
    content, kind = (drawn.svg, "image/svg+xml") if ending == "svg" else (bytes(drawn.png), "image/png")
    response = HttpResponse(content, content_type=kind)
    patch_cache_control(response, public=True, max_age=DAY)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def award(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a badge: its holder's alone until they share it."""
    found = _found(request, code)
    checked = checking.check_kept(found)
    day = timezone.now().date()
    context: dict[str, Any] = {
        "award": found,
        "achievement": found.achievement,
        "picture_words": drawing.picture_words(found.achievement),
        "holder": shown([found.user_id], day)[found.user_id],
        "verdict": checked.verdict.value,
        "is_own": found.user_id == request.user.pk,
        "credits": number(found.hundredths),
    }
    return _private(render(request, "badges/award.html", context))


@require_safe
def credential(request: HttpRequest, code: str) -> HttpResponse:
    """To the letter as it was signed."""
    found = _found(request, code)
    return _file(found, found.credential.encode(), VC, "json")


@require_safe
def baked(request: HttpRequest, code: str) -> HttpResponse:
    """The picture with the credential in it."""
    found = _found(request, code)
    drawn = _drawn(found.achievement)
    if drawn is None:
        return render(request, "badges/no_picture.html", {"award": found}, status=503)
    return _file(found, baking.bake(bytes(drawn.png), found.credential), "image/png", "png")


def _found(request: HttpRequest, code: str) -> Award:
    awards = Award.objects.select_related("achievement", "user", "key").exclude(credential="")
    found = get_object_or_404(awards, code=code)
    if not found.is_public and found.user_id != request.user.pk:
        raise Http404
    return found


def _drawn(achievement: Achievement) -> Picture | None:
    try:
        return picture_of(achievement=achievement)
    except NotInTime:
        return None


def _file(award: Award, content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"{award.achievement.slug}-{award.code[:6]}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    response = HttpResponse(content, content_type=kind, headers=headers)
    if award.is_public:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    """Who may see it is asked each time, and no search engine finds it."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
