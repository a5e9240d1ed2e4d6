"""What happens to plans, told in the transaction in which it happens."""

from django.dispatch import Signal

plan_accepted = Signal()  # plan, review, at
plan_returned = Signal()  # plan, review, at
