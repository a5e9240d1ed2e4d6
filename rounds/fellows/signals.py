"""What happens on the ladder, told in the transaction in which it happens."""

from django.dispatch import Signal

step_awarded = Signal()  # step, at
step_taken_back = Signal()  # step, at
