"""Continuing-education credit: one append-only ledger for whatever earns it. It knows activities, not courses."""
