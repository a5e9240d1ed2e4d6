"""Charging a kept card: few tries, at set days, and an end. Refunds on their way back to cards."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from rounds.billing.actions import charge_kept_card, keep_card, refund, remove_card
from rounds.billing.actions.charges import try_due_charges
from rounds.billing.actions.forgetting import forget_cards
from rounds.billing.actions.refunds import send_by_bank
from rounds.billing.actions.reminders import remind
from rounds.billing.actions.sending import TRIES, send_refunds, stuck
from rounds.billing.models import Attempt, Card, Invoice, Payment
from rounds.billing.signals import charge_given_up
from rounds.billing.tests.factories import A_MOMENT, DUE, card_payment, invoice, paid, person
from rounds.billing.tests.fake_stripe import FakeStripe
from rounds.billing.tests.test_invoices import books
from rounds.mail.models import Message

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def given_up() -> Iterator[list[str]]:
    told: list[str] = []

    def note(invoice: Any, **_given: Any) -> None:
        told.append(invoice.number)

    charge_given_up.connect(note)
    yield told
    charge_given_up.disconnect(note)


def kept_card(user: Any = None) -> Card:
    return Card.objects.create(
        user=user or person(),
        provider="stripe",
        customer="cus_1",
        method="pm_1",
        label="Visa ending in 4242",
        agreed_at=A_MOMENT,
    )


def days_tried() -> list[int]:
    return [(one.due_at - A_MOMENT).days for one in Attempt.objects.order_by("number")]


def mails(about: Invoice, word: str) -> int:
    return Message.objects.filter(key__startswith=word, subject__contains=about.number).count()


def test_a_kept_card_is_charged_what_is_owed(at_stripe: FakeStripe) -> None:
    owed = invoice(user=kept_card().user)
    assert charge_kept_card(invoice=owed, at=A_MOMENT)
    assert charge_kept_card(invoice=owed, at=A_MOMENT)
    assert try_due_charges(at=A_MOMENT) == 1
    assert try_due_charges(at=A_MOMENT + DAY) == 0
    owed.refresh_from_db()
    assert (owed.owed_cents, Attempt.objects.get().outcome) == (0, "paid")
    form = dict(at_stripe.asked[0][1])
    assert (form["amount"], form["customer"], form["off_session"]) == ("100000", "cus_1", "true")


def test_without_a_card_nothing_is_planned(at_stripe: FakeStripe) -> None:
    kept_card()
    assert not charge_kept_card(invoice=invoice(user=person("Bo")), at=A_MOMENT)
    assert not charge_kept_card(invoice=invoice(), at=A_MOMENT)
    assert Attempt.objects.count() == 0


def test_a_card_that_is_declined_is_tried_four_times_and_never_again(
    at_stripe: FakeStripe, given_up: list[str]
) -> None:
    at_stripe.decline = "card_declined"
    owed = invoice(user=kept_card().user)
    charge_kept_card(invoice=owed, at=A_MOMENT)
    for day in range(60):
        try_due_charges(at=A_MOMENT + day * DAY)
    assert days_tried() == [0, 3, 7, 14]
    assert {one.outcome for one in Attempt.objects.all()} == {"failed"}
    assert (len(at_stripe.asked), given_up, mails(owed, "charge-failed")) == (4, [owed.number], 4)
    assert "That was the last try" in Message.objects.order_by("-pk")[0].text


def test_a_bank_that_wants_to_hear_from_the_payer_counts_as_a_failure(at_stripe: FakeStripe) -> None:
    at_stripe.decline = "authentication_required"
    owed = invoice(user=kept_card().user)
    charge_kept_card(invoice=owed, at=A_MOMENT)
    try_due_charges(at=A_MOMENT)
    assert owed.get_absolute_url() in Message.objects.order_by("-pk")[0].text
    assert Attempt.objects.filter(tried_at=None).get().number == 2


def test_what_was_paid_by_hand_is_not_charged(at_stripe: FakeStripe) -> None:
    at_stripe.decline = "card_declined"
    owed = invoice(user=kept_card().user)
    charge_kept_card(invoice=owed, at=A_MOMENT)
    try_due_charges(at=A_MOMENT)
    paid(owed)
    at_stripe.decline = ""
    assert try_due_charges(at=A_MOMENT + 3 * DAY) == 0
    owed.refresh_from_db()
    assert (owed.paid_cents, Attempt.objects.filter(tried_at=None).count()) == (100_000, 0)


def test_a_provider_that_is_down_is_asked_again_with_the_same_key(at_stripe: FakeStripe) -> None:
    owed = invoice(user=kept_card().user)
    charge_kept_card(invoice=owed, at=A_MOMENT)
    at_stripe.is_down = True
    assert try_due_charges(at=A_MOMENT) == 0
    assert Attempt.objects.get().tried_at is None
    at_stripe.is_down = False
    try_due_charges(at=A_MOMENT + timedelta(minutes=5))
    owed.refresh_from_db()
    assert (owed.owed_cents, len(at_stripe.made)) == (0, 1)


def test_a_provider_that_stays_down_is_a_failed_try(at_stripe: FakeStripe) -> None:
    at_stripe.is_down = True
    charge_kept_card(invoice=invoice(user=kept_card().user), at=A_MOMENT)
    try_due_charges(at=A_MOMENT + DAY + timedelta(minutes=1))
    assert list(Attempt.objects.order_by("number").values_list("outcome", flat=True)) == ["failed", ""]


def test_a_removed_card_is_charged_no_more_and_forgotten(at_stripe: FakeStripe, given_up: list[str]) -> None:
    card = kept_card()
    owed = invoice(user=card.user)
    charge_kept_card(invoice=owed, at=A_MOMENT)
    remove_card(card=card, by=card.user, at=A_MOMENT)
    assert (try_due_charges(at=A_MOMENT), given_up) == (0, [owed.number])
    assert forget_cards(at=A_MOMENT) == 1
    assert [path for path, _form in at_stripe.asked] == ["/v1/payment_methods/pm_1/detach"]
    assert forget_cards(at=A_MOMENT + 31 * DAY) == 0
    assert Card.objects.count() == 0


def test_a_removed_card_does_not_come_back_by_an_old_event(at_stripe: FakeStripe) -> None:
    card = kept_card()
    owed = invoice(user=card.user)
    owed.checkouts.create(
        provider="stripe", reference="cs_1", amount_cents=1, keeps_card=True, started_at=A_MOMENT
    )
    remove_card(card=card, by=card.user, at=A_MOMENT)
    again = keep_card(
        invoice=owed, provider="stripe", customer="cus_1", method="pm_1", label="Visa", at=A_MOMENT
    )
    assert (again, Card.objects.kept().count()) == (None, 0)


def test_a_refund_to_a_card_is_promised_then_sent(at_stripe: FakeStripe) -> None:
    owed = invoice()
    card_payment(owed)
    refund(key="r1", invoice=owed, amount_cents=40_000, method="card", reason="Left.", by=None, at=A_MOMENT)
    assert books()["refunds_payable"] == -40_000
    assert send_refunds(at=A_MOMENT) == 1
    assert send_refunds(at=A_MOMENT) == 0
    assert books() == {"card:stripe": 60_000, "dues": -60_000, "receivable": 0, "refunds_payable": 0}
    assert [form["payment_intent"] for _path, form in at_stripe.asked] == ["pi_1"]


def test_a_refund_that_is_refused_is_tried_a_few_times_then_given_to_a_person(at_stripe: FakeStripe) -> None:
    owed = invoice()
    card_payment(owed)
    made = refund(key="r1", invoice=owed, amount_cents=10, method="card", reason="", by=None, at=A_MOMENT)
    at_stripe.refuse_refunds = True
    for hour in range(24 * 60):
        send_refunds(at=A_MOMENT + timedelta(hours=hour))
    assert len(at_stripe.asked) == TRIES
    assert list(stuck()) == [made]
    send_by_bank(payment=made, by=person(), at=A_MOMENT)
    assert (stuck().count(), books()["bank"], books()["refunds_payable"]) == (0, -10, 0)


def test_each_card_payment_gives_back_its_own(at_stripe: FakeStripe) -> None:
    owed = invoice()
    card_payment(owed, 70_000, "pi_1")
    card_payment(owed, 30_000, "pi_2")
    give = {"invoice": owed, "method": "card", "reason": "", "by": None, "at": A_MOMENT}
    references = [
        refund(key=f"r{cents}", amount_cents=cents, **give).reference for cents in (30_000, 60_000, 10_000)
    ]
    assert references == ["pi_2", "pi_1", "pi_1"]


def test_reminders_come_twice(at_stripe: FakeStripe) -> None:
    owed, done = invoice(), invoice()
    paid(done)
    after = A_MOMENT + (DUE - A_MOMENT.date())
    sent = [day for day in range(60) if remind(at=after + day * DAY)]
    assert sent == [7, 21]
    assert (mails(owed, "reminder"), mails(done, "reminder")) == (2, 0)


def test_reminders_that_were_missed_come_as_one() -> None:
    invoice()
    assert remind(at=A_MOMENT + 90 * DAY) == 1
    assert remind(at=A_MOMENT + 91 * DAY) == 0


def test_payments_know_whether_they_wait() -> None:
    paid(invoice())
    assert Payment.objects.to_send().count() == 0
