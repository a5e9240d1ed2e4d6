"""What the page of changes lets people choose, and what it is then called."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from rounds.core.countries import country_name
from rounds.directory.grid.index import current_index
from rounds.directory.models import SubList
from rounds.open_data.changes.asked import Asked
from rounds.open_data.models import LoggedChange
from rounds.organizations.models import Organization, OrganizationType


class Choice(NamedTuple):
    value: str
    label: str
    is_chosen: bool


class Filter(NamedTuple):
    name: str
    label: str
    choices: list[Choice]


def filters_of(asked: Asked) -> list[Filter]:
    """One value of each; several of one stand in an address all the same."""
    held = current_index().sets["country"]
    countries = sorted(((code, country_name(code)) for code in held if code), key=lambda one: one[1])
    types = [(str(value), str(label)) for value, label in OrganizationType.choices]
    kinds = [(str(value), str(label)) for value, label in LoggedChange.Kind.choices]
    return [
        _filter("kind", _("What happened"), kinds, asked.kind),
        _filter("country", _("Country"), countries, asked.country),
        _filter("type", _("Type"), types, asked.type),
    ]


def titled(asked: Asked) -> str:
    """ "What changed: Mayo Clinic"."""
    names: list[str] = []
    if asked.organization:
        names += Organization.objects.filter(slug=asked.organization).values_list("name", flat=True)
    if asked.list:
        names += SubList.objects.filter(slug=asked.list).values_list("name", flat=True)
    names += [country_name(code) for code in asked.country]
    title = _("What changed in the List")
    if not names:
        return title
    return _("What changed: %(names)s") % {"names": ", ".join(filter(None, names))}


def _filter(name: str, label: str, values: list[tuple[str, str]], chosen: tuple[str, ...]) -> Filter:
    first = Choice("", _("All"), not chosen)
    return Filter(name, label, [first, *(Choice(value, text, value in chosen) for value, text in values)])
