"""What happens in a residency, told in the transaction in which it happens."""

from django.dispatch import Signal

residency_completed = Signal()  # place, at
cohort_cancelled = Signal()  # cohort, at
