"""Any history of an invoice: what we say of it is what a slow and obvious count says, and the books balance."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.billing.actions import Line, Refused, credit, pay, refund, reverse
from rounds.billing.actions.sending import send_refunds
from rounds.billing.ledger import trial_balance
from rounds.billing.models import Invoice, InvoiceLine, Payment
from rounds.billing.signals import invoice_reopened, invoice_settled
from rounds.billing.tests.factories import A_MOMENT, invoice

pytestmark = pytest.mark.django_db
CENTS = st.integers(1, 300)
LINES = st.lists(st.tuples(st.integers(0, 100), st.sampled_from(["dues", "points"])), min_size=1, max_size=3)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("pay"), CENTS, st.sampled_from(["bank", "check", "card"])),
        st.tuples(st.just("credit"), st.one_of(st.none(), CENTS), st.just("")),
        st.tuples(st.just("refund"), CENTS, st.sampled_from(["bank", "card"])),
        st.tuples(st.just("reverse"), st.integers(0, 3), st.just("")),
        st.tuples(st.just("send"), st.just(0), st.just("")),
        st.tuples(st.just("again"), st.just(0), st.just("")),
    ),
    max_size=14,
)


class Slow:
    """An invoice as a pile of facts, counted anew each time."""

    def __init__(self, total: int) -> None:
        self.total, self.ins, self.outs, self.credits = total, [], [], []  # type: ignore[var-annotated]

    @property
    def paid(self) -> int:
        return sum(self.ins) - sum(self.outs)

    @property
    def left(self) -> int:
        return self.total - sum(self.credits)

    @property
    def owed(self) -> int:
        return max(0, self.left - self.paid)

    @property
    def too_much(self) -> int:
        return max(0, self.paid - self.left)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, deeds=DEEDS)
def test_an_invoice_is_what_its_history_says(lines: list[tuple[int, str]], deeds: list[tuple]) -> None:
    mark = Invoice.objects.count()
    before = {one.account: one.balance_cents for one in trial_balance()}
    open_now: list[bool] = [True]

    def note(signal: object, invoice: Invoice, **_given: object) -> None:
        assert open_now[0] is (signal is invoice_settled)  # settled and reopened take turns
        open_now[0] = signal is invoice_reopened

    ours = invoice(*[Line("Thing", cents, account) for cents, account in lines])
    open_now[0] = ours.settled_at is None
    slow = Slow(sum(cents for cents, _account in lines))
    invoice_settled.connect(note)
    invoice_reopened.connect(note)
    try:
        for number, deed in enumerate(deeds):
            _do(ours, slow, f"{ours.number}:{number}", *deed)
            ours.refresh_from_db()
            assert (ours.paid_cents, ours.creditable_cents) == (slow.paid, slow.left)
            assert (ours.owed_cents, ours.overpaid_cents) == (slow.owed, slow.too_much)
            assert (ours.settled_at is None) == (slow.owed > 0)
            changes = _changes(before)
            assert sum(changes.values()) == 0
            assert changes.get("receivable", 0) == slow.owed - slow.too_much
            assert -changes.get("dues", 0) - changes.get("points", 0) == slow.left
    finally:
        invoice_settled.disconnect(note)
        invoice_reopened.disconnect(note)
    for one in Invoice.objects.filter(serial__gt=mark):
        assert (
            sum(InvoiceLine.objects.filter(invoice=one).values_list("amount_cents", flat=True))
            == one.total_cents
        )
    serials = list(Invoice.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == list(range(serials[0], serials[0] + len(serials)))


def _do(ours: Invoice, slow: Slow, key: str, what: str, amount: int | None, how: str) -> None:
    at = A_MOMENT + timedelta(minutes=1)
    common = {"key": key, "by": None, "at": at}
    with suppress(Refused):
        if what == "pay":
            more = {"provider": "offline", "reference": f"pi:{key}"} if how == "card" else {}
            pay(invoice=ours, amount_cents=amount, method=how, received_on=at.date(), **common, **more)
            slow.ins.append(amount)
        elif what == "credit":
            note = credit(invoice=ours, amount_cents=amount, reason="", **common)
            slow.credits.append(note.total_cents)
        elif what == "refund":
            spare = slow.too_much
            refund(invoice=ours, amount_cents=amount, method=how, reason="", **common)
            slow.credits.append(max(0, amount - spare))
            slow.outs.append(amount)
        elif what == "reverse":
            payments = list(ours.payments.filter(kind="payment").order_by("pk"))
            if payments:
                chosen = payments[amount % len(payments)]
                reverse(payment=chosen, reason="", **common)
                slow.outs.append(chosen.amount_cents)
        elif what == "send":
            send_refunds(at=at)
        elif last := Payment.objects.filter(invoice=ours, kind="payment").order_by("-pk").first():
            pay(
                key=last.key,
                invoice=ours,
                amount_cents=999,
                method=last.method,
                received_on=at.date(),
                by=None,
                at=at,
            )


def _changes(before: dict[str, int]) -> dict[str, int]:
    now = {one.account: one.balance_cents for one in trial_balance()}
    return {account: cents - before.get(account, 0) for account, cents in now.items()}
