"""Input to values."""
