"""What is announced, inside the transaction that did it."""

from django.dispatch import Signal

edition_published = Signal()  # edition; by; at: whoever adopted an earlier one has something to compare
