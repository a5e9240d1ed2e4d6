"""The fee is owed when there is a place, and given back once: before the first day, or when the cohort is cancelled."""

import pytest

from rounds.billing.models import Invoice, Payment
from rounds.billing.tests.factories import card_payment, paid
from rounds.mail.models import Message
from rounds.memberships.models import PointsOperation
from rounds.residency.actions import applying, cancelling, cohorts, fees, placing
from rounds.residency.actions.placing import leave
from rounds.residency.models import Fee
from rounds.residency.refusing import Refused
from rounds.residency.tests.cases import AFTER, NOW, accepted, office, opened, rich

pytestmark = pytest.mark.django_db
FEE = 450_00


def credit_notes():
    return Invoice.objects.filter(kind="credit", lines__account="residency").count()


def test_a_place_brings_an_invoice_until_the_first_day_at_the_latest():
    application = accepted(opened(fee_cents=FEE))
    fee = Fee.objects.get(place=application.place)
    assert (fee.cents, fee.invoice.total_cents, fee.invoice.due_on.isoformat()) == (FEE, FEE, "2026-12-29")
    assert fee.invoice.lines.get().description == "Residency: Spring cohort"


def test_without_a_fee_there_is_no_invoice():
    accepted(opened())
    assert Fee.objects.count() == 0


def test_points_pay_in_full_where_there_are_enough_and_else_an_invoice_comes():
    cohort = opened(fee_cents=FEE)
    in_points = accepted(cohort, rich(1_000), wants_points=True)
    too_few = accepted(cohort, rich(100), wants_points=True)
    assert Fee.objects.get(place=in_points.place).points.entries.get().amount == 450
    assert Fee.objects.get(place=too_few.place).invoice.owed_cents == FEE


def test_leaving_before_the_first_day_gives_an_unpaid_fee_back():
    application = accepted(opened(fee_cents=FEE))
    leave(place=application.place, why="", by=application.user, at=NOW)
    fee = Fee.objects.get()
    assert (fee.given_back_at, fee.invoice.owed_cents, credit_notes()) == (NOW, 0, 1)


def test_what_was_paid_by_card_goes_back_to_the_card():
    application = accepted(opened(fee_cents=FEE))
    card_payment(Fee.objects.get().invoice, at=NOW)
    leave(place=application.place, why="", by=application.user, at=NOW)
    refund = Payment.objects.get(kind="refund")
    assert (refund.amount_cents, refund.method, credit_notes()) == (FEE, "card", 1)


def test_what_was_paid_by_bank_is_credited_for_the_treasurers_to_send():
    application = accepted(opened(fee_cents=FEE))
    paid(Fee.objects.get().invoice, at=NOW)
    leave(place=application.place, why="", by=application.user, at=NOW)
    assert Fee.objects.get().invoice.overpaid_cents == FEE
    assert Invoice.objects.to_refund().count() == 1


def test_points_come_back_and_are_spent_again_when_the_resident_comes_back():
    user = rich(1_000)
    application = accepted(opened(fee_cents=FEE), user, wants_points=True)
    leave(place=application.place, why="", by=user, at=NOW)
    placing.come_back(place=application.place, by=user, at=NOW)
    leave(place=application.place, why="", by=user, at=NOW)
    kinds = list(PointsOperation.objects.filter(kind__in=["spend", "unspend"]).values_list("kind", flat=True))
    assert sorted(kinds) == ["spend", "spend", "unspend", "unspend"]


def test_from_the_first_day_on_the_fee_stays_unless_the_office_gives_it_back():
    application = accepted(opened(fee_cents=FEE))
    leave(place=application.place, why="", by=application.user, at=AFTER)
    assert Fee.objects.get().given_back_at is None
    fees.forgive(place=application.place, reason="Illness", by=office(), at=AFTER)
    assert (Fee.objects.get().given_back_at, credit_notes()) == (AFTER, 1)
    with pytest.raises(Refused):
        fees.forgive(place=application.place, reason="Illness", by=office(), at=AFTER)


def test_a_cancelled_cohort_gives_every_fee_back_once_and_tells_everybody(django_capture_on_commit_callbacks):
    cohort = opened(fee_cents=FEE, places=3)
    by_card, in_points, unpaid = (
        accepted(cohort),
        accepted(cohort, rich(), wants_points=True),
        accepted(cohort),
    )
    waiting = accepted(cohort)
    card_payment(Fee.objects.get(place=by_card.place).invoice, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        cancelling.cancel(cohort=cohort, why="Both chiefs fell ill.", by=office(), at=NOW)
    cancelling.settle(cohort=cohort, at=NOW)
    assert Fee.objects.filter(given_back_at=None).count() == 0
    assert (Payment.objects.filter(kind="refund").count(), credit_notes()) == (1, 2)
    assert PointsOperation.objects.filter(kind="unspend").count() == 1
    told = Message.objects.filter(key__startswith="residency-cancelled")
    people = {one.user.email for one in (by_card, in_points, unpaid, waiting)}
    assert {mail.to for mail in told} == people
    assert all("Both chiefs fell ill." in mail.text for mail in told)
    assert told.count() == 4


def test_cancelling_that_was_stopped_in_the_middle_is_taken_up_again(monkeypatch):
    cohort = opened(fee_cents=FEE)
    first, _second = accepted(cohort), accepted(cohort)
    cancelling.cancel(cohort=cohort, why="Storm.", by=office(), at=NOW)
    give_back = fees.give_back

    def crash(*, place, **what):
        if place.pk != first.place.pk:
            raise SystemExit("power")
        return give_back(place=place, **what)

    monkeypatch.setattr(fees, "give_back", crash)
    with pytest.raises(SystemExit):
        cancelling.settle(cohort=cohort, at=NOW)
    monkeypatch.setattr(fees, "give_back", give_back)
    assert cancelling.unsettled() == [cohort]
    assert cancelling.settle(cohort=cohort, at=NOW) == 1
    assert (cancelling.unsettled(), credit_notes()) == ([], 2)
    assert Message.objects.filter(key__startswith="residency-cancelled").count() == 2


def test_a_fee_that_cannot_be_given_back_keeps_nobody_else_waiting(monkeypatch, caplog):
    cohort = opened(fee_cents=FEE)
    first, _second = accepted(cohort), accepted(cohort)
    cancelling.cancel(cohort=cohort, why="Storm.", by=office(), at=NOW)
    give_back = fees.give_back

    def fail(*, place, **what):
        if place.pk == first.place.pk:
            raise RuntimeError("the ledger says no")
        return give_back(place=place, **what)

    monkeypatch.setattr(fees, "give_back", fail)
    assert cancelling.settle(cohort=cohort, at=NOW) == 1
    assert credit_notes() == 1
    assert f"Application {first.pk} of the cancelled cohort" in caplog.text
    monkeypatch.setattr(fees, "give_back", give_back)
    assert cancelling.settle(cohort=cohort, at=NOW) == 1
    assert (cancelling.unsettled(), credit_notes()) == ([], 2)


def test_of_a_cancelled_cohort_everything_stays_readable_and_can_be_carried_over():
    cohort, other = opened(), opened()
    application = accepted(cohort)
    cancelling.cancel(cohort=cohort, why="Storm.", by=office(), at=NOW)
    application.refresh_from_db()
    assert (application.state, application.why) == ("placed", "To learn it.")
    made = applying.carry_over(application=application, to=other, by=application.user, at=NOW)
    assert made.why == "To learn it."
    with pytest.raises(Refused):
        cohorts.begin(cohort=cohort, by=None, at=NOW)
