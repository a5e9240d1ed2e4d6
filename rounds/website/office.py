"""Pages of the back office that span contexts: its search, and all there is about one person."""

from collections.abc import Sequence
from typing import cast

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.activity.history import done_by
from rounds.core import finding
from rounds.users.actions.second_factors import may_reset
from rounds.users.finding import VIEW
from rounds.users.models import User
from rounds.users.panels import Row, panels_about
from rounds.users.signing_in.second_factors import has_second_factor


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Wagtail lets nobody in who may not enter the back office."""
    asked = request.GET.get("q", "").strip()
    context = {
        "asked": asked,
        "kinds": finding.find(request.user, asked),
        "is_short": 0 < len(asked) < finding.SHORTEST,
        "breadcrumbs_items": [{"url": "", "label": _("Find")}],
        "header_title": _("Find"),
        "header_icon": "search",
    }
    return render(request, "website/office/find.html", context)


@require_safe
@permission_required(VIEW, raise_exception=True)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User.objects.prefetch_related("groups"), pk=pk)
    reader = cast(User, request.user)
    context = {
        "person": found,
        "facts": _facts(found),
        "panels": panels_about(found, seen_by=reader, at=timezone.now()),
        "done": done_by(found, 20),
        "may_change": reader.has_perm("users.change_user"),
        "may_reset": may_reset(reader, of=found) and has_second_factor(found),
        "breadcrumbs_items": [
            {"url": reverse("office_find"), "label": _("Find")},
            {"url": "", "label": str(found)},
        ],
        "header_title": str(found),
        "header_icon": "user",
    }
    return render(request, "website/office/person.html", context)


def _facts(person: User) -> Sequence[Row]:
    groups = [group.name for group in person.groups.all()]
    roles = [*([_("Administrator")] if person.is_superuser else []), *sorted(groups)]
    return [
        Row(_("E-mail address"), person.email),
        Row(_("May sign in"), _("yes") if person.is_active else _("no")),
        Row(_("Roles"), ", ".join(roles) or _("none")),
    ]
