"""What happened to an organization and its accounts, newest first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rounds.core.countries import region_name
from rounds.directory.models import Listing
from rounds.organizations.models import (
    Change,
    Organization,
    OrganizationType,
    Ownership,
    Register,
    Status,
)

MOST_HISTORY = 100
_GREAT_FIELDS = ("name", "status", "parent")  # each has a line of its own in the history


class Happening(NamedTuple):
    on: date
    text: str
    source: str
    parts: list[str]  # what stands under the line, if several things are told in one


def history_of(
    organization: Organization,
    changes: Iterable[Change],
    listings: Iterable[Listing],
    registers: Mapping[str, Register],
) -> list[Happening]:
    """What happened, newest first. Small facts of one source and day are one line, and so are accounts of one day."""
    happenings: list[Happening] = []
    small: defaultdict[tuple[date, str], list[str]] = defaultdict(list)
    for change in changes:
        text = change_text(organization, change)
        if change.field in _GREAT_FIELDS:
            happenings.append(Happening(change.as_of, text, _register_name(change.source, registers), []))
        else:
            small[change.as_of, _register_name(change.source, registers)].append(text)
    for (on, source), facts in small.items():
        words = ngettext("%(n)s fact updated", "%(n)s facts updated", len(facts)) % {"n": len(facts)}
        happenings.append(_together(on, words, source, facts))
    listed: defaultdict[date, list[str]] = defaultdict(list)
    for listing in listings:
        account = listing.account.full_name
        listed[listing.listed_at.date()].append(account)
        if listing.ended_at:
            text = _("Taken out: %(account)s. %(reason)s") % {
                "account": account,
                "reason": listing.ended_reason,
            }
            happenings.append(Happening(listing.ended_at.date(), text, "", []))
    for on, accounts in listed.items():
        words = ngettext("%(n)s account listed", "%(n)s accounts listed", len(accounts)) % {
            "n": len(accounts)
        }
        texts = accounts if len(accounts) > 1 else [_("Listed: %(account)s") % {"account": accounts[0]}]
        happenings.append(_together(on, words, "", texts))
    return sorted(happenings, key=lambda one: one.on, reverse=True)[:MOST_HISTORY]


def _together(on: date, words: str, source: str, texts: list[str]) -> Happening:
    """Several under one line; one alone speaks for itself."""
    return Happening(on, words, source, texts) if len(texts) > 1 else Happening(on, texts[0], source, [])


def change_text(organization: Organization, change: Change) -> str:
    match change.field:
        case "name":
            return _("Renamed from “%(old)s” to “%(new)s”") % {"old": change.old, "new": change.new}
        case "status" if change.new == Status.MERGED and organization.merged_into:
            return _("Merged into %(name)s") % {"name": organization.merged_into.name}
        case "status":
            return str(Status(change.new).label) if change.new in Status.values else change.new
        case "parent" if organization.parent and change.new == str(organization.parent.pk):
            return _("Part of %(name)s") % {"name": organization.parent.name}
        case "parent":  # the record has the number of an organization, which says nothing to a reader
            return _("What it is part of changed")
        case "coordinates":
            return _("Place on the map corrected") if change.old else _("Place on the map added")
    field = _FIELD_LABELS.get(change.field, change.field)
    old, new = _in_words(change.field, change.old), _in_words(change.field, change.new)
    if not new:
        return _("%(field)s taken out: %(old)s") % {"field": field, "old": old}
    if not old:
        return _("%(field)s added: %(new)s") % {"field": field, "new": new}
    return _("%(field)s changed from “%(old)s” to “%(new)s”") % {"field": field, "old": old, "new": new}


def _in_words(field: str, value: str) -> str:
    if field == "region":
        return region_name(value)
    choices: dict[str, type[TextChoices]] = {"ownership": Ownership, "type": OrganizationType}
    if field in choices and value in choices[field].values:
        return str(choices[field](value).label)
    return value


def _register_name(source: str, registers: Mapping[str, Register]) -> str:
    return registers[source].name if source in registers else ""


_FIELD_LABELS = {
    "street": gettext_lazy("Street"),
    "city": gettext_lazy("City"),
    "region": gettext_lazy("Region"),
    "postal_code": gettext_lazy("Postal code"),
    "phone": gettext_lazy("Phone"),
    "website": gettext_lazy("Website"),
    "beds": gettext_lazy("Beds"),
    "ownership": gettext_lazy("Ownership"),
    "type": gettext_lazy("Type"),
    "identifier": gettext_lazy("Identifier"),
    "other name": gettext_lazy("Other name"),
}
