"""What happens to people, told to the contexts above."""

from django.dispatch import Signal

happened = (
    Signal()
)  # `verb`, `about`, `by`, `at`, `data`: for the record, which stands above; sent inside the transaction
