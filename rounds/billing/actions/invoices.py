"""What can happen to an invoice: it is issued, whole. What becomes of it: payments and credits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from rounds.activity.actions import record
from rounds.billing import emails
from rounds.billing.actions.numbering import hold_numbers, next_serial, number_of
from rounds.billing.actions.settling import settle
from rounds.billing.ledger import RECEIVABLE, Entry, post
from rounds.billing.models import Invoice, InvoiceLine
from rounds.billing.refusing import Refused
from rounds.organizations.models import Organization
from rounds.users.models import User


@dataclass(frozen=True, slots=True)
class Line:
    """`account`: of the ledger, where the revenue goes. `unit_cents` is never negative: credits are credit notes."""

    description: str
    unit_cents: int
    account: str
    quantity: int = 1

    @property
    def amount_cents(self) -> int:
        return self.quantity * self.unit_cents


@dataclass(frozen=True, slots=True)
class BillTo:
    name: str
    email: str
    attention: str = ""
    address: str = ""
    purchase_order: str = ""


@transaction.atomic
def issue(
    *,
    key: str,
    bill_to: BillTo,
    lines: Sequence[Line],
    due_on: date,
    by: User | None,
    at: datetime,
    user: User | None,
    organization: Organization | None = None,
    memo: str = "",
    language: str = "en",
) -> Invoice:
    """Write an invoice with the next number, and the mail that brings it. The same key gets back the first one.

    A total of nothing is settled at once. Raises Refused where a line has no or a negative amount of things.
    """
    if issued := Invoice.objects.filter(key=key).first():
        return issued
    if not lines or any(line.unit_cents < 0 or line.quantity < 1 for line in lines):
        raise Refused(Refused.NOTHING)
    held = hold_numbers()
    if issued := Invoice.objects.filter(key=key).first():  # by whoever held the numbers until now
        return issued
    serial = next_serial(held)
    invoice = Invoice.objects.create(
        key=key,
        serial=serial,
        number=number_of(serial),
        user=user,
        organization=organization,
        bill_to=bill_to.name,
        attention=bill_to.attention,
        address=bill_to.address,
        email=bill_to.email,
        purchase_order=bill_to.purchase_order,
        language=language,
        currency=settings.CURRENCY,
        issued_at=at,
        issued_on=at.date(),
        due_on=due_on,
        total_cents=sum(line.amount_cents for line in lines),
        memo=memo,
    )
    _write_lines(invoice, lines)
    _post(invoice, lines, at)
    record(verb="invoice.issued", about=invoice, by=by, at=at, number=invoice.number)
    settle(invoice, by=by, at=at)
    emails.send_invoice(invoice, at=at)
    return invoice


def _write_lines(invoice: Invoice, lines: Sequence[Line]) -> None:
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=invoice,
            position=position,
            description=line.description,
            quantity=line.quantity,
            unit_cents=line.unit_cents,
            amount_cents=line.amount_cents,
            account=line.account,
        )
        for position, line in enumerate(lines, start=1)
    )


def _post(invoice: Invoice, lines: Sequence[Line], at: datetime) -> None:
    post(
        (
            Entry(
                f"issued:{invoice.number}:{position}",
                RECEIVABLE,
                line.account,
                line.amount_cents,
                f"{invoice.number}: {line.description}",
            )
            for position, line in enumerate(lines, start=1)
        ),
        invoice=invoice,
        at=at,
    )
