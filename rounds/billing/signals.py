"""What is announced, inside the transaction that did it. Whoever sold the thing delivers it."""

from django.dispatch import Signal

invoice_settled = Signal()  # invoice; at; by: nothing is owed any more, for it was paid (or its total was 0)
invoice_credited = Signal()  # invoice; credit_note; is_whole: all of it was taken back; at; by
invoice_reopened = Signal()  # invoice; at; by: a payment did not come after all, so something is owed again
charge_given_up = Signal()  # invoice; at: no kept card will be charged for it any more, and it is not paid
