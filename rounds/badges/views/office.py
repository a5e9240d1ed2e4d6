"""The back office for badges: what can be earned, who earned it, and the keys that sign."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rounds.badges import did, drawing
from rounds.badges.actions import achievements, awarding
from rounds.badges.actions.keys import rotate_key
from rounds.badges.credentials import Evidence, number
from rounds.badges.finding import AWARD, KEYS, WRITE
from rounds.badges.forms import AchievementForm, AwardForm, RevokeForm
from rounds.badges.models import Achievement, Award, SigningKey
from rounds.core.office_page import office_page
from rounds.users.signed_in import person

ICON = "success"
A_PAGE = 50
View = Callable[..., HttpResponse]


def _for(permission: str, *methods: str) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @require_http_methods(methods or ["GET", "HEAD", "POST"])
        @permission_required(permission, raise_exception=True)
        @wraps(view)
        def guarded(request: HttpRequest, **more: Any) -> HttpResponse:
            return view(request, **more)

        return guarded

    return decorate


@_for(WRITE, "GET", "HEAD")
def badges(request: HttpRequest) -> HttpResponse:
    standing = Count("awards", filter=Q(awards__revoked_at=None))
    found = Achievement.objects.annotate(awarded=standing).order_by("name", "pk")
    rows = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return _show(
        request, "achievements", _("Badges"), {"page_obj": rows, "may_see_keys": _may_see_keys(request)}
    )


@_for(WRITE)
def new(request: HttpRequest) -> HttpResponse:
    form = AchievementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in achievements.WORDS}
        made = achievements.make_achievement(
            kind=Achievement.Kind.OTHER,
            key=form.cleaned_data["slug"],
            words=words,
            by=person(request),
            at=timezone.now(),
        )
        return redirect("office_badge", made.pk)
    return _show(request, "describe", _("New badge"), {"form": form}, [_all()], status=_status(form))


@_for(WRITE)
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Achievement, pk=pk)
    form = AchievementForm(request.POST if request.method == "POST" else None, achievement=found)
    if request.method == "POST" and form.is_valid():
        achievements.describe_achievement(
            achievement=found, words=form.cleaned_data, by=person(request), at=timezone.now()
        )
        messages.success(request, _("Kept. Badges that were awarded before stay as they were signed."))
        return redirect("office_badge", pk)
    context = {"form": form, "achievement": found}
    return _show(request, "describe", found.name, context, [_all(), _one(found)], status=_status(form))


@_for(WRITE)
def badge(request: HttpRequest, pk: int) -> HttpResponse:
    """An achievement, who has it, and awarding it to one more."""
    found = get_object_or_404(Achievement, pk=pk)
    form = AwardForm(request.POST if request.method == "POST" else None)
    may_award = request.user.has_perm(AWARD)
    if request.method == "POST" and may_award and form.is_valid():
        return _award(request, found, form)
    awards = found.awards.select_related("user").order_by("-awarded_at", "-pk")
    context = {
        "achievement": found,
        "page_obj": Paginator(awards, A_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "may_award": may_award,
        "picture_words": drawing.picture_words(found),
    }
    return _show(request, "achievement", found.name, context, [_all()], status=_status(form))


@_for(AWARD)
def award(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Award.objects.select_related("achievement", "user", "key", "awarded_by"), pk=pk)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        awarding.revoke(award=found, reason=reason, by=person(request), at=timezone.now())
        messages.success(request, _("Taken back. Whoever verifies it is told so within minutes."))
        return redirect("office_award", pk)
    context = {"award": found, "form": form, "credits": number(found.hundredths)}
    above = [_all(), _one(found.achievement)]
    return _show(request, "award", str(found.user), context, above, status=_status(form))


@_for(KEYS)
def keys(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        rotate_key(by=person(request), at=timezone.now())
        messages.success(request, _("A new key signs from now on. What the former signed stays valid."))
        return redirect("office_badge_keys")
    found = SigningKey.objects.annotate(signed=Count("awards")).order_by("-began_at", "-pk")
    context = {"keys": found, "issuer": did.did_of(settings.PUBLIC_URL)}
    return _show(request, "keys", _("Signing keys"), context, [_all()])


@_for(KEYS, "GET", "HEAD")
def key(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(SigningKey.objects.annotate(signed=Count("awards")), pk=pk)
    above = [_all(), {"url": reverse("office_badge_keys"), "label": _("Signing keys")}]
    return _show(request, "key", str(found), {"key": found}, above)


def _award(request: HttpRequest, found: Achievement, form: AwardForm) -> HttpResponse:
    told = form.cleaned_data["evidence"]
    made = awarding.award(
        user=form.cleaned_data["email"],
        achievement=found,
        evidence=[Evidence(found.name, told)] if told else [],
        by=person(request),
        at=timezone.now(),
    )
    messages.success(request, _("%(name)s has the badge.") % {"name": made.user})
    return redirect("office_award", made.pk)


def _may_see_keys(request: HttpRequest) -> bool:
    return request.user.has_perm(KEYS)


def _all() -> dict[str, str]:
    return {"url": reverse("office_badges"), "label": _("Badges")}


def _one(achievement: Achievement) -> dict[str, str]:
    return {"url": reverse("office_badge", args=[achievement.pk]), "label": achievement.name}


def _status(form: Any) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200


def _show(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    above: list[dict[str, str]] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = f"badges/office/{name}.html"
    return office_page(request, page, title, context, icon=ICON, way=above, status=status)
