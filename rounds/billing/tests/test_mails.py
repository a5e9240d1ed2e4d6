"""What payers read: each mail whole, in plain words, with the invoice's address."""

from typing import Any

import pytest

from rounds.billing.actions import BillTo, credit, refund, reverse
from rounds.billing.actions.reminders import remind
from rounds.billing.tests.factories import A_MOMENT, DUE, invoice, paid
from rounds.mail.models import Message

pytestmark = pytest.mark.django_db


def newest() -> Message:
    return Message.objects.order_by("-pk")[0]


def test_the_mail_with_an_invoice_reads_well(settings: Any) -> None:
    to = BillTo(name="Mercy & Sons", email="ap@mercy.example", attention="Pat", purchase_order="PO-7")
    owed = invoice(bill_to=to)
    assert newest().text == (
        "Hello Pat,\n\n"
        "here is invoice R-000001 for Mercy & Sons: $1,000.00, due on Feb. 4, 2026. Your purchase order: PO-7.\n\n"
        "See it, download it as a PDF, or pay it:\n"
        f"{settings.PUBLIC_URL}{owed.get_absolute_url()}\n\n"
        "Whoever has this address can see the invoice and pay it. You may pass it on to your accounts department;"
        " nobody there has to sign up.\n\n"
        "Rounds\n"
    )


def test_the_reminder_says_what_is_still_owed(settings: Any) -> None:
    settings.REMIT_TO = "First Bank\nRouting 123456789"
    owed = invoice()
    paid(owed, 25_000)
    remind(at=A_MOMENT.replace(month=DUE.month, day=DUE.day + 7))
    assert newest().subject == "Invoice R-000001 was due on Feb. 4, 2026"
    assert "$750.00 of invoice R-000001 for Mercy Hospital was due on Feb. 4, 2026" in newest().text
    assert "To pay by bank transfer or check:\nFirst Bank\nRouting 123456789\n" in newest().text


def test_nobody_reads_three_empty_lines_or_an_empty_mail() -> None:
    owed = invoice()
    check = paid(owed, 25_000, method="check")
    reverse(key="v", payment=check, reason="The check bounced.", by=None, at=A_MOMENT)
    paid(owed)
    refund(key="r", invoice=owed, amount_cents=100, method="bank", reason="Less.", by=None, at=A_MOMENT)
    credit(key="c", invoice=owed, amount_cents=100, reason="Less again.", by=None, at=A_MOMENT)
    said = {mail.key.partition(":")[0]: mail.text for mail in Message.objects.all()}
    assert set(said) == {"invoice", "receipt", "reversal", "refund", "credit-note"}
    for text in said.values():
        assert "\n\n\n" not in text
        assert "/invoices/" in text
        assert text.rstrip().endswith("Rounds")
    assert "The check bounced." in said["reversal"]
    assert "Less." in said["refund"]


def test_words_of_strangers_begin_no_header_and_no_markup() -> None:
    invoice(bill_to=BillTo(name="<b>Mercy</b>\r\nBcc: x@y.example", email="ap@mercy.example"))
    assert "\n" not in newest().subject
    assert "<b>" not in newest().html
