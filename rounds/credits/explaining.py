"""Each number of the ledger in sentences, from what was written with it."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.credits.models import Entry

Numbers = dict[str, Any]


def credit(hundredths: int) -> str:
    """ "1.25", as the reader's language writes it."""
    return str(number_format(Decimal(hundredths) / 100, 2, use_l10n=True, force_grouping=True)).replace(
        "-", "−"
    )


def sentences(entry: Entry) -> list[str]:
    """In the order in which it was settled. What a later version wrote is passed over."""
    return sentences_of(entry.numbers.get("steps", []))


def sentences_of(steps: Iterable[Sequence[Any]]) -> list[str]:
    return [_SAID[what](numbers) for what, numbers in steps if what in _SAID]


def _minutes(count: int) -> str:
    return ngettext("%(n)d minute", "%(n)d minutes", count) % {"n": count}


def _attended(numbers: Numbers) -> str:
    return _("Attended: %(minutes)s.") % {"minutes": _minutes(numbers["minutes"])}


def _excluded(numbers: Numbers) -> str:
    return _("%(minutes)s of it are not designated for credit: %(left)s are left.") % _both(numbers)


def _presented(numbers: Numbers) -> str:
    return _(
        "%(minutes)s of it are one’s own work, which earns nothing as a learner: %(left)s are left."
    ) % _both(numbers)


def _overlap(numbers: Numbers) -> str:
    return _(
        "%(minutes)s of it were at the same time as something that counts already: %(left)s are left."
    ) % _both(numbers)


def _most(numbers: Numbers) -> str:
    return _("The activity is designated for at most %(minutes)s.") % {
        "minutes": _minutes(numbers["minutes"])
    }


def _claimed(numbers: Numbers) -> str:
    return _("Claimed: %(minutes)s.") % {"minutes": _minutes(numbers["minutes"])}


def _given(numbers: Numbers) -> str:
    return _("Presented: %(minutes)s.") % {"minutes": _minutes(numbers["minutes"])}


def _credit(numbers: Numbers) -> str:
    said = _("%(minutes)s ÷ %(per)d = %(exact)s, %(rounded)s: %(credit)s")
    return said % {
        "minutes": _minutes(numbers["minutes"]),
        "per": numbers["per"],
        "exact": credit(numbers["exact"]),
        "rounded": _rounded(numbers),
        "credit": credit(numbers["hundredths"]),
    }


def _faculty(numbers: Numbers) -> str:
    said = _("%(minutes)s × %(per)s an hour = %(exact)s, %(rounded)s: %(credit)s")
    return said % {
        "minutes": _minutes(numbers["minutes"]),
        "per": credit(numbers["per_hour"]),
        "exact": credit(numbers["exact"]),
        "rounded": _rounded(numbers),
        "credit": credit(numbers["hundredths"]),
    }


def _rounded(numbers: Numbers) -> str:
    is_down = numbers["rounding"] == "down"
    if numbers["step"] == 25:
        return _("rounded down to the quarter") if is_down else _("rounded to the nearest quarter")
    said = _("rounded down to %(step)s") if is_down else _("rounded to the nearest %(step)s")
    return said % {"step": credit(numbers["step"])}


def _earlier(numbers: Numbers) -> str:
    said = _("%(earlier)s of that was entered before: %(added)s is added.")
    return said % {"earlier": credit(numbers["hundredths"]), "added": credit(numbers["added"])}


def _reversal(numbers: Numbers) -> str:
    said = _("Line %(number)d, %(credit)s, is taken back: %(taken)s")
    return said % {
        "number": numbers["number"],
        "credit": credit(numbers["hundredths"]),
        "taken": credit(-numbers["hundredths"]),
    }


def _both(numbers: Numbers) -> dict[str, str]:
    return {"minutes": _minutes(numbers["minutes"]), "left": _minutes(numbers["left"])}


_SAID: dict[str, Callable[[Numbers], str]] = {
    "attended": _attended,
    "excluded": _excluded,
    "presented": _presented,
    "overlap": _overlap,
    "most": _most,
    "claimed": _claimed,
    "given": _given,
    "credit": _credit,
    "faculty": _faculty,
    "earlier": _earlier,
    "reversal": _reversal,
}
