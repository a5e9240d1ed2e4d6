"""What happens to people, told to the contexts above."""

from django.dispatch import Signal

# For the record, which stands above: `verb`, `about`, `by`, `at`, `data`. Sent inside the transaction.
happened = Signal()
