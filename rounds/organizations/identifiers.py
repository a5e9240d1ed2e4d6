"""The forms that identifiers have. Pure: what is typed in, the one form that is kept or a fault in words out."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from rounds.core import npi

_SEPARATORS = re.compile(r"[\s./-]+")


class Read(NamedTuple):
    value: str  # as it is kept; "" where there is a fault
    fault: str  # in words, for whoever typed it; "" where there is none


def read(scheme: str, typed: str) -> Read:
    """The identifier in the form that is kept: without prefix, in the case its scheme uses."""
    text = typed.strip()[:200]
    match scheme:
        case "ccn":
            return _shaped(
                text.upper(), r"[0-9]{2}[0-9A-Z][0-9A-Z]{3}", _("Six characters, such as 240010 or 24T010.")
            )
        case "npi":
            digits = _SEPARATORS.sub("", text)
            fault = _("Ten digits with a right check digit, such as 1234567893.")
            return Read(digits, "") if npi.is_valid(digits) else Read("", fault)
        case "ror":
            bare = text.lower().removeprefix("https://").removeprefix("ror.org/")
            return _shaped(
                bare, r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}", _("Nine characters, such as 02qp3tb03.")
            )
        case "wikidata":
            bare = text.rpartition("/")[2].upper()
            return _shaped(bare, r"Q[1-9][0-9]{0,11}", _("A Q and a number, such as Q1130172."))
        case "ods":
            return _shaped(
                text.upper(), r"[0-9A-Z]{3,9}", _("Three to nine letters and digits, such as RJ122.")
            )
        case "isni":
            bare = _SEPARATORS.sub("", text.upper().rpartition("ISNI/")[2])
            return _shaped(bare, r"[0-9]{15}[0-9X]", _("Sixteen digits, such as 0000 0004 0459 167X."))
        case "grid":
            return _shaped(text.lower(), r"grid\.[0-9]+\.[0-9a-f]{1,2}", _("Such as grid.66875.3a."))
        case _:
            return _shaped(
                text, r"[\x21-\x7e]{1,80}", _("Letters, digits and signs without spaces, at most 80.")
            )


def read_cell(scheme: str, cell: str) -> Read:
    """As `read`, from a table: a spreadsheet program takes 010001 for a number and drops the zero before it.

    Not where a person types: there five digits are one digit forgotten, and nobody knows which.
    """
    text = cell.strip()
    is_cut = scheme == "ccn" and re.fullmatch("[0-9]{5}", text)
    return read(scheme, text.zfill(6) if is_cut else text)


def _shaped(value: str, shape: str, fault: str) -> Read:
    return Read(value, "") if re.fullmatch(shape, value, re.ASCII) else Read("", fault)
