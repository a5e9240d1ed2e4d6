"""A certificate of an honor: for whom, what, and where it can be checked. honor.typ is the page."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rounds.core.paper.lettering import printable
from rounds.core.paper.sizes import paper_of
from rounds.core.paper.typesetting import set_pdf

TEMPLATE = Path(__file__).parent / "honor.typ"


class Honor(NamedTuple):
    """In the reader's language. `facts`: labels and values.

    `rank` of `ranks`: a rung of a ladder, 0 where there is none. `address`: where anybody sees whether it stands,
    or "".
    """

    title: str
    name: str
    said: str
    what: str
    why: str
    facts: list[tuple[str, str]]
    address: str = ""
    rank: int = 0
    ranks: int = 0


def pdf(honor: Honor, *, day: date) -> bytes:
    """The same honor of the same day gives the same bytes. Raises NotInTime."""
    house = printable(settings.HOUSE_NAME, 120)
    content = {
        "paper": paper_of(settings.HOUSE_COUNTRY),
        "language": (get_language() or "en").partition("-")[0],
        "house": house,
        "title": honor.title,
        "name": printable(honor.name, 120),
        "said": honor.said,
        "what": printable(honor.what, 160),
        "why": printable(honor.why, 300),
        "rank": honor.rank,
        "ranks": honor.ranks,
        "facts": [{"label": label, "value": printable(value, 70)} for label, value in honor.facts if value],
        "check": _("Whether it stands, once its holder shares it:"),
        "address": honor.address,
        "foot": _("%(house)s keeps this record.") % {"house": house},
    }
    if honor.address:
        content["foot"] = _(
            "%(house)s keeps this record. A badge with the same code is signed, and can be verified."
        ) % {"house": house}
    return set_pdf(TEMPLATE, content, day=day)
