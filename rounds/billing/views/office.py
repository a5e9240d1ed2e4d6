"""The treasurers' screens: the list of invoices, and one of them with everything that can be done about it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple, cast
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rounds.activity.models import Activity
from rounds.billing.actions import Refused, credit, pay, refund
from rounds.billing.actions import reverse as reverse_payment
from rounds.billing.actions.refunds import send_by_bank
from rounds.billing.actions.sending import stuck
from rounds.billing.forms import CreditForm, OfficeForm, PaymentForm, RefundForm, ReversalForm
from rounds.billing.happened import told_of
from rounds.billing.models import Invoice, Payment, Posting
from rounds.billing.money import money, units
from rounds.billing.states import state_of
from rounds.users.models import User

PERMISSION = "billing.manage_invoice"
PER_PAGE = 50
SHOWN = {
    "open": gettext_lazy("Open"),
    "overdue": gettext_lazy("Overdue"),
    "to-refund": gettext_lazy("To refund"),
    "all": gettext_lazy("All"),
}
REFUSALS = {
    Refused.TOO_MUCH: gettext_lazy(
        "Less than that is left. Somebody may have been faster: please look again."
    ),
    Refused.NO_SUCH_CARD_PAYMENT: gettext_lazy(
        "No single card payment has that much left. Give it back in parts, or by bank transfer."
    ),
    Refused.DAY_TO_COME: gettext_lazy("That day is still to come."),
}


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def invoices(request: HttpRequest, show: str = "") -> HttpResponse:
    chosen = show or request.GET.get("show", "")
    shown = chosen if chosen in SHOWN else "open"
    words = request.GET.get("q", "").strip().replace("\0", "")[:100]
    day = timezone.now().date()
    # Whoever searches means any invoice, unless they say otherwise.
    found = _shown("all" if words and not chosen else shown, words, day)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": [(one, state_of(one, day=day)) for one in page.object_list],
        "shown": "all" if words and not chosen else shown,
        "choices": SHOWN.items(),
        "q": words,
        "stuck": stuck().select_related("invoice").order_by("pk") if shown == "to-refund" else [],
        "breadcrumbs_items": [{"url": "", "label": _("Invoices")}],
        "header_title": _("Invoices"),
        "header_icon": "doc-full",
    }
    return render(request, "billing/office/invoices.html", context)


def _shown(shown: str, words: str, day: Any) -> QuerySet[Invoice]:
    every = Invoice.objects.select_related("organization", "user")
    found, order = {
        "open": (every.open(), ("due_on", "serial")),
        "overdue": (every.overdue(day), ("due_on", "serial")),
        "to-refund": (every.to_refund(), ("serial",)),
        "all": (every, ("-serial",)),
    }[shown]
    if words:
        found = found.filter(
            Q(number__icontains=words)
            | Q(bill_to__icontains=words)
            | Q(email__icontains=words)
            | Q(purchase_order__icontains=words)
            | Q(payments__reference__icontains=words)
        ).distinct()
    return found.order_by(*order)


class _Deed(NamedTuple):
    """One of the forms on the page: what it is called, whether it is offered, and what it does."""

    name: str
    title: str
    help: str
    button: str
    form: OfficeForm
    do: Callable[[], object]
    done: str


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def invoice(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Invoice.objects.select_related("organization", "user", "credits"), pk=pk)
    if request.method != "POST":
        return _page(request, found)
    now = timezone.now()
    deeds = {one.name: one for one in _deeds(request, found, now, request.POST)}
    deed = deeds.get(request.POST.get("do", ""))
    if deed is None:
        return _page(request, found, fault=_("That cannot be done with this invoice any more."), status=409)
    if not deed.form.is_valid():
        return _page(request, found, deed=deed, status=422)
    try:
        deed.do()
    except Refused as refused:
        found.refresh_from_db()
        fault = str(REFUSALS.get(refused.reason, _("The invoice has changed. Please look again.")))
        return _page(request, found, deed=deed, fault=fault, status=409)
    messages.success(request, deed.done)
    return redirect("office_invoice", found.pk)


def _deeds(request: HttpRequest, found: Invoice, now: datetime, data: Any = None) -> list[_Deed]:
    """What can be done now, each with its form. `data`: what was sent, for the one that it was sent for."""
    if found.is_credit_note:
        return []
    by = cast(User, request.user)
    deeds = [_payment(found, by, now, data)]
    if found.paid_cents:
        deeds.append(_refund(found, by, now, data))
        deeds += _reversal(found, by, now, data)
    if found.creditable_cents:
        deeds.append(_credit(found, by, now, data))
    return deeds


def _given(data: Any, name: str) -> dict[str, Any]:
    if data is not None and data.get("do") == name:
        return {"data": data, "prefix": None}
    return {"initial": {"key": uuid4()}}


def _payment(found: Invoice, by: User, now: datetime, data: Any) -> _Deed:
    given = _given(data, "pay")
    if "initial" in given:
        given["initial"] |= {
            "amount": units(found.owed_cents) if found.owed_cents else None,
            "received_on": now.date(),
        }
    form = PaymentForm(today=now.date(), auto_id="pay_%s", **given)

    def do() -> None:
        told = form.cleaned_data
        pay(
            key=f"office:{told['key']}",
            invoice=found,
            amount_cents=told["amount"],
            method=told["method"],
            received_on=told["received_on"],
            reference=told["reference"],
            by=by,
            at=now,
        )

    return _Deed(
        "pay",
        _("Write down a payment"),
        _("A bank transfer or a check that came in. The payer gets a receipt."),
        _("Write it down"),
        form,
        do,
        _("Payment written down."),
    )


def _refund(found: Invoice, by: User, now: datetime, data: Any) -> _Deed:
    has_card = found.payments.filter(kind=Payment.Kind.PAYMENT, method=Payment.Method.CARD).exists()
    form = RefundForm(
        most_cents=found.paid_cents,
        suggested_cents=found.overpaid_cents or found.paid_cents,
        has_card=has_card,
        auto_id="refund_%s",
        **_given(data, "refund"),
    )

    def do() -> None:
        told = form.cleaned_data
        refund(
            key=f"office:{told['key']}",
            invoice=found,
            amount_cents=told["amount"],
            method=told["method"],
            reason=told["reason"],
            by=by,
            at=now,
        )

    return _Deed(
        "refund",
        _("Give money back"),
        _(
            "To the card it goes by itself. By bank transfer or check, you send it. What was owed is credited with it."
        ),
        _("Give it back"),
        form,
        do,
        _("Refund written down."),
    )


def _reversal(found: Invoice, by: User, now: datetime, data: Any) -> list[_Deed]:
    """For each payment that can still turn out not to have come."""
    deeds = []
    gone = set(found.payments.filter(reference__startswith="reversal:").values_list("reference", flat=True))
    for payment in found.payments.filter(kind=Payment.Kind.PAYMENT).order_by("-pk"):
        if payment.reversal_reference not in gone and payment.amount_cents <= found.paid_cents:
            deeds.append(_reversal_of(payment, by, now, data))
    return deeds


def _reversal_of(payment: Payment, by: User, now: datetime, data: Any) -> _Deed:
    name = f"reverse-{payment.pk}"
    form = ReversalForm(auto_id=f"{name}_%s", **_given(data, name))

    def do() -> None:
        told = form.cleaned_data
        reverse_payment(key=f"office:{told['key']}", payment=payment, reason=told["reason"], by=by, at=now)

    about = {"amount": money(payment.amount_cents), "how": payment.get_method_display()}
    return _Deed(
        name,
        _("The payment of %(amount)s (%(how)s) did not come") % about,
        _(
            "A check bounced, a bank took the money back, or it was written down by mistake. It is owed again."
        ),
        _("Take it out"),
        form,
        do,
        _("Payment taken out. The invoice is open again where something is owed."),
    )


def _credit(found: Invoice, by: User, now: datetime, data: Any) -> _Deed:
    form = CreditForm(most_cents=found.creditable_cents, auto_id="credit_%s", **_given(data, "credit"))

    def do() -> None:
        told = form.cleaned_data
        credit(
            key=f"office:{told['key']}",
            invoice=found,
            amount_cents=told["amount"],
            reason=told["reason"],
            by=by,
            at=now,
        )

    return _Deed(
        "credit",
        _("Write a credit note"),
        _("It takes an amount off the invoice. What was paid already is then too much, and to be refunded."),
        _("Write the credit note"),
        form,
        do,
        _("Credit note written."),
    )


def _page(
    request: HttpRequest, found: Invoice, *, deed: _Deed | None = None, fault: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    deeds = [deed if deed and one.name == deed.name else one for one in _deeds(request, found, now)]
    related = [found.pk, *found.credit_notes.values_list("pk", flat=True)]
    waiting = set(Payment.objects.to_send().filter(invoice=found).values_list("pk", flat=True))
    context = {
        "invoice": found,
        "state": state_of(found, day=now.date()),
        "lines": found.lines.order_by("position"),
        "payments": [
            (one, one.pk in waiting)
            for one in found.payments.select_related("recorded_by").order_by("received_on", "pk")
        ],
        "attempts": found.attempts.select_related("card").order_by("number"),
        "credit_notes": found.credit_notes.order_by("serial"),
        "postings": Posting.objects.filter(invoice__in=related).order_by("pk"),
        "happened": [
            {"at": one.happened_at, "who": one.actor, "what": told_of(one, found.currency)}
            for one in Activity.objects.about(found).select_related("actor")
        ],
        "deeds": deeds,
        "failed": deed,
        "fault": fault,
        "breadcrumbs_items": [
            {"url": reverse("office_invoices"), "label": _("Invoices")},
            {"url": "", "label": found.number},
        ],
        "header_title": found.number,
        "header_icon": "doc-full",
    }
    return render(request, "billing/office/invoice.html", context, status=status)


@require_http_methods(["POST"])
@permission_required(PERMISSION, raise_exception=True)
def sent_by_bank(request: HttpRequest, pk: int) -> HttpResponse:
    """A refund that the card company would not make was made by bank transfer."""
    payment = get_object_or_404(Payment.objects.to_send(), pk=pk)
    send_by_bank(payment=payment, by=cast(User, request.user), at=timezone.now())
    messages.success(request, _("Noted: given back by bank transfer."))
    return redirect("office_invoice", payment.invoice_id)
