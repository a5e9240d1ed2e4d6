"""Reads the files that people bring: bytes in, rows of text out. Pure: no database, no settings, no request.

`text` guesses encoding and separator of CSV, `workbook` opens XLSX as something hostile, `book` says what is the same
for both, `limits` what is taken at most.
"""

from rounds.spreadsheets.reading.book import How, Sheet, Unreadable, read
from rounds.spreadsheets.reading.limits import LARGEST, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS

__all__ = ["LARGEST", "LONGEST_CELL", "MOST_COLUMNS", "MOST_ROWS", "How", "Sheet", "Unreadable", "read"]
