"""One's own profile, the pages of people, and the directory."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rounds.core.limits import admit
from rounds.users.actions import profiles
from rounds.users.actions.profiles import picture_file
from rounds.users.models import Profile, User
from rounds.users.people import finding, page, pictures
from rounds.users.people.audience import EVERYONE, MEMBERS, is_member, open_for
from rounds.users.people.editing import initial, waiting
from rounds.users.people.forms import PictureForm, ProfileForm, SearchForm
from rounds.users.people.options import credential_options, language_options
from rounds.users.people.topics import SUGGESTED

_private = cache_control(private=True, no_cache=True)


@_private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    now = timezone.now()
    mine = profiles.begin(user=user, at=now)
    if request.method != "POST":
        return _profile_page(request, mine, ProfileForm(initial=initial(mine)))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _profile_page(request, mine, form.showable(), status=422)
    mine = profiles.change(user=user, said=form.said(), by=user, at=now)
    messages.success(request, _("Saved."))
    return redirect("users:profile")


@_private
@login_required
@require_POST
def picture(request: HttpRequest) -> HttpResponse:
    """A new picture, or none. What stands in the other form of the page is not sent, so nothing of it is lost."""
    user = _user(request)
    mine = profiles.begin(user=user, at=timezone.now())
    if request.POST.get("do") == "take-away":
        profiles.take_picture_away(user=user, by=user, at=timezone.now())
        messages.success(request, _("Your picture is gone."))
        return redirect("users:profile")
    if not admit(request, "picture", places=30, seconds=3600, who=str(user.pk)):
        messages.error(request, _("That were very many pictures. Please try again in an hour."))
        return redirect("users:profile")
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return _profile_page(request, mine, ProfileForm(initial=initial(mine)), form, status=422)
    profiles.bring_picture(user=user, picture=form.cleaned_data["picture"], by=user, at=timezone.now())
    messages.success(request, _("Your picture is here."))
    return redirect("users:profile")


@_private
@login_required
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """One's own page as others see it."""
    mine = profiles.begin(user=_user(request), at=timezone.now())
    sees = "members" if request.GET.get("as") == "members" else "everyone"
    audiences = MEMBERS if sees == "members" else EVERYONE
    context: dict[str, Any] = {"sees": sees, "is_hidden": mine.name_for not in audiences}
    if not context["is_hidden"]:
        context["person"] = page.person(mine, audiences=audiences, day=_today())
    return render(request, "users/preview.html", context)


@_private
@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    audiences = open_for(request.user)
    found = get_object_or_404(Profile.objects.seen_by(audiences).select_related("user"), slug=slug)
    context = {
        "person": page.person(found, audiences=audiences, day=_today()),
        "is_mine": found.user_id == request.user.pk,
        "is_member": len(audiences) > 1,
    }
    return render(request, "users/person.html", context)


@require_safe
def picture_of(request: HttpRequest, slug: str, pixels: int) -> HttpResponse | FileResponse:
    """To those to whom the picture is open, and to whoever it shows."""
    found = Profile.objects.of_people().exclude(picture="").filter(slug=slug).first()
    if found is None or pixels not in pictures.SIZES:
        raise Http404
    audiences = open_for(request.user)
    is_open = found.name_for in audiences and found.picture_for in audiences
    if not is_open and found.user_id != request.user.pk:
        raise Http404
    try:
        file = storages["private"].open(picture_file(found.picture, pixels))
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Robots-Tag"] = "noindex"
    return response


@_private
@login_required
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    if not is_member(request.user):
        return render(request, "users/members_only.html", status=403)
    query = SearchForm(request.GET).query()
    day = _today()
    found = finding.find(query, day=day)
    context = {
        "query": query,
        "languages": language_options(query.language),
        "credentials": credential_options(query.credential),
        "people": page.rows(found.people, audiences=MEMBERS, day=day),
        "following": found.following,
        "suggested": SUGGESTED,
        "filters": sum(bool(one) for one in (query.topic, query.language, query.credential)),
        "am_i_listed": Profile.objects.listed().filter(user=request.user.pk).exists(),
    }
    return render(request, "users/members.html", context)


def _profile_page(
    request: HttpRequest,
    mine: Profile,
    form: ProfileForm,
    picture_form: PictureForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    held_back = waiting(mine, _today())
    context = {
        "profile": mine,
        "form": form,
        "picture_form": picture_form or PictureForm(),
        "waiting": held_back,
        "to_state": next((one for one in held_back if not one.is_stated), None),
        "credentials_url": reverse("users:credentials"),
    }
    return render(request, "users/profile.html", context, status=status)


def _today() -> date:
    return timezone.now().date()


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required
    return request.user
