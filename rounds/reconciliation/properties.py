"""The properties: which columns of a table we can compare with, and which we can add to it."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rounds.directory.platforms import PLATFORMS
from rounds.organizations.models import OrganizationType, Scheme

Words = str | Promise
COMMON = 12  # platforms that are proposed unasked; every other is found by its name
_HOUSES = frozenset(
    {OrganizationType.HOSPITAL.value, OrganizationType.HEALTH_SYSTEM.value, OrganizationType.CLINIC.value}
)
# Of which types an identifier is proposed; ROR, Wikidata, ISNI and GRID name organizations of every type.
_OF_HOUSES = frozenset({"ccn", "npi", "ods", "hifld", "odhf", "eurostat"})


class Property(NamedTuple):
    """`words`: other names for it that people type. `types`: of whom it is proposed; empty for all."""

    id: str
    name: Words
    description: Words
    is_compared: bool = False
    words: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    scheme: str = ""  # of an identifier
    platform: str = ""  # of an account


_FACTS = (
    Property("name", _("Name"), _("The name as it is shown"), True, ("title",)),
    Property("also-known-as", _("Other names"), _("Former names, acronyms, names in other languages")),
    Property("type", _("Type"), _("Hospital, health system, clinic and so on"), True, ("kind",)),
    Property("street", _("Street"), _("Number and street"), True, ("address", "street-address")),
    Property("city", _("City"), _("City or town"), True, ("town", "locality", "municipality")),
    Property(
        "region",
        _("State or region"),
        _("By name or by code: Minnesota, MN, US-MN"),
        True,
        ("state", "province"),
    ),
    Property(
        "postal-code",
        _("Postal code"),
        _("ZIP code or postcode"),
        True,
        ("zip", "zip-code", "postcode", "postalcode"),
    ),
    Property("country", _("Country"), _("By name or by code: Kenya, KE"), True, ("nation",)),
    Property("latitude", _("Latitude"), _("In degrees"), words=("coordinates",)),
    Property("longitude", _("Longitude"), _("In degrees"), words=("coordinates",)),
    Property("phone", _("Phone"), _("Telephone number"), True, ("telephone", "tel")),
    Property(
        "website", _("Website"), _("The organization's own site"), True, ("url", "homepage", "domain", "site")
    ),
    Property("beds", _("Beds"), _("How many beds"), types=_HOUSES),
    Property("ownership", _("Ownership"), _("Public, nonprofit or private"), words=("owner",), types=_HOUSES),
    Property("parent", _("Part of"), _("The organization that it is part of"), words=("system",)),
    Property("status", _("Status"), _("Active, merged, closed or entered by mistake")),
    Property("proof", _("Best proof"), _("The best proof of any of its accounts"), words=("official",)),
    Property("last-seen", _("Last seen"), _("The day when one of its accounts was last seen")),
    Property("accounts", _("All accounts"), _("On every platform"), words=("social",)),
)


@cache
def all_properties() -> dict[str, Property]:
    """By id, in the order in which they are shown: facts, identifiers, accounts."""
    return {one.id: one for one in (*_FACTS, *_identifiers(), *_accounts())}


def compared_as(pid: str) -> Property | None:
    """The property to compare a column with, by its id or by another word for it; None where there is none."""
    word = pid.casefold().replace("_", "-").replace(" ", "-")
    one = all_properties().get(_by_word().get(word, word))
    return one if one and one.is_compared else None


def proposed(type: str) -> list[Property]:
    """What is worth adding to a table of organizations of a type; of any where the type is unknown."""
    known = type in OrganizationType.values
    return [
        one
        for one in all_properties().values()
        if not (known and one.types and type not in one.types)
        and not (one.platform and PLATFORMS[one.platform].bit >= COMMON)
    ]


def described(one: Property) -> dict[str, str]:
    return {"id": one.id, "name": str(one.name), "description": str(one.description)}


@cache
def _by_word() -> dict[str, str]:
    return {word: one.id for one in _FACTS for word in one.words}


def _identifiers() -> Iterable[Property]:
    for scheme in Scheme:
        types = _HOUSES if scheme.value in _OF_HOUSES else frozenset()
        yield Property(
            scheme.value,
            scheme.label,
            _("An identifier: finds exactly one"),
            is_compared=True,
            types=types,
            scheme=scheme.value,
        )


def _accounts() -> Iterable[Property]:
    for platform in sorted(PLATFORMS.values(), key=lambda one: one.bit):
        yield Property(
            f"account-{platform.slug}",
            format_lazy(_("{platform} account"), platform=platform.name),
            _("Address or handle: finds whose account it is"),
            is_compared=True,
            platform=platform.slug,
        )
