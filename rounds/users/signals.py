"""What happens to people, told to the contexts above: sent inside the transaction, with `user` and `at`."""

from django.dispatch import Signal

take_out_asked = Signal()
closing_asked = Signal()
closing_taken_back = Signal()
user_closed = Signal()  # nothing of the person is left
# For the record, which stands above: `verb`, `about`, `by`, `at`, `data`.
happened = Signal()
