"""What can be taken back of an invoice: with a document of its own, for an invoice is never changed."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from rounds.activity.actions import record
from rounds.billing import emails
from rounds.billing.actions.numbering import hold_numbers, next_serial, number_of
from rounds.billing.actions.settling import settle
from rounds.billing.ledger import RECEIVABLE, Entry, post, taken_back
from rounds.billing.models import Invoice, InvoiceLine
from rounds.billing.refusing import Refused
from rounds.billing.signals import invoice_credited
from rounds.users.models import User


@transaction.atomic
def credit(
    *, key: str, invoice: Invoice, amount_cents: int | None, reason: str, by: User | None, at: datetime
) -> Invoice:
    """Take back an amount, or (None) all that is left. Returns the credit note; the same key gets the first one.

    Raises Refused where there is less left than that.
    """
    current = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if written := Invoice.objects.filter(key=key).first():
        return written
    amount = _allowed(current, amount_cents)
    note = _write(key, current, amount, reason, at)
    current.credited_cents += amount
    current.save(update_fields=["credited_cents"])
    record(
        verb="invoice.credited", about=current, by=by, at=at, cents=amount, note=note.number, reason=reason
    )
    settle(current, by=by, at=at)
    invoice_credited.send(
        sender=Invoice,
        invoice=current,
        credit_note=note,
        is_whole=current.is_taken_back,
        at=at,
        by=by,
    )
    emails.send_credit_note(note, at=at)
    return note


def _allowed(invoice: Invoice, amount_cents: int | None) -> int:
    if invoice.is_credit_note:
        raise Refused(Refused.NOT_AN_INVOICE)
    amount = invoice.creditable_cents if amount_cents is None else amount_cents
    if amount <= 0:
        raise Refused(Refused.NOTHING)
    if amount > invoice.creditable_cents:
        raise Refused(Refused.TOO_MUCH)
    return amount


def _write(key: str, invoice: Invoice, amount: int, reason: str, at: datetime) -> Invoice:
    """The document, its lines and the books."""
    serial = next_serial(hold_numbers())
    note = Invoice.objects.create(
        key=key,
        serial=serial,
        number=number_of(serial),
        kind=Invoice.Kind.CREDIT,
        credits=invoice,
        user_id=invoice.user_id,
        organization_id=invoice.organization_id,
        bill_to=invoice.bill_to,
        attention=invoice.attention,
        address=invoice.address,
        email=invoice.email,
        purchase_order=invoice.purchase_order,
        language=invoice.language,
        currency=invoice.currency,
        issued_at=at,
        issued_on=at.date(),
        due_on=at.date(),
        total_cents=amount,
        memo=reason[:500],
        settled_at=at,
    )
    lines = list(invoice.lines.order_by("position"))
    shares = list(taken_back(lines, before=invoice.credited_cents, amount_cents=amount))
    with translation.override(invoice.language):
        InvoiceLine.objects.bulk_create(
            InvoiceLine(
                invoice=note,
                position=position,
                description=_("Credit: %(what)s") % {"what": line.description[:480]},
                unit_cents=cents,
                amount_cents=cents,
                account=line.account,
            )
            for position, (line, cents) in enumerate(shares, start=1)
        )
    post(
        (
            Entry(
                f"credited:{note.number}:{position}",
                line.account,
                RECEIVABLE,
                cents,
                f"{note.number}: {line.description}",
            )
            for position, (line, cents) in enumerate(shares, start=1)
        ),
        invoice=note,
        at=at,
    )
    return note
