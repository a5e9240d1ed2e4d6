"""What stands in a cell: the values of a property of an organization, as the specification writes them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from rounds.core.countries import country_name, region_name
from rounds.directory.models import Listing
from rounds.directory.proof import OFFICIAL, STRENGTH, Proof, shown
from rounds.organizations.models import Organization, OrganizationType, Ownership, Status
from rounds.reconciliation import entities
from rounds.reconciliation.properties import Property
from rounds.reconciliation.reading import Wanted

Cell = dict[str, Any]
MOST_VALUES = 100  # of one property of one organization


class Choices(NamedTuple):
    """The settings of a column."""

    limit: int = MOST_VALUES
    only_official: bool = False
    show: str = "address"
    as_codes: bool = False


class Known(NamedTuple):
    """An organization with what stands beside it; left empty where no column needs it."""

    organization: Organization
    names: Sequence[str] = ()
    identifiers: Sequence[tuple[str, str]] = ()
    listings: Sequence[Listing] = ()


def settings_offered() -> list[dict[str, Any]]:
    """As OpenRefine makes a form of them."""
    return [
        {
            "name": "limit",
            "label": _("At most"),
            "type": "number",
            "default": 0,
            "help_text": _("How many values of one organization; 0 for all"),
        },
        {
            "name": "only_official",
            "label": _("Only official accounts"),
            "type": "checkbox",
            "default": False,
            "help_text": _("Leaves out accounts that nobody has proven, or whose proof has expired"),
        },
        {
            "name": "show",
            "label": _("Of an account, show"),
            "type": "select",
            "default": "address",
            "help_text": _("What stands in the cell for each account"),
            "choices": [
                {"value": "address", "name": _("its address")},
                {"value": "handle", "name": _("its handle")},
                {"value": "proof", "name": _("its status of proof")},
            ],
        },
        {
            "name": "form",
            "label": _("Write as"),
            "type": "select",
            "default": "names",
            "help_text": _("For type, country, region, ownership, status and proof"),
            "choices": [
                {"value": "names", "name": _("names, for people")},
                {"value": "codes", "name": _("codes, for programs")},
            ],
        },
    ]


def choices_of(wanted: Wanted) -> Choices:
    """What cannot be read is as if nobody had chosen. A form sends "on" for a ticked box, and numbers as text."""
    given = wanted.settings
    limit = str(given.get("limit", ""))
    most = int(limit) if limit.isdecimal() and len(limit) < 6 else 0
    show = str(given.get("show", ""))
    return Choices(
        limit=min(most or MOST_VALUES, MOST_VALUES),
        only_official=given.get("only_official") in (True, "on", "true", "1"),
        show=show if show in ("address", "handle", "proof") else "address",
        as_codes=given.get("form") == "codes",
    )


def cells(one: Property, known: Known, choices: Choices, at: datetime) -> list[Cell]:
    if one.platform or one.id == "accounts":
        found = _accounts(one.platform, known.listings, choices, at)
    elif one.scheme:
        found = [{"str": value} for scheme, value in known.identifiers if scheme == one.scheme]
    else:
        found = _FACTS[one.id](known, choices, at)
    return found[: choices.limit]


def _accounts(platform: str, listings: Sequence[Listing], choices: Choices, at: datetime) -> list[Cell]:
    """The best proven first. What is disputed or let go stands in no cell: a stranger may be behind it."""
    told = [
        (shown(listing.proof, listing.proof_until, at), listing)
        for listing in listings
        if not platform or listing.account.platform == platform
    ]
    told = [
        (proof, listing)
        for proof, listing in told
        if proof in OFFICIAL or not (choices.only_official or proof in (Proof.DISPUTED, Proof.RELEASED))
    ]
    in_order = sorted(told, key=lambda pair: (STRENGTH[pair[0]], pair[1].pk))
    return [{"str": _account(proof, listing, choices)} for proof, listing in in_order]


def _account(proof: str, listing: Listing, choices: Choices) -> str:
    match choices.show:
        case "handle":
            return listing.account.exact_name
        case "proof":
            return _label(Proof, proof, choices)
    return listing.account.address


def _text(text: str) -> list[Cell]:
    return [{"str": text}] if text else []


def _label(labels: Any, value: str, choices: Choices) -> str:
    return value if choices.as_codes or not value else str(labels(value).label)


def _parent(known: Known, choices: Choices, at: datetime) -> list[Cell]:
    parent = known.organization.parent
    if parent is None:
        return []
    return [{"id": parent.slug, "name": parent.name, "description": entities.description(parent)}]


def _proof(known: Known, choices: Choices, at: datetime) -> list[Cell]:
    """Worked out from the listings, so that no proof outlives its end."""
    proofs = {shown(one.proof, one.proof_until, at) for one in known.listings}
    best = min(proofs, key=lambda one: STRENGTH[one], default="")
    return _text(_label(Proof, best, choices))


def _last_seen(known: Known, choices: Choices, at: datetime) -> list[Cell]:
    day = max((one.seen_on for one in known.listings if one.seen_on), default=None)
    return [{"date": f"{day.isoformat()}T00:00:00Z"}] if day else []


def _number(key: str, value: float | None) -> list[Cell]:
    return [] if value is None else [{key: value}]


Fact = Callable[[Known, Choices, datetime], list[Cell]]
_FACTS: dict[str, Fact] = {
    "name": lambda known, choices, at: _text(known.organization.name),
    "also-known-as": lambda known, choices, at: [{"str": name} for name in known.names],
    "type": lambda known, choices, at: _text(_label(OrganizationType, known.organization.type, choices)),
    "street": lambda known, choices, at: _text(known.organization.street),
    "city": lambda known, choices, at: _text(known.organization.city),
    "region": lambda known, choices, at: _text(
        known.organization.region if choices.as_codes else region_name(known.organization.region)
    ),
    "postal-code": lambda known, choices, at: _text(known.organization.postal_code),
    "country": lambda known, choices, at: _text(
        known.organization.country if choices.as_codes else country_name(known.organization.country)
    ),
    "latitude": lambda known, choices, at: _number("float", known.organization.latitude),
    "longitude": lambda known, choices, at: _number("float", known.organization.longitude),
    "phone": lambda known, choices, at: _text(known.organization.phone),
    "website": lambda known, choices, at: _text(known.organization.website),
    "beds": lambda known, choices, at: _number("int", known.organization.beds),
    "ownership": lambda known, choices, at: _text(_label(Ownership, known.organization.ownership, choices)),
    "parent": _parent,
    "status": lambda known, choices, at: _text(_label(Status, known.organization.status, choices)),
    "proof": _proof,
    "last-seen": _last_seen,
}
