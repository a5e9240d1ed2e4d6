"""From an invoice to a PDF, in the invoice's own language: the same invoice in the same state gives the same bytes."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rounds.billing.models import Invoice, Payment
from rounds.billing.money import money
from rounds.billing.states import state_of
from rounds.core.paper.lettering import printable
from rounds.core.paper.sizes import paper_of
from rounds.core.paper.typesetting import set_pdf
from rounds.core.templatetags.core import number

TEMPLATE = Path(__file__).parent / "invoice.typ"


def pdf_of(invoice: Invoice) -> bytes:
    """Raises NotInTime."""
    with translation.override(invoice.language):
        return set_pdf(TEMPLATE, content_of(invoice), day=_day(invoice))


def content_of(invoice: Invoice) -> dict[str, Any]:
    """All that stands on the page, in letters that it can print."""
    organization = invoice.organization
    country = (organization.country if organization else "") or settings.HOUSE_COUNTRY
    title = _("Credit note %(number)s") if invoice.is_credit_note else _("Invoice %(number)s")
    return {
        "paper": paper_of(country),
        "language": invoice.language.partition("-")[0],
        "title": title % {"number": invoice.number},
        "house": {
            "name": printable(settings.HOUSE_NAME, 120),
            "address": _lines(settings.HOUSE_ADDRESS),
            "tax": printable(settings.HOUSE_TAX_ID, 80),
        },
        "to": _lines("\n".join((invoice.bill_to, _attention(invoice), invoice.address))),
        "facts": [{"label": label, "value": value} for label, value in _facts(invoice)],
        "state": _state(invoice),
        "lines": [
            {
                "description": printable(line.description, 500),
                "quantity": number(line.quantity),
                "each": money(line.unit_cents, invoice.currency),
                "amount": money(line.amount_cents, invoice.currency),
            }
            for line in invoice.lines.order_by("position")
        ],
        "sums": [
            {"label": label, "amount": amount, "strong": strong} for label, amount, strong in _sums(invoice)
        ],
        "payments": [] if invoice.is_credit_note else [_payment(one, invoice) for one in _payments(invoice)],
        "memo": printable(invoice.memo, 500),
        "remit": _lines(settings.REMIT_TO) if invoice.owed_cents else [],
        "address": f"{settings.PUBLIC_URL}{invoice.get_absolute_url()}" if invoice.owed_cents else "",
        "labels": _labels(),
    }


def _labels() -> dict[str, str]:
    return {
        "from": _("From"),
        "to": _("Bill to"),
        "tax": _("Tax ID"),
        "for": _("For"),
        "quantity": _("Quantity"),
        "each": _("Each"),
        "amount": _("Amount"),
        "lines": _("What it is for"),
        "payments": _("Payments"),
        "received": _("Date"),
        "how": _("How"),
        "note": _("Note"),
        "pay": _("How to pay"),
        "online": _("Every way to pay it:"),
        "page": _("Page"),
    }


def _facts(invoice: Invoice) -> list[tuple[str, str]]:
    facts = [(_("Number"), invoice.number), (_("Date"), date_format(invoice.issued_on, "DATE_FORMAT"))]
    if invoice.credits:
        facts.append((_("Credits invoice"), invoice.credits.number))
    else:
        facts.append((_("Due"), date_format(invoice.due_on, "DATE_FORMAT")))
    if invoice.purchase_order:
        facts.append((_("Purchase order"), printable(invoice.purchase_order, 60)))
    return facts


def _state(invoice: Invoice) -> str:
    """A PDF is read on any day, so it says what stays true: when it is due, not that it is overdue."""
    return "" if invoice.is_credit_note else state_of(invoice, day=invoice.due_on).words


def _sums(invoice: Invoice) -> list[tuple[str, str, bool]]:
    if invoice.is_credit_note:
        return [(_("Total credited"), money(invoice.total_cents, invoice.currency), True)]
    sums = [
        (
            _("Total (%(currency)s)") % {"currency": invoice.currency},
            money(invoice.total_cents, invoice.currency),
            True,
        )
    ]
    if invoice.credited_cents:
        sums.append((_("Credited"), money(-invoice.credited_cents, invoice.currency), False))
    if invoice.paid_cents:
        sums.append((_("Paid"), money(-invoice.paid_cents, invoice.currency), False))
    if len(sums) > 1:
        sums.append((_("Still to pay"), money(invoice.owed_cents, invoice.currency), True))
    return sums


def _payments(invoice: Invoice) -> list[Payment]:
    return list(invoice.payments.order_by("received_on", "pk"))


def _payment(one: Payment, invoice: Invoice) -> dict[str, str]:
    cents = one.amount_cents if one.kind == Payment.Kind.PAYMENT else -one.amount_cents
    return {
        "day": date_format(one.received_on, "DATE_FORMAT"),
        "how": f"{one.get_kind_display()}, {one.get_method_display()}",
        "amount": money(cents, invoice.currency),
    }


def _attention(invoice: Invoice) -> str:
    return _("Attention: %(name)s") % {"name": invoice.attention} if invoice.attention else ""


def _day(invoice: Invoice) -> date:
    """Of the file: when the invoice became what it is."""
    moments = [one.recorded_at.date() for one in _payments(invoice)]
    notes = [one.issued_on for one in invoice.credit_notes.all()]
    return max([invoice.issued_on, *moments, *notes])


def _lines(text: str) -> list[str]:
    return [printable(line, 120) for line in text.splitlines() if line.strip()]
