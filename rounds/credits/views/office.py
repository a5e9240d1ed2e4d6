"""The back office for credit: accreditors, what they designate, who has a say in it, and each line of the ledger."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rounds.core.office_page import office_page
from rounds.credits import claimable
from rounds.credits.actions import designating
from rounds.credits.finding import MANAGE
from rounds.credits.forms.office import AccreditorForm, DesignateForm
from rounds.credits.models import Accreditor, Activity
from rounds.credits.refusals import why
from rounds.credits.refusing import Refused
from rounds.users.signed_in import person

ICON = "check"
PAGE = 50
keepers = permission_required(MANAGE, raise_exception=True)
typing = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@keepers
def credits(request: HttpRequest) -> HttpResponse:
    designated = (
        Activity.objects.select_related("accreditor")
        .annotate(lines=Count("entries"), earned=Sum("entries__hundredths"))
        .order_by("-designated_at", "-pk")
    )
    page = Paginator(designated, PAGE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "rows": [(one, claimable.label_of(one.kind)) for one in page],
        "accreditors": Accreditor.objects.order_by("name", "pk"),
    }
    return show(request, "credits", _("Credit"), context)


@typing
@keepers
def new_accreditor(request: HttpRequest) -> HttpResponse:
    form = AccreditorForm(typed(request))
    if request.method == "POST" and form.is_valid():
        designating.add_accreditor(to=form.cleaned_data, by=person(request), at=timezone.now())
        messages.success(request, _("Kept."))
        return redirect("office_credits")
    return show(request, "accreditor", _("New accreditor"), {"form": form}, above(), status=status(form))


@typing
@keepers
def accreditor(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Accreditor, pk=pk)
    form = AccreditorForm(typed(request), instance=Accreditor.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        designating.change_accreditor(
            accreditor=found, to=form.cleaned_data, by=person(request), at=timezone.now()
        )
        messages.success(request, _("Kept. What is entered already keeps the terms it was entered with."))
        return redirect("office_credit_accreditor", pk)
    context = {"form": form, "accreditor": found}
    return show(request, "accreditor", found.name, context, above(), status=status(form))


@typing
@keepers
def new_activity(request: HttpRequest) -> HttpResponse:
    form = DesignateForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = designating.designate(**form.cleaned_data, by=person(request), at=timezone.now())
        except Refused as refused:
            messages.error(request, why(refused))
            return show(request, "designate", _("Designate an activity"), {"form": form}, above(), status=409)
        messages.success(request, _("Designated. Now name whoever has a say in its content."))
        return redirect("office_credit_activity", made.pk)
    context = {"form": form, "has_accreditor": Accreditor.objects.active().exists()}
    return show(request, "designate", _("Designate an activity"), context, above(), status=status(form))


def typed(request: HttpRequest) -> QueryDict | None:
    """An empty form that was sent is one, too."""
    return request.POST if request.method == "POST" else None


def status(form: Any) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200


def above() -> list[dict[str, str]]:
    """The way back."""
    return [{"url": reverse("office_credits"), "label": _("Credit")}]


def show(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    way: list[dict[str, str]] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = f"credits/office/{name}.html"
    return office_page(request, page, title, context, icon=ICON, way=way, status=status)
