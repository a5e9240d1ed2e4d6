"""Paying by card through Stripe: on the wire, twice, late, in the wrong order, and by people who are not Stripe."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from rounds.billing.actions import reverse
from rounds.billing.actions.events import act_on_waiting
from rounds.billing.models import Card, Checkout, Invoice, Payment, ProviderEvent
from rounds.billing.signals import invoice_settled
from rounds.billing.tests import fake_stripe
from rounds.billing.tests.conftest import HOUSE, send
from rounds.billing.tests.factories import card_payment, invoice, paid, person
from rounds.billing.tests.fake_stripe import FakeStripe, charge, event, refund, session, signature
from rounds.billing.tests.test_invoices import books

pytestmark = pytest.mark.django_db
Tell = Callable[..., HttpResponse]
COMPLETED = "checkout.session.completed"


def go_to_pay(client: Client, owed: Invoice, **data: str) -> HttpResponse:
    return client.post(f"{owed.get_absolute_url()}pay/", data)


def test_a_payer_goes_to_stripe_with_what_is_owed_now(client: Client, at_stripe: FakeStripe) -> None:
    owed = invoice()
    paid(owed, 40_000)
    response = go_to_pay(client, owed)
    assert (response.status_code, response["Location"]) == (303, "https://checkout.stripe.com/c/cs_1")
    path, form = at_stripe.asked[0]
    assert path == "/v1/checkout/sessions"
    assert form["line_items[0][price_data][unit_amount]"] == "60000"
    assert form["line_items[0][price_data][currency]"] == "usd"
    assert form["metadata[invoice]"] == form["payment_intent_data[metadata][invoice]"] == owed.number
    assert form["success_url"] == f"{HOUSE}{owed.get_absolute_url()}?back=done"
    assert "payment_intent_data[setup_future_usage]" not in form
    checkout = Checkout.objects.get()
    assert (checkout.invoice, checkout.reference, checkout.amount_cents) == (owed, "cs_1", 60_000)


def test_pressing_twice_goes_to_the_same_checkout(client: Client, at_stripe: FakeStripe) -> None:
    owed = invoice()
    assert go_to_pay(client, owed)["Location"] == go_to_pay(client, owed)["Location"]
    assert Checkout.objects.count() == 1


def test_stripe_may_be_sent_to_by_the_form(client: Client, at_stripe: FakeStripe) -> None:
    policy = client.get(invoice().get_absolute_url())["Content-Security-Policy"]
    assert "form-action 'self' https://checkout.stripe.com" in policy


def test_when_stripe_is_down_nothing_is_started_and_the_payer_is_told(
    client: Client, at_stripe: FakeStripe
) -> None:
    at_stripe.is_down = True
    response = go_to_pay(client, invoice())
    assert response.status_code == 503
    assert "Nothing was charged" in response.content.decode()
    assert Checkout.objects.count() == 0


def test_what_stripe_tells_settles_the_invoice(client: Client, tell: Tell) -> None:
    owed = invoice()
    go_to_pay(client, owed)
    assert tell(COMPLETED, session("cs_1", owed.number, 100_000, house=HOUSE)).status_code == 200
    owed.refresh_from_db()
    payment = Payment.objects.get()
    assert (owed.owed_cents, payment.key, payment.method) == (0, "stripe:pi_1", "card")
    assert books() == {"card:stripe": 100_000, "dues": -100_000, "receivable": 0}
    assert Checkout.objects.get().outcome == "paid"


def test_told_twice_and_in_two_ways_it_counts_once(client: Client, tell: Tell) -> None:
    owed = invoice()
    go_to_pay(client, owed)
    for _time in range(2):
        tell(COMPLETED, session("cs_1", owed.number, 100_000, house=HOUSE), name="evt_same")
    tell("charge.succeeded", charge(owed.number, 100_000, house=HOUSE))
    tell(COMPLETED, session("cs_1", owed.number, 100_000, house=HOUSE))
    owed.refresh_from_db()
    assert (owed.paid_cents, Payment.objects.count()) == (100_000, 1)
    assert ProviderEvent.objects.filter(error="").exclude(handled_at=None).count() == 3


def test_nothing_of_the_payer_is_kept_but_what_we_need(client: Client, tell: Tell) -> None:
    owed = invoice()
    tell(COMPLETED, session("cs_1", owed.number, 100_000, house=HOUSE))
    assert "Pat Payer" not in str(ProviderEvent.objects.get().payload)


def test_paid_before_we_know_of_the_checkout_counts(tell: Tell) -> None:
    owed = invoice()
    tell(COMPLETED, session("cs_unknown", owed.number, 100_000, house=HOUSE))
    owed.refresh_from_db()
    assert owed.owed_cents == 0


def test_expired_after_paid_stays_paid(client: Client, tell: Tell) -> None:
    owed = invoice()
    go_to_pay(client, owed)
    tell(COMPLETED, session("cs_1", owed.number, 100_000, house=HOUSE))
    tell("checkout.session.expired", session("cs_1", owed.number, 100_000, house=HOUSE))
    assert Checkout.objects.get().outcome == "paid"


def test_a_bank_debit_counts_when_it_has_come(client: Client, tell: Tell) -> None:
    owed = invoice()
    tell(COMPLETED, session("cs_1", owed.number, 100_000, house=HOUSE, payment_status="unpaid"))
    assert Payment.objects.count() == 0
    tell("checkout.session.async_payment_succeeded", session("cs_1", owed.number, 100_000, house=HOUSE))
    owed.refresh_from_db()
    assert owed.owed_cents == 0


def test_another_amount_is_written_down_as_what_it_is(tell: Tell) -> None:
    less, more = invoice(), invoice()
    tell(COMPLETED, session("cs_1", less.number, 1, house=HOUSE))
    tell(COMPLETED, session("cs_2", more.number, 100_001, house=HOUSE, intent="pi_2"))
    less.refresh_from_db()
    more.refresh_from_db()
    assert (less.owed_cents, less.settled_at, more.overpaid_cents) == (99_999, None, 1)


def test_another_currency_is_a_problem_for_a_person(tell: Tell) -> None:
    owed = invoice()
    told = tell(COMPLETED, session("cs_1", owed.number, 100_000, house=HOUSE, currency="eur"))
    assert (told.status_code, Payment.objects.count()) == (200, 0)
    assert "EUR came in" in ProviderEvent.objects.problems().get().error


@pytest.mark.parametrize("number", ["R-999999", "", "x'; --"])
def test_an_invoice_that_is_not_ours_is_left_alone(tell: Tell, number: str) -> None:
    assert tell(COMPLETED, session("cs_1", number, 100, house=HOUSE)).status_code == 200
    assert (Payment.objects.count(), ProviderEvent.objects.problems().count()) == (0, 0)


def test_another_house_with_the_same_stripe_is_left_alone(tell: Tell) -> None:
    owed = invoice()
    tell(COMPLETED, session("cs_1", owed.number, 100_000, house="https://other.example"))
    tell("charge.succeeded", charge(owed.number, 100_000, house="https://other.example"))
    assert (Payment.objects.count(), ProviderEvent.objects.count()) == (0, 0)


def test_paid_by_bank_and_by_card_the_rest_is_to_be_refunded(client: Client, tell: Tell) -> None:
    owed = invoice()
    go_to_pay(client, owed)
    paid(owed)
    tell(COMPLETED, session("cs_1", owed.number, 100_000, house=HOUSE))
    assert [one.overpaid_cents for one in Invoice.objects.to_refund()] == [100_000]


@pytest.mark.parametrize(
    "forge",
    [
        lambda body: signature(body, secret="whsec_other"),
        lambda body: signature(body + b" "),
        lambda body: signature(body, at=int(time.time()) - 301),
        lambda body: "",
        lambda body: "t=1,v1=",
        lambda body: "t=x",
        lambda body: signature(body).replace("v1=", "v0="),
    ],
)
def test_what_does_not_come_from_stripe_now_is_refused(
    client: Client, at_stripe: FakeStripe, forge: Any
) -> None:
    owed = invoice()
    body = event(COMPLETED, session("cs_1", owed.number, 100_000, house=HOUSE))
    assert send(client, body, forge(body)).status_code == 400
    assert ProviderEvent.objects.count() == 0


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"\xff", b'{"id": 1, "type": "charge.succeeded", "data": 5}']
)
def test_what_stripe_would_never_say_is_refused(client: Client, at_stripe: FakeStripe, body: bytes) -> None:
    signed = signature(body) if body != b"\xff" else "t=1,v1=1"
    assert send(client, body, signed).status_code == 400


def test_too_much_at_once_is_refused(client: Client, at_stripe: FakeStripe) -> None:
    body = b" " * (256 * 1024 + 1)
    assert send(client, body, signature(body)).status_code == 413


def test_no_webhook_is_open_for_a_provider_that_is_not_ours(client: Client, at_stripe: FakeStripe) -> None:
    assert client.post("/webhooks/offline/").status_code == 404
    assert client.get("/webhooks/stripe/").status_code == 405


def test_refunded_before_paid_waits_for_the_payment(tell: Tell) -> None:
    owed = invoice()
    tell("refund.created", refund("re_1", "pi_1", 30_000))
    waiting = ProviderEvent.objects.get()
    assert (waiting.handled_at, Payment.objects.count()) == (None, 0)
    tell("charge.succeeded", charge(owed.number, 100_000, house=HOUSE))
    owed.refresh_from_db()
    assert (owed.paid_cents, owed.credited_cents, owed.owed_cents) == (70_000, 30_000, 0)
    assert books() == {"card:stripe": 70_000, "dues": -70_000, "receivable": 0, "refunds_payable": 0}


def test_a_refund_of_what_was_never_paid_here_is_forgotten_in_the_end(tell: Tell) -> None:
    tell("refund.created", refund("re_1", "pi_of_somebody", 30_000))
    act_on_waiting(at=timezone.now() + timedelta(days=4))
    stored = ProviderEvent.objects.get()
    assert (stored.handled_at is not None, ProviderEvent.objects.problems().count()) == (True, 0)


def test_a_refund_made_at_stripe_counts_once(tell: Tell) -> None:
    owed = invoice()
    card_payment(owed)
    for kind in ("refund.created", "refund.updated", "refund.updated"):
        tell(kind, refund("re_1", "pi_1", 100_000))
    owed.refresh_from_db()
    assert (owed.paid_cents, owed.is_taken_back) == (0, True)


def test_a_dispute_is_a_problem_for_a_person(tell: Tell) -> None:
    owed = invoice()
    card_payment(owed)
    dispute = {"amount": 100_000, "currency": "usd", "payment_intent": "pi_1", "reason": "fraudulent"}
    tell("charge.dispute.funds_withdrawn", {"id": "dp_1", "metadata": {}, **dispute})
    assert "fraudulent" in ProviderEvent.objects.problems().get().error


def test_a_card_is_kept_where_the_payer_agreed(client: Client, tell: Tell, at_stripe: FakeStripe) -> None:
    ana = person()
    owed = invoice(user=ana)
    client.force_login(ana)
    go_to_pay(client, owed, keep_card="on")
    assert at_stripe.asked[0][1]["payment_intent_data[setup_future_usage]"] == "off_session"
    for _time in range(2):
        tell("charge.succeeded", charge(owed.number, 100_000, house=HOUSE, keeps="1"))
    card = Card.objects.get()
    assert (card.user, card.label, card.customer, card.method) == (
        ana,
        "Visa ending in 4242",
        "cus_1",
        "pm_1",
    )


def test_no_card_is_kept_for_somebody_who_only_has_the_link(
    client: Client, tell: Tell, at_stripe: FakeStripe
) -> None:
    owed = invoice(user=person())
    go_to_pay(client, owed, keep_card="on")
    assert "payment_intent_data[setup_future_usage]" not in at_stripe.asked[0][1]
    tell("charge.succeeded", charge(owed.number, 100_000, house=HOUSE, keeps="1"))
    assert Card.objects.count() == 0


def test_a_receiver_that_fails_loses_nothing(client: Client, tell: Tell) -> None:
    """Whoever sold the thing could not deliver it: the event is acted on again by the clock."""

    def fail(**_given: Any) -> None:
        raise RuntimeError

    owed = invoice()
    invoice_settled.connect(fail)
    try:
        assert tell(COMPLETED, session("cs_1", owed.number, 100_000, house=HOUSE)).status_code == 200
    finally:
        invoice_settled.disconnect(fail)
    assert (Payment.objects.count(), ProviderEvent.objects.get().error) == (0, "RuntimeError")
    act_on_waiting(at=timezone.now())
    owed.refresh_from_db()
    assert owed.owed_cents == 0


def test_the_fake_refuses_what_stripe_has_not(at_stripe: FakeStripe) -> None:
    assert fake_stripe.FakeStripe().answer("/v1/nothing", {}, "")[0] == 404


def test_after_a_payment_that_was_taken_out_there_is_a_new_checkout(
    client: Client, at_stripe: FakeStripe
) -> None:
    owed = invoice()
    first = go_to_pay(client, owed)["Location"]
    reverse(key="r", payment=paid(owed), reason="The check bounced.", by=None, at=timezone.now())
    assert go_to_pay(client, owed)["Location"] != first
