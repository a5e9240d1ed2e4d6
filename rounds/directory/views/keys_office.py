"""The back office for the keys of the API: give one out, take it back."""

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rounds.directory.actions.api_keys import issue_key, restore_key, revoke_key
from rounds.directory.models import ApiKey
from rounds.users.models import User

PERMISSION = "directory.add_apikey"
PER_MINUTE = 600
MOST_PER_MINUTE = 10_000


class KeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=100,
        help_text=gettext_lazy("The program or the organization, so that you know whom to ask."),
    )
    per_minute = forms.IntegerField(
        label=gettext_lazy("Requests a minute"), min_value=1, max_value=MOST_PER_MINUTE, initial=PER_MINUTE
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def api_keys(request: HttpRequest) -> HttpResponse:
    """A new key stands on the page that answers the form, and never again."""
    form = KeyForm(request.POST or None)
    new = ""
    if request.method == "POST" and form.is_valid():
        _kept, new = issue_key(**form.cleaned_data, by=cast(User, request.user), at=timezone.now())
        form = KeyForm()
    context = {
        "form": form,
        "new": new,
        "keys": ApiKey.objects.select_related("owner").order_by("-created_at", "-pk"),
        "breadcrumbs_items": [{"url": "", "label": _("API keys")}],
        "header_title": _("API keys"),
        "header_icon": "key",
    }
    return render(request, "directory/office/api_keys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def api_key(request: HttpRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(ApiKey, pk=pk)
    if request.method != "POST":
        return _page(request, key)
    if request.POST.get("do") == "restore":
        restore_key(key=key, by=cast(User, request.user), at=timezone.now())
        messages.success(request, _("“%(name)s” works again.") % {"name": key.name})
    else:
        revoke_key(key=key, by=cast(User, request.user), at=timezone.now())
        messages.success(request, _("“%(name)s” no longer works.") % {"name": key.name})
    return redirect("office_api_keys")


def _page(request: HttpRequest, key: ApiKey) -> HttpResponse:
    context = {
        "key": key,
        "breadcrumbs_items": [
            {"url": reverse("office_api_keys"), "label": _("API keys")},
            {"url": "", "label": key.name},
        ],
        "header_title": key.name,
        "header_icon": "key",
    }
    return render(request, "directory/office/api_key.html", context)
