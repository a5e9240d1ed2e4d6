"""The policies of the organizations that a person has a part in, and what can be adopted for them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.policies import overview
from rounds.policies.access import parts_of
from rounds.policies.actions import adopting
from rounds.policies.models import Template
from rounds.policies.refusals import why
from rounds.policies.refusing import Refused
from rounds.policies.views.place import number, own_page
from rounds.users.signed_in import person


@require_safe
@own_page
def policies(request: HttpRequest) -> HttpResponse:
    """By organization: what leaders write, what staff read, and what waits."""
    parts = parts_of(person(request), timezone.now())
    context = {
        "shelves": overview.shelves(parts),
        "templates": overview.to_adopt(person(request), parts),
        "leads": any(part.leads for part in parts.values()),
    }
    return render(request, "policies/own/policies.html", context)


@own_page
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """A template for an organization: for its leaders; others are told what they need."""
    found = get_object_or_404(Template.objects.known_to(request.user), slug=slug)
    if request.method != "POST":
        return _choose(request, found)
    parts = parts_of(person(request), timezone.now())
    part = parts.get(number(request.POST.get("organization")))
    if part is None or not part.leads:
        raise Http404
    try:
        policy = adopting.adopt(
            template=found, organization=part.organization, by=person(request), at=timezone.now()
        )
    except Refused as refused:
        return _choose(request, found, warning=why(refused), status=409)
    said = _("%(title)s is yours now. Fill its blanks, and change what you want.")
    messages.success(request, said % {"title": policy.title})
    return redirect("policies:own", policy.pk)


def _choose(request: HttpRequest, found: Template, *, warning: str = "", status: int = 200) -> HttpResponse:
    parts = parts_of(person(request), timezone.now())
    context: dict[str, Any] = {
        "template": found,
        "choices": overview.choices(found, person(request), parts),
        "has_part": bool(parts),
        "warning": warning,
    }
    return render(request, "policies/own/adopt.html", context, status=status)
