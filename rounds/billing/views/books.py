"""The books: balances by account and month, every line as a file; and messages of card companies that need a person."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rounds.billing.actions.events import put_right
from rounds.billing.actions.payouts import write_payout
from rounds.billing.forms import PayoutForm
from rounds.billing.ledger import held_by_providers, months, trial_balance
from rounds.billing.models import Posting, ProviderEvent
from rounds.billing.money import units
from rounds.billing.refusing import Refused
from rounds.core import csv
from rounds.users.models import User

PERMISSION = "billing.manage_invoice"
HEADER = ("date", "debit", "credit", "amount", "currency", "document", "payment", "memo", "recorded_at")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def ledger(request: HttpRequest) -> HttpResponse:
    """The balances; and where a card company holds money of ours, the form to write down what it sent on."""
    now = timezone.now()
    given: dict[str, Any] = {"held": held_by_providers(), "today": now.date(), "auto_id": "payout_%s"}
    if request.method != "POST":
        return _ledger(request, PayoutForm(initial={"key": uuid4(), "received_on": now.date()}, **given))
    form = PayoutForm(request.POST, **given)
    if not form.is_valid():
        return _ledger(request, form, status=422)
    told = form.cleaned_data
    try:
        write_payout(
            key=str(told["key"]),
            provider=told["provider"],
            amount_cents=told["amount"],
            fee_cents=told["fee"] or 0,
            received_on=told["received_on"],
            by=cast(User, request.user),
            at=now,
        )
    except Refused:
        form.add_error("amount", _("The card company does not hold so much for us any more."))
        return _ledger(request, form, status=409)
    messages.success(request, _("Payout written down."))
    return redirect("office_ledger")


def _ledger(request: HttpRequest, form: PayoutForm, status: int = 200) -> HttpResponse:
    until = _day(request.GET.get("until", ""))
    totals = trial_balance(until=until)
    context = {
        "form": form if form.held else None,
        "totals": totals,
        "debits": sum(one.debit_cents for one in totals),
        "credits": sum(one.credit_cents for one in totals),
        "months": months(until=until),
        "until": until,
        "unread": bool(request.GET.get("until")) and until is None,
        "breadcrumbs_items": [{"url": "", "label": _("Ledger")}],
        "header_title": _("Ledger"),
        "header_icon": "list-ul",
    }
    return render(request, "billing/office/ledger.html", context, status=status)


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def ledger_csv(request: HttpRequest) -> HttpResponseBase:
    postings = Posting.objects.order_by("happened_on", "pk")
    if until := _day(request.GET.get("until", "")):
        postings = postings.filter(happened_on__lte=until)
    rows = postings.values_list(
        "happened_on",
        "debit",
        "credit",
        "amount_cents",
        "currency",
        "invoice__number",
        "payment__key",
        "memo",
        "recorded_at",
    )
    lines = (
        (day, debit, credit, units(cents, currency), currency, *rest)
        for day, debit, credit, cents, currency, *rest in rows.iterator(chunk_size=2_000)
    )
    name = f"ledger-{until or timezone.now().date()}.csv"
    return StreamingHttpResponse(
        csv.stream(HEADER, lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def problems(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        found = get_object_or_404(ProviderEvent.objects.problems(), pk=request.POST.get("event") or 0)
        put_right(event=found, by=cast(User, request.user), at=timezone.now())
        messages.success(request, _("Noted: it has been seen to."))
        return redirect("office_provider_problems")
    context = {
        "events": ProviderEvent.objects.problems().order_by("-received_at")[:200],
        "breadcrumbs_items": [{"url": "", "label": _("Card company")}],
        "header_title": _("Card company"),
        "header_icon": "warning",
    }
    return render(request, "billing/office/problems.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
