"""The back office of the residency."""
