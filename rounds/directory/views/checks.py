"""The checks: what we tell the owners of sites, and the administrators' screen."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rounds.directory.actions.checks import turn_checks
from rounds.directory.models import Checking, CheckRun, Health, Site, Suggestion

PERMISSION = "directory.run_checks"
MOST_RUNS = 30
MOST_PROBLEMS = 50


@require_safe
def our_visits(request: HttpRequest) -> HttpResponse:
    """What whoever finds us in the log of a server may want to know."""
    trail = [(_("The List"), reverse("directory:list")), (_("About our visits"), "")]
    return render(request, "directory/our_visits.html", {"agent": settings.FETCH_AGENT, "trail": trail})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def office_checks(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        assert request.user.is_authenticated  # the permission says so
        on = request.POST.get("turn") == "on"
        turn_checks(on=on, by=request.user, at=timezone.now())
        messages.success(request, _("The checks are on.") if on else _("The checks are off."))
        return redirect("office_checks")
    now = timezone.now()
    context = {
        "switch": Checking.objects.select_related("changed_by").filter(pk=1).first(),
        "agent": settings.FETCH_AGENT,
        "sites_due": Site.objects.filter(next_visit_at__lte=now).count(),
        "accounts_due": Health.objects.filter(next_check_at__lte=now).count(),
        "suggestions": Suggestion.objects.filter(state=Suggestion.State.OPEN).count(),
        "runs": CheckRun.objects.order_by("-started_at", "-pk")[:MOST_RUNS],
        "problems": Site.objects.filter(failures__gt=0)
        .select_related("organization")
        .order_by("-failures", "-visited_at")[:MOST_PROBLEMS],
        "gone": Health.objects.exclude(state=Health.State.FINE)
        .select_related("account")
        .order_by("state", "-checked_at")[:MOST_PROBLEMS],
        "breadcrumbs_items": [{"url": "", "label": _("Checks")}],
        "header_title": _("Checks"),
        "header_icon": "view",
    }
    return render(request, "directory/office/checks.html", context)
