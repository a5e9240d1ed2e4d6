"""The check digit of a National Provider Identifier (United States).

Ten digits; the last one is the Luhn check digit of the number with the card-issuer prefix 80840 before it.
Source: CMS, "Requirements for National Provider Identifier (NPI) and NPI Check Digit", 2004.
"""

from __future__ import annotations

import re

_SHAPE = re.compile(r"[12][0-9]{9}", re.ASCII)  # 1 and 2 are the only leading digits that have been given out
_PREFIX_SUM = 24  # what 80840 adds to the Luhn sum


def is_valid(npi: str) -> bool:
    """True for ten ASCII digits and nothing else whose check digit is right. It may still not be in use."""
    return _SHAPE.fullmatch(npi) is not None and _luhn_sum(npi) % 10 == 0


def _luhn_sum(npi: str) -> int:
    digits = [int(digit) for digit in npi]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[0::2])
    return _PREFIX_SUM + sum(doubled) + sum(digits[1::2])
