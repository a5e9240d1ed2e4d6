"""Issuing: numbers without gaps, documents that stay, books that agree."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from rounds.activity.models import Activity
from rounds.billing.actions import Line, Refused, credit, pay, refund, reverse
from rounds.billing.ledger import trial_balance
from rounds.billing.models import Invoice, InvoiceLine, Payment, Posting
from rounds.billing.signals import invoice_credited, invoice_reopened, invoice_settled
from rounds.billing.tests.factories import A_MOMENT, DUE, MERCY, dues, invoice, paid
from rounds.mail.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> Any:
    told: list[tuple[str, Any]] = []

    def note(signal: Any, **given: Any) -> None:
        name = {invoice_settled: "settled", invoice_credited: "credited", invoice_reopened: "reopened"}[
            signal
        ]
        told.append((name, given["is_whole"]) if name == "credited" else (name, given["invoice"].number))

    signals = (invoice_settled, invoice_credited, invoice_reopened)
    for signal in signals:
        signal.connect(note)
    yield told
    for signal in signals:
        signal.disconnect(note)


def books() -> dict[str, int]:
    return {one.account: one.balance_cents for one in trial_balance()}


def test_an_invoice_is_written_whole_and_mailed() -> None:
    issued = invoice(dues(250_000), Line("Seats", 5_000, "dues", quantity=3), memo="Thank you.")
    assert (issued.number, issued.total_cents, issued.owed_cents, issued.due_on) == (
        "R-000001",
        265_000,
        265_000,
        DUE,
    )
    assert list(issued.lines.order_by("position").values_list("quantity", "amount_cents")) == [
        (1, 250_000),
        (3, 15_000),
    ]
    assert books() == {"dues": -265_000, "receivable": 265_000}
    mail = Message.objects.get()
    assert (mail.to, mail.subject) == (MERCY.email, "Invoice R-000001: $2,650.00")
    assert issued.get_absolute_url() in mail.text
    assert [one.verb for one in Activity.objects.about(issued)] == ["invoice.issued"]


def test_the_same_cause_gets_one_invoice() -> None:
    first, again = invoice(key="order:7"), invoice(dues(5), key="order:7")
    assert (again.pk, again.total_cents) == (first.pk, 100_000)
    assert invoice().serial == first.serial + 1


def test_a_total_of_nothing_is_settled_at_once(heard: Any) -> None:
    free = invoice(dues(0))
    assert (free.settled_at, heard, Posting.objects.count()) == (A_MOMENT, [("settled", free.number)], 0)


@pytest.mark.parametrize("lines", [[dues(-1)], [dues(1, quantity=0)], []])
def test_no_line_is_negative_and_no_invoice_without_lines(lines: list[Line]) -> None:
    with pytest.raises(Refused):
        invoice(lines=lines)
    assert Invoice.objects.count() == 0


def test_a_number_goes_back_where_the_transaction_does() -> None:
    first = invoice()
    with transaction.atomic():
        lost = invoice()
        transaction.set_rollback(True)
    assert lost.serial == first.serial + 1
    assert invoice().serial == first.serial + 1


def test_paying_settles_once_nothing_is_owed(heard: Any) -> None:
    owed = invoice()
    paid(owed, 40_000)
    assert (owed.owed_cents, owed.settled_at, heard) == (60_000, None, [])
    paid(owed, 60_000, at=A_MOMENT + timedelta(days=3))
    assert (owed.owed_cents, owed.settled_at) == (0, A_MOMENT + timedelta(days=3))
    assert heard == [("settled", owed.number)]
    assert books() == {"bank": 100_000, "dues": -100_000, "receivable": 0}


def test_the_same_payment_counts_once() -> None:
    owed = invoice()
    first, again = paid(owed, 100, key="bank:7"), paid(owed, 100, key="bank:7")
    assert (first.pk, owed.paid_cents) == (again.pk, 100)


def test_what_is_paid_too_much_is_kept_and_shown() -> None:
    owed = invoice()
    paid(owed)
    paid(owed, 100_000, method="card", provider="stripe", reference="pi_1")
    assert (owed.owed_cents, owed.overpaid_cents) == (0, 100_000)
    assert list(Invoice.objects.to_refund()) == [owed]
    assert "We will give it back" in Message.objects.order_by("-pk")[0].text


def test_a_credit_note_takes_back_with_a_document_of_its_own(heard: Any) -> None:
    owed = invoice(dues(60_000), Line("Points", 40_000, "points"))
    note = credit(key="c1", invoice=owed, amount_cents=70_000, reason="A slip.", by=None, at=A_MOMENT)
    owed.refresh_from_db()
    assert (note.number, note.kind, note.total_cents, note.credits_id) == (
        "R-000002",
        "credit",
        70_000,
        owed.pk,
    )
    assert (owed.owed_cents, owed.settled_at, heard) == (30_000, None, [("credited", False)])
    assert books() == {"dues": 0, "points": -30_000, "receivable": 30_000}
    credit(key="c2", invoice=owed, amount_cents=None, reason="All of it.", by=None, at=A_MOMENT)
    owed.refresh_from_db()
    assert (owed.is_taken_back, owed.settled_at) == (True, A_MOMENT)
    assert heard[1:] == [("credited", True)]  # and not settled: nobody paid
    assert set(books().values()) == {0}


def test_no_more_is_credited_than_there_is() -> None:
    owed = invoice()
    with pytest.raises(Refused, match="too much"):
        credit(key="c", invoice=owed, amount_cents=100_001, reason="", by=None, at=A_MOMENT)
    note = credit(key="c", invoice=owed, amount_cents=None, reason="", by=None, at=A_MOMENT)
    assert credit(key="c", invoice=owed, amount_cents=None, reason="", by=None, at=A_MOMENT) == note
    with pytest.raises(Refused, match="not an invoice"):
        credit(key="d", invoice=note, amount_cents=1, reason="", by=None, at=A_MOMENT)
    with pytest.raises(Refused, match="nothing"):
        credit(key="e", invoice=owed, amount_cents=None, reason="", by=None, at=A_MOMENT)


def test_a_refund_credits_what_was_not_paid_too_much(heard: Any) -> None:
    owed = invoice()
    paid(owed, 120_000)
    refund(key="r", invoice=owed, amount_cents=50_000, method="bank", reason="Left.", by=None, at=A_MOMENT)
    owed.refresh_from_db()
    assert (owed.paid_cents, owed.credited_cents, owed.owed_cents, owed.overpaid_cents) == (
        70_000,
        30_000,
        0,
        0,
    )
    assert heard == [("settled", owed.number), ("credited", False)]
    assert books() == {"bank": 70_000, "dues": -70_000, "receivable": 0}
    with pytest.raises(Refused, match="too much"):
        refund(key="s", invoice=owed, amount_cents=70_001, method="bank", reason="", by=None, at=A_MOMENT)


def test_a_payment_that_did_not_come_opens_the_invoice_again(heard: Any) -> None:
    owed = invoice()
    check = paid(owed, method="check")
    reverse(key="v", payment=check, reason="The check bounced.", by=None, at=A_MOMENT)
    owed.refresh_from_db()
    assert (owed.owed_cents, owed.settled_at) == (100_000, None)
    assert heard == [("settled", owed.number), ("reopened", owed.number)]
    assert books() == {"bank": 0, "dues": -100_000, "receivable": 100_000}
    with pytest.raises(Refused):
        reverse(key="w", payment=check, reason="Again.", by=None, at=A_MOMENT)


@pytest.mark.parametrize("model", [Invoice, InvoiceLine, Payment, Posting])
def test_what_is_written_cannot_be_deleted(model: Any) -> None:
    paid(invoice())
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        model.objects.all()._raw_delete(connection.alias)


@pytest.mark.parametrize("model", [Invoice, InvoiceLine, Payment, Posting])
def test_nothing_fixed_can_be_changed(model: Any) -> None:
    paid(invoice())
    may = {"paid_cents", "credited_cents", "settled_at", "reminded_at", "recorded_by"}
    row = model.objects.first()
    changed = []
    for field in model._meta.concrete_fields:
        with suppress(IntegrityError), transaction.atomic():
            model.objects.filter(pk=row.pk).update(**{field.attname: getattr(row, field.attname)})
            changed.append(field.name)
    assert set(changed) <= may


def test_a_day_to_come_brings_no_money() -> None:
    with pytest.raises(Refused, match="day to come"):
        paid(invoice(), received_on=A_MOMENT.date() + timedelta(days=2))


def test_a_credit_note_is_not_paid() -> None:
    note = credit(key="c", invoice=invoice(), amount_cents=1, reason="", by=None, at=A_MOMENT)
    with pytest.raises(Refused, match="not an invoice"):
        pay(key="p", invoice=note, amount_cents=1, method="bank", received_on=DUE, by=None, at=A_MOMENT)


def test_what_was_paid_in_part_and_given_back_is_owed_still_and_never_delivered(heard: Any) -> None:
    owed = invoice(dues(14_00))
    paid(owed, 11_00)
    refund(key="r", invoice=owed, amount_cents=11_00, method="bank", reason="", by=None, at=A_MOMENT)
    owed.refresh_from_db()
    assert (owed.owed_cents, owed.settled_at, heard) == (3_00, None, [("credited", False)])
