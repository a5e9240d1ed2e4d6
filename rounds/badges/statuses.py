"""Bitstring Status Lists: https://www.w3.org/TR/vc-bitstring-status-list/. Which badges were taken back. Pure.

A list has room for so many that asking for it tells nobody whose badge is being looked at.
"""

import gzip
import io
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from rounds.badges import contexts
from rounds.badges.credentials import Issuer
from rounds.badges.multibase import base64url, from_base64url
from rounds.badges.proofs import stamp

SIZE = 131_072  # bits of a list: the least that the standard allows
GOOD_FOR = timedelta(days=1)  # after that whoever kept a list asks for it anew


def encoded(set_bits: Iterable[int]) -> str:
    """The first bit is the highest of the first byte. The same bits give the same letters."""
    bits = bytearray(SIZE // 8)
    for index in set_bits:
        bits[index // 8] |= 0x80 >> index % 8
    return base64url(gzip.compress(bytes(bits), mtime=0))


def is_set(text: str, index: int) -> bool:
    """Reads no more than a list has."""
    with gzip.open(io.BytesIO(from_base64url(text))) as file:
        bits = file.read(SIZE // 8)
    return bool(bits[index // 8] & 0x80 >> index % 8)


def status_list(*, url: str, issuer: Issuer, set_bits: Iterable[int], at: datetime) -> dict[str, Any]:
    """A credential about the list, not signed yet."""
    return {
        "@context": [contexts.CREDENTIALS],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": stamp(at),
        "validUntil": stamp(at + GOOD_FOR),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(set_bits),
        },
    }
