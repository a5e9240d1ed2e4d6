"""The filters beside the grid, as people read them."""

from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core.countries import country_name, region_name
from rounds.core.facets import Chosen, Filter, Value, filter_of
from rounds.directory.grid.bands import ACCOUNTS, BEDS
from rounds.directory.grid.bands import UNKNOWN as UNKNOWN_BAND
from rounds.directory.grid.census import CLOSED, NONE, OWN, PARENT
from rounds.directory.grid.index import (
    LONGER_AGO,
    UNKNOWN,
    WITHIN_A_YEAR,
    WITHIN_FIVE_YEARS,
    Result,
    proof_order,
)
from rounds.directory.grid.queries import ALL, Facet, Query
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Proof
from rounds.organizations.models import OrganizationType, Ownership
from rounds.organizations.sources import SOURCES

_TYPES = dict(OrganizationType.choices)
_PROOFS = dict(Proof.choices)
_OWNERSHIPS = {**dict(Ownership.choices), UNKNOWN_BAND: gettext_lazy("Not known")}
_SEEN_ORDER = (WITHIN_A_YEAR, WITHIN_FIVE_YEARS, LONGER_AGO, UNKNOWN)


class Mark(NamedTuple):
    """A status of proof and what it means, in plain words."""

    proof: str
    label: str
    meaning: str


def marks() -> list[Mark]:
    return [
        Mark(proof, str(label), meaning)
        for (proof, label), meaning in zip(Proof.choices, _meanings(), strict=True)
    ]


def filters(query: Query, result: Result) -> list[Filter]:
    return [one for facet in result.counts if (one := _filter(facet, query, result)).values]


def chosen(query: Query) -> list[Chosen]:
    """What is filtered by, each with the question that leaves it out."""
    return [
        Chosen(label(facet, value), query.toggled(facet, value).encoded())
        for facet in ALL
        for value in getattr(query, facet)
    ]


def label(facet: Facet, value: str) -> str:
    match facet:
        case "country":
            return country_name(value)
        case "region":
            return region_name(value)
        case "type":
            return str(_TYPES.get(value, value))
        case "platform":
            return PLATFORMS[value].name if value in PLATFORMS else value
        case "proof":
            return str(_PROOFS.get(value, value))
        case "seen":
            return _seen_labels().get(value, value)
        case "place":
            return place_name(value)
        case "beds":
            return _beds_labels().get(value, value)
        case "ownership":
            return str(_OWNERSHIPS.get(value, value))
        case "coverage":
            return _coverage_labels().get(value, value)
        case "accounts":
            return _accounts_labels().get(value, value)
        case "register":
            return (
                f"{SOURCES[value].name}, {date_format(SOURCES[value].as_of)}" if value in SOURCES else value
            )


def place_name(place: str) -> str:
    """A state or region; of a country, what is not in a known one."""
    return region_name(place) if "-" in place else country_name(place)


def _filter(facet: Facet, query: Query, result: Result) -> Filter:
    chosen_values = getattr(query, facet)
    counts = result.counts[facet] | {v: 0 for v in chosen_values if v not in result.counts[facet]}
    values = [
        Value(facet, value, label(facet, value), count, value in chosen_values)
        for value, count in counts.items()
    ]
    values.sort(key=lambda one: _order(facet, one))
    is_open = bool(chosen_values) or facet in ("country", "type")
    return filter_of(facet, _labels()[facet], values, is_open=is_open)


def _order(facet: Facet, one: Value) -> tuple:
    if facet == "proof":
        return (proof_order(one.value),)
    if facet == "seen":
        return (_SEEN_ORDER.index(one.value) if one.value in _SEEN_ORDER else len(_SEEN_ORDER),)
    return (-one.hits, one.label)


def _labels() -> dict[Facet, str]:
    return {
        "country": _("Country"),
        "region": _("State or region"),
        "type": _("Type"),
        "platform": _("Platform"),
        "proof": _("Status of proof"),
        "seen": _("Last seen"),
        "register": _("In the register"),
        "place": _("Place"),
        "beds": _("Beds"),
        "ownership": _("Ownership"),
        "coverage": _("How it is covered"),
        "accounts": _("Number of accounts"),
    }


def _seen_labels() -> dict[str, str]:
    return {
        WITHIN_A_YEAR: _("Within a year"),
        WITHIN_FIVE_YEARS: _("1 to 5 years ago"),
        LONGER_AGO: _("More than 5 years ago"),
        UNKNOWN: _("Not known"),
    }


def _beds_labels() -> dict[str, str]:
    bands = {name: name.replace("-", "\u2013") for name, _most in BEDS[:-1]}
    return bands | {"400-more": _("400 or more"), UNKNOWN_BAND: _("Not known")}


def _accounts_labels() -> dict[str, str]:
    bands = {name: name.replace("-", "\u2013") for name, _most in ACCOUNTS[:-1]}
    return bands | {"11-more": _("11 or more")}


def _coverage_labels() -> dict[str, str]:
    return {
        OWN: _("An account of its own"),
        PARENT: _("Only through its parent organization"),
        CLOSED: _("Only on platforms that have closed"),
        NONE: _("None in the List yet"),
    }


def _meanings() -> tuple[str, ...]:
    """In the order of `Proof`."""
    return (
        _(
            "The organization's own site names the account, and the account names the organization. Seen lately."
        ),
        _("The organization's own site names the account. Seen lately."),
        _("A representative of the organization says so. It counts for twelve months."),
        _("Somebody or some register named it. Nobody has proven it."),
        _("It was proven once, but what proved it is too old, or the account cannot be reached."),
        _("Something speaks against it, such as a new owner of the name. Do not rely on it."),
        _(
            "The organization let it go. Whoever uses it now does not speak for it. Its page keeps the warning."
        ),
    )
