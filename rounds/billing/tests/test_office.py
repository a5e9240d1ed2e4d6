"""The treasurers' screens."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from rounds.billing.actions import credit
from rounds.billing.models import Invoice, Payment, ProviderEvent
from rounds.billing.tests.factories import A_MOMENT, card_payment, dues, invoice, paid, person
from rounds.billing.tests.test_invoices import books
from rounds.core.desk import tasks_for
from rounds.users.models import User

pytestmark = pytest.mark.django_db
PAGES = [
    "/office/invoices/",
    "/office/invoices/overdue/",
    "/office/invoices/to-refund/",
    "/office/invoices/card-company/",
]


@pytest.fixture
def tess() -> User:
    user = person("Tess")
    user.groups.add(Group.objects.get(name="Treasurers"))
    return user


@pytest.fixture
def office(tess: User) -> Client:
    client = Client()
    client.force_login(tess)
    return client


def do(office: Client, owed: Invoice, what: str, **data: Any) -> Any:
    response = office.post(f"/office/invoices/{owed.pk}/", {"do": what, "key": str(uuid4()), **data})
    owed.refresh_from_db()
    return response


def body(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    "address", [*PAGES, "/office/ledger/", "/office/ledger.csv", "/office/invoices/{pk}/"]
)
def test_treasurers_alone_come_in(office: Client, client: Client, address: str) -> None:
    path = address.format(pk=invoice().pk)
    assert office.get(path).status_code == 200
    nobody = person("Nobody")
    nobody.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(nobody)
    response = client.get(path)
    assert response.status_code in (302, 403)
    assert b"R-000001" not in response.content


def test_a_bank_transfer_is_written_down(office: Client, tess: User) -> None:
    owed = invoice()
    response = do(
        office, owed, "pay", amount="400.00", method="bank", received_on="2026-01-07", reference="X1"
    )
    assert response.status_code == 302
    payment = Payment.objects.get()
    assert (owed.owed_cents, payment.recorded_by, payment.reference, str(payment.received_on)) == (
        60_000,
        tess,
        "X1",
        "2026-01-07",
    )


def test_the_same_form_sent_twice_counts_once(office: Client) -> None:
    owed = invoice()
    sent = {"amount": "400", "method": "check", "received_on": "2026-01-07", "key": str(uuid4())}
    for _time in range(2):
        do(office, owed, "pay", **sent)
    assert owed.paid_cents == 40_000


@pytest.mark.parametrize(
    ("amount", "fault"),
    [
        ("", "Please write an amount."),
        ("x", "Please write an amount, such as"),
        ("-5", "more than nothing"),
        ("0.001", "2 digits"),
        ("NaN", "Please write an amount"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(office: Client, amount: str, fault: str) -> None:
    owed = invoice()
    response = do(
        office, owed, "pay", amount=amount, method="bank", received_on="2026-01-07", reference="Kept text"
    )
    assert response.status_code == 422
    page = body(response)
    assert fault in page
    assert "Kept text" in page
    described_by = " ".join(re.findall(r'aria-describedby="([^"]+)"', page)).split()
    assert [name for name in described_by if f'id="{name}"' not in page] == []
    assert owed.paid_cents == 0


def test_a_day_to_come_is_refused(office: Client) -> None:
    owed = invoice()
    tomorrow = timezone.now().date() + timedelta(days=1)
    response = do(office, owed, "pay", amount="1", method="bank", received_on=str(tomorrow))
    assert (response.status_code, owed.paid_cents) == (422, 0)


def test_money_is_given_back_with_a_reason(office: Client) -> None:
    owed = invoice()
    card_payment(owed)
    assert do(office, owed, "refund", amount="1,000.01", method="bank", reason="Left.").status_code == 422
    assert do(office, owed, "refund", amount="600", method="card", reason="").status_code == 422
    assert do(office, owed, "refund", amount="600", method="card", reason="Left.").status_code == 302
    assert (owed.paid_cents, owed.credited_cents) == (40_000, 60_000)
    page = body(office.get(f"/office/invoices/{owed.pk}/"))
    assert "on its way to the card" in page
    assert "Refund noted, $600.00: Left." in page
    waiting = Payment.objects.to_send().get()
    office.post(f"/office/invoices/refunds/{waiting.pk}/")
    assert Payment.objects.to_send().count() == 0


def test_more_than_one_card_payment_has_is_explained(office: Client) -> None:
    owed = invoice()
    card_payment(owed, 50_000, "pi_1")
    card_payment(owed, 50_000, "pi_2")
    response = do(office, owed, "refund", amount="600", method="card", reason="Left.")
    assert (response.status_code, owed.paid_cents) == (409, 100_000)
    assert "No single card payment has that much left" in body(response)


def test_an_invoice_is_credited(office: Client) -> None:
    owed = invoice()
    assert do(office, owed, "credit", amount="1000", reason="A slip.").status_code == 302
    assert owed.is_taken_back
    assert do(office, owed, "credit", amount="1", reason="Again.").status_code == 409


def test_a_check_that_bounced_is_taken_out(office: Client) -> None:
    owed = invoice()
    check = paid(owed, method="check")
    assert do(office, owed, f"reverse-{check.pk}", reason="The check bounced.").status_code == 302
    assert (owed.owed_cents, owed.settled_at) == (100_000, None)
    assert do(office, owed, f"reverse-{check.pk}", reason="Again.").status_code == 409


def test_nothing_is_done_with_a_credit_note(office: Client) -> None:
    note = credit(key="c", invoice=invoice(), amount_cents=1, reason="", by=None, at=A_MOMENT)
    assert office.get(f"/office/invoices/{note.pk}/").status_code == 200
    assert do(office, note, "pay", amount="1", method="bank", received_on="2026-01-07").status_code == 409


def test_invoices_are_found(office: Client) -> None:
    late, later, done = invoice(), invoice(due_on=timezone.now().date() + timedelta(days=9)), invoice()
    paid(done, 100_001, reference="WIRE-77")
    show = {
        "?show=open": [late, later],
        "overdue/": [late],
        "to-refund/": [done],
        "?q=wire-77": [done],
        f"?q={late.number}": [late],
        "?q=mercy&show=overdue": [late],
        "?q=%00": [late, later],
        "?show=all&page=x": [late, later, done],
    }
    for query, expected in show.items():
        text = body(office.get(f"/office/invoices/{query}"))
        assert [one for one in (late, later, done) if one.number in text] == expected, query


def test_more_invoices_ask_no_more_of_the_database(
    office: Client, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    invoice()
    office.get("/office/invoices/")
    with django_assert_max_num_queries(40) as first:
        office.get("/office/invoices/")
    for _more in range(2):
        invoice()
    with django_assert_num_queries(len(first)):
        office.get("/office/invoices/")


def test_the_ledger_adds_up_and_can_be_taken_along(office: Client) -> None:
    owed = invoice(dues(123_456), at=A_MOMENT)
    paid(owed, received_on=A_MOMENT.date() + timedelta(days=1), at=A_MOMENT + timedelta(days=30))
    assert "$1,234.56" in body(office.get("/office/ledger/"))
    assert "bank" not in body(office.get("/office/ledger/?until=2026-01-05"))
    assert "That is no day" in body(office.get("/office/ledger/?until=soon"))
    lines = b"".join(office.get("/office/ledger.csv")).decode().splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("2026-01-05,receivable,dues,1234.56,USD,R-000001,")


def test_what_waits_stands_on_the_front_page(tess: User) -> None:
    invoice()
    over = invoice()
    paid(over, 100_001)
    ProviderEvent.objects.create(
        provider="stripe", reference="e", kind="paid", received_at=A_MOMENT, handled_at=A_MOMENT, error="Odd."
    )
    said = [
        task.label(task.count(timezone.now()))
        for task in tasks_for(tess)
        if task.permission.startswith("billing")
    ]
    assert said == ["1 payment to refund", "1 message of the card company needs you", "1 invoice overdue"]


def test_a_message_that_was_seen_to_leaves_the_list(office: Client) -> None:
    event = ProviderEvent.objects.create(
        provider="stripe",
        reference="e",
        kind="disputed",
        received_at=A_MOMENT,
        handled_at=A_MOMENT,
        error="The bank took it back.",
        payload={"payment": "pi_1"},
    )
    assert "The bank took it back." in body(office.get("/office/invoices/card-company/"))
    office.post("/office/invoices/card-company/", {"event": event.pk})
    assert ProviderEvent.objects.problems().count() == 0


def payout(office: Client, **data: Any) -> Any:
    sent = {"key": str(uuid4()), "provider": "stripe", "received_on": "2026-01-09", "fee": "", **data}
    return office.post("/office/ledger/", sent)


def test_a_payout_moves_from_the_card_company_to_the_bank(office: Client) -> None:
    card_payment(invoice())
    key = str(uuid4())
    assert payout(office, amount="900", fee="29.50", key=key).status_code == 302
    payout(office, amount="1", key=key)
    assert books() == {
        "bank": 90_000,
        "card:stripe": 7_050,
        "dues": -100_000,
        "fees": 2_950,
        "receivable": 0,
    }


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"amount": "970", "fee": "30.01"}, "It holds $1,000.00 for us."),
        ({"amount": ""}, "Please write an amount."),
        ({"amount": "1", "provider": "other"}, "not one of the available choices"),
        ({"amount": "1", "received_on": "2999-01-01"}, "That day is still to come."),
    ],
)
def test_no_payout_is_written_down_that_cannot_be(office: Client, data: dict[str, str], fault: str) -> None:
    card_payment(invoice())
    response = payout(office, **data)
    assert (response.status_code, books().get("bank", 0)) == (422, 0)
    assert fault in body(response)


def test_without_money_at_a_card_company_there_is_no_payout(office: Client) -> None:
    paid(invoice())
    assert "payout" not in body(office.get("/office/ledger/"))
