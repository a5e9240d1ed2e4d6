"""The types of entities: our types of organizations, and one above them all for tables that hold several."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rounds.organizations.models import OrganizationType

GENERIC = "organization"


def all_types() -> list[dict[str, Any]]:
    """The general one first. `broader` says that every other is one of it."""
    general = {"id": GENERIC, "name": _("Health organization")}
    return [
        general,
        *({"id": one.value, "name": str(one.label), "broader": [general]} for one in OrganizationType),
    ]


def types_of(type: str) -> list[dict[str, str]]:
    """Of one entity, the narrow one first: so a column of hospitals is guessed to be hospitals."""
    return _types_of(type, get_language())


def known(given: Iterable[str]) -> frozenset[str]:
    """Those that narrow the question; what we do not know narrows nothing, nor does the general one."""
    found = {read(one) for one in given}
    return frozenset() if GENERIC in given else frozenset(found - {""})


def read(text: str) -> str:
    """A type by its id or by its name; "" where it is neither."""
    folded = text.casefold().replace(" ", "-")
    if folded in OrganizationType.values:
        return folded
    return folded.removesuffix("s") if folded.removesuffix("s") in OrganizationType.values else ""


@cache
def _types_of(type: str, language: str | None) -> list[dict[str, str]]:
    """Kept for each language: a batch asks for hundreds, and there are a dozen."""
    return [
        {"id": type, "name": str(OrganizationType(type).label)},
        {"id": GENERIC, "name": _("Health organization")},
    ]
