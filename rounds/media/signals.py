"""What is announced, inside the transaction that did it."""

from django.dispatch import Signal

recording_changed = Signal()  # recording; by; at: it, its words, its chapters or its picture are others now
