"""What each verb of the record says in words. Contexts enter theirs in the `ready` of their app.

The words stand for themselves, with or without who did it: "Accepted", "Reminder sent".
"""

from collections.abc import Mapping

from django.utils.functional import Promise

Words = str | Promise

_said: dict[str, Words] = {}


def enter(said: Mapping[str, Words]) -> None:
    """By verb, as actions record it: {"invoice.issued": _("Issued")}."""
    _said.update(said)


def known() -> frozenset[str]:
    return frozenset(_said)


def in_words(verb: str) -> str:
    """Of a verb that nobody speaks for any more, the verb."""
    return str(_said.get(verb, verb))
