"""What can happen to money, one module for each noun."""

from rounds.billing.actions.cards import keep_card, remove_card
from rounds.billing.actions.charges import charge_kept_card
from rounds.billing.actions.credits import credit
from rounds.billing.actions.invoices import BillTo, Line, issue
from rounds.billing.actions.payments import pay, reverse
from rounds.billing.actions.refunds import refund
from rounds.billing.refusing import Refused

__all__ = [
    "BillTo",
    "Line",
    "Refused",
    "charge_kept_card",
    "credit",
    "issue",
    "keep_card",
    "pay",
    "refund",
    "remove_card",
    "reverse",
]
