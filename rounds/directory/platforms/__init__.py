"""Reads addresses of accounts on social platforms. Pure: text in, values out; no network, no database.

`parse` reads one address, `find_all` whatever people paste; `PLATFORMS` is the table behind both.
"""

from rounds.directory.platforms.find import find_all
from rounds.directory.platforms.model import Address, Kind, Platform, Refusal, address_of
from rounds.directory.platforms.parse import parse
from rounds.directory.platforms.table import PLATFORMS

__all__ = ["PLATFORMS", "Address", "Kind", "Platform", "Refusal", "address_of", "find_all", "parse"]
