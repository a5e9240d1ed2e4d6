"""What all pages of the residency's office have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rounds.core.office_page import office_page
from rounds.residency.access import RUN
from rounds.residency.models import Cohort, Program
from rounds.users.models import User

ICON = "group"
View = Callable[..., HttpResponseBase]
Above = list[dict[str, str]]


def office(view: View) -> View:
    """For those who run the residency."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, **which: Any) -> HttpResponseBase:
        return _allowed(view)(request, **which)

    return guarded


def office_reading(view: View) -> View:
    """The same, where there is nothing to send."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, **which: Any) -> HttpResponseBase:
        return _allowed(view)(request, **which)

    return guarded


def _allowed(view: View) -> View:
    return permission_required(RUN, raise_exception=True)(view)


def typed(request: HttpRequest) -> QueryDict | None:
    """An empty form that was sent is one, too."""
    return request.POST if request.method == "POST" else None


def status_of(form: Any) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200


def owner_of(email: str) -> User | None:
    """Whoever has confirmed that address here."""
    found = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True)
    address = found.select_related("user").first()
    return address.user if address else None


def above(cohort: Cohort | None = None) -> Above:
    """The way back."""
    found = [{"url": reverse("office_residency"), "label": _("Residency")}]
    if cohort:
        found.append({"url": reverse("office_cohort", args=[cohort.pk]), "label": cohort.title})
    return found


def above_parts(program: Program) -> Above:
    """The way back from what belongs to a program."""
    here = reverse("office_residency_program", args=[program.pk])
    return [*above(), {"url": here, "label": program.title}]


def show(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    way: Above | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    template = f"residency/office/{name}.html"
    return office_page(request, template, title, context, icon=ICON, way=way, status=status)
