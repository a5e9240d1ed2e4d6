from typing import cast

from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rounds.users.actions.signing_in import choose_language
from rounds.users.models import User
from rounds.users.signing_in import again as codes
from rounds.users.signing_in.forms import CodeAgainForm, LanguageForm
from rounds.users.signing_in.language import is_a_choice
from rounds.users.signing_in.overview import ways_in


@login_required
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    mine = ways_in(user, timezone.now())
    shown = {
        "mine": mine,
        "providers": get_adapter(request).list_providers(request),
        "here": request.session.session_key,
        "is_for_office": request.GET.get("for") == "office" and not mine.has_second_step,
        "language_form": LanguageForm(initial={"language": user.language}) if is_a_choice() else None,
    }
    return render(request, "users/sign_in.html", shown)


@never_cache
@require_safe
def by_code(request: HttpRequest) -> HttpResponse:
    """Where the mail to somebody leads who signed up twice.

    Their browser still waits for the code to a sign-up that is none, and would show nothing but that.
    """
    if not request.user.is_authenticated:
        clear_login(request)
    return redirect("account_request_login_code")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """The library sends people here who have nothing else to show who they are."""
    if request.POST.get("do") == "send" and not codes.send(request):
        return render(request, "429.html", status=429)
    is_answer = request.method == "POST" and "do" not in request.POST and codes.is_sent(request)
    form = CodeAgainForm(request.POST if is_answer else None)
    if is_answer and form.is_valid():
        if codes.is_right(request, form.cleaned_data["code"]):
            return resume_request(request) or redirect("sign_in_overview")
        form.add_error("code", _("That did not fit. Try once more."))
    shown = {
        "form": form if codes.is_sent(request) else None,
        "next": get_next_redirect_url(request) or "",
    }
    return render(request, "users/sign_in_again.html", shown)


@login_required
@require_POST
def sign_out_device(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    device = session.user_agent
    end_sessions(request, [session])
    messages.success(request, _("%(device)s is signed out.") % {"device": device})
    return redirect("usersessions_list")


@login_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    if form.is_valid():
        choose_language(user=cast(User, request.user), language=form.cleaned_data["language"])
        messages.success(request, _("From now on in this language."))
    return redirect("sign_in_overview")
