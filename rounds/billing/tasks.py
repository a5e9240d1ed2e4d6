"""What the clock does about money."""

from datetime import datetime, timedelta

from rounds.billing.actions.charges import try_due_charges
from rounds.billing.actions.events import act_on_waiting
from rounds.billing.actions.forgetting import forget_cards
from rounds.billing.actions.reminders import remind
from rounds.billing.actions.sending import send_refunds
from rounds.core.clock import due


@due(every=timedelta(minutes=1))
def charge_kept_cards(at: datetime) -> None:
    try_due_charges(at=at)


@due(every=timedelta(minutes=1))
def send_promised_refunds(at: datetime) -> None:
    send_refunds(at=at)


@due(every=timedelta(minutes=5))
def act_on_events_that_wait(at: datetime) -> None:
    act_on_waiting(at=at)


@due(every=timedelta(minutes=15))
def have_removed_cards_forgotten(at: datetime) -> None:
    forget_cards(at=at)


@due(every=timedelta(hours=6))
def remind_of_overdue_invoices(at: datetime) -> None:
    remind(at=at)
