"""A person's invoices, and those of the organizations whose invoices they may read; the cards kept for them."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rounds.billing.actions import remove_card
from rounds.billing.models import Card, Invoice
from rounds.billing.states import state_of
from rounds.users.models import User

PER_PAGE = 50


@require_safe
@login_required
@never_cache
def invoices(request: HttpRequest) -> HttpResponse:
    """What is open first, the most urgent on top; then what was settled last."""
    found = Invoice.objects.visible_to(request.user).select_related("organization", "credits")
    ordered = found.order_by(F("settled_at").desc(nulls_first=True), "due_on", "-serial")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    day = timezone.now().date()
    context = {
        "page": page,
        "rows": [(one, state_of(one, day=day)) for one in page.object_list],
        "cards": Card.objects.visible_to(request.user).select_related("organization").order_by("pk"),
    }
    return render(request, "billing/mine.html", context)


@require_POST
@login_required
def card(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Card.objects.visible_to(request.user), pk=pk)
    remove_card(card=found, by=cast(User, request.user), at=timezone.now())
    messages.success(
        request, _("%(card)s is removed. It will not be charged any more.") % {"card": found.label}
    )
    return redirect("billing:mine")
