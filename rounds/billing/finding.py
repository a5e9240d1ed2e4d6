"""Invoices in the back office's search and on its page about a person."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rounds.billing.models import Invoice
from rounds.billing.money import money
from rounds.billing.waiting import PERMISSION
from rounds.core import finding
from rounds.users import panels
from rounds.users.models import User

SHOWN = 20


def enter() -> None:
    finding.enter(
        "billing.invoices",
        finding.Finder(permission=PERMISSION, label=_("Invoices"), find=find_invoices, rank=30),
    )
    panels.enter(
        "billing.invoices",
        panels.Panel(permission=PERMISSION, label=_("Invoices"), rows=_invoices_of, rank=40),
    )


def find_invoices(words: str, most: int) -> Sequence[finding.Found]:
    """By how the number, the payer's name or a purchase order begins."""
    begins = (
        Q(number__istartswith=words) | Q(bill_to__istartswith=words) | Q(purchase_order__istartswith=words)
    )
    found = Invoice.objects.filter(begins).order_by("-serial")[:most]
    return [finding.Found(f"{one.number} {one.bill_to}", _page(one), _detail(one)) for one in found]


def _invoices_of(person: User, at: datetime) -> Sequence[panels.Row]:
    found = Invoice.objects.filter(user=person).order_by("-serial")[:SHOWN]
    return [panels.Row(one.number, _detail(one), _page(one)) for one in found]


def _page(invoice: Invoice) -> str:
    return reverse("office_invoice", args=[invoice.pk])


def _detail(invoice: Invoice) -> str:
    return f"{date_format(invoice.issued_on)} · {money(invoice.total_cents, invoice.currency)}"
