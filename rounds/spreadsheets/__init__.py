"""Spreadsheets that representatives and moderators bring: read, matched, previewed, taken in, taken back."""
