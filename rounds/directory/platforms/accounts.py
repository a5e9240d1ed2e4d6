"""From a name that fits its pattern to the account: canonical address and key."""

import re
import unicodedata
from urllib.parse import quote

from rounds.directory.platforms.model import Address, Kind, Platform, Refusal
from rounds.directory.platforms.refusals import refuse

LONGEST_URL = 500  # as wide as the column that keeps it
LONGEST_NAME = 200
PLAIN = re.compile(r"[A-Za-z0-9._~@:/=-]*")
SAFE = "-._~:@$=/"
LATIN = re.compile(r"[A-Za-z]")
LATIN_LIKE = re.compile(r"[\u0370-\u052f]")  # Greek and Cyrillic


def account(platform: Platform, name: str, value: str, submitted: str) -> Address | Refusal:
    """`name`: which of the platform's names `value` is."""
    spec = platform.names[name]
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
        if LATIN.search(value) and LATIN_LIKE.search(value):
            return refuse("mixed-scripts", submitted)
    if spec.lowered:
        value = value.lower()
    url = spec.url.replace("{}", escaped(value))
    if len(url) > LONGEST_URL or len(value) > LONGEST_NAME:
        return refuse("too-long", submitted)
    shown = value if spec.shown == "{}" else spec.shown.replace("{}", value)
    folded = shown if spec.fold == "exact" else shown.lower()
    if spec.fold == "dotless":
        folded = folded.replace(".", "")
    if spec.permanent:
        return Address(platform.slug, Kind.ACCOUNT, "", value, url, spec.prefix + folded, None, submitted)
    return Address(platform.slug, Kind.ACCOUNT, shown, "", url, spec.prefix + folded, None, submitted)


def escaped(value: str) -> str:
    return value if PLAIN.fullmatch(value) else quote(value, safe=SAFE)
