"""What is announced, inside the transaction that did it. Whoever sold the thing delivers it."""

from django.dispatch import Signal

invoice_settled = Signal()  # invoice; at; by: nothing is owed any more, for it was paid (or its total was 0)
invoice_credited = Signal()  # invoice; credit_note; is_whole: all of it was taken back; at; by
charge_given_up = Signal()  # invoice; at: the last try to charge a kept card failed
