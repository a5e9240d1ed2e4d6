"""What the ledger announces."""

from django.dispatch import Signal

entry_added = Signal()  # entry; within its transaction
