"""What the fields of the exports mean, with their units. Tests hold the exports to it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Field(NamedTuple):
    name: str
    type: str  # of JSON; in the table of the CSV file, of XML Schema
    meaning: str | Promise


_NAME = _("The name, as the page shows it.")
_SLUG = _("Our word for the organization, the end of the address of its page.")
_TYPE = _("One of the types of the grid: hospital, health-system, clinic and so on.")
_COUNTRY = _("ISO 3166-1, two letters.")
_REGION = _("ISO 3166-2, as in US-MN; empty where unknown.")
_WEBSITE = _("The address of its own site.")
_PLATFORM = _("Our word for the platform: facebook, x, youtube, mastodon and so on.")
_HANDLE = _("The name on the platform, without “@”. It can change hands.")
_PERMANENT = _("What the platform itself calls the account for ever; empty where unknown.")
_ACCOUNT = _("The canonical address of the account.")
_PURPOSE = _("main, news, careers, patients, department, research, foundation, emergency, leader or other.")
_LANGUAGE = _("BCP 47; empty where nobody told.")
_PROOF = _(
    "What the evidence proves on that day: official-mutual, official-site, official-attested, reported, stale or"
    " disputed."
)
_SEEN = _("The day on which it was last seen or told, ISO 8601, UTC; empty where never.")

COLUMNS = (
    Field("organization", "string", _NAME),
    Field("slug", "string", _SLUG),
    Field("type", "string", _TYPE),
    Field("city", "string", _("The city.")),
    Field("region", "string", _REGION),
    Field("country", "string", _COUNTRY),
    Field("website", "anyURI", _WEBSITE),
    Field("platform", "string", _PLATFORM),
    Field("handle", "string", _HANDLE),
    Field("permanent_id", "string", _PERMANENT),
    Field("address", "anyURI", _ACCOUNT),
    Field("purpose", "string", _PURPOSE),
    Field("language", "string", _LANGUAGE),
    Field("proof", "string", _PROOF),
    Field("last_seen", "date", _SEEN),
    Field("as_of", "date", _("The day that the file tells of, ISO 8601, UTC.")),
)
FIELDS = (
    Field("slug", "string", _SLUG),
    Field("address", "string", _("The address of its page here.")),
    Field("name", "string", _NAME),
    Field(
        "names",
        "array",
        _("Other names: {kind: alternative, former, acronym or translation; text; language}."),
    ),
    Field("type", "string", _TYPE),
    Field("country", "string", _COUNTRY),
    Field("region", "string", _REGION),
    Field("city", "string", _("The city.")),
    Field("street", "string", _("Street and number.")),
    Field("postal_code", "string", _("The postal code.")),
    Field("latitude", "number or null", _("Degrees north, WGS 84.")),
    Field("longitude", "number or null", _("Degrees east, WGS 84.")),
    Field("phone", "string", _("The switchboard, as the register writes it.")),
    Field("website", "string", _WEBSITE),
    Field("beds", "integer or null", _("How many beds, as the register says; null where it does not.")),
    Field("ownership", "string", _("public, nonprofit or private; empty where unknown.")),
    Field("parent", "object or null", _("What it is part of: {slug, name}.")),
    Field("identifiers", "array", _("{scheme: ccn, npi, ror, ods, wikidata and so on; value}, by scheme.")),
    Field(
        "registers",
        "array",
        _(
            "The lines of all editions that name it, newer ones may have left it out: {register: the edition; key:"
            " the register's own number}."
        ),
    ),
    Field("accounts", "array", _("Its accounts, by platform and handle, with the fields below.")),
)
ACCOUNT_FIELDS = (
    Field("id", "integer", _("Our number of the account: an account of two organizations has it twice.")),
    Field("platform", "string", _PLATFORM),
    Field("platform_closed_on", "string or null", _("The day on which the platform closed, ISO 8601.")),
    Field("handle", "string", _HANDLE),
    Field("permanent_id", "string", _PERMANENT),
    Field("address", "string", _ACCOUNT),
    Field("purpose", "string", _PURPOSE),
    Field("audience", "string", _("Whom it is for, in a few words.")),
    Field("language", "string", _LANGUAGE),
    Field("proof", "string", _PROOF),
    Field(
        "proof_until",
        "string or null",
        _(
            "From this moment on (ISO 8601) the proof counts no more, if nobody renews it. Null on a past day."
        ),
    ),
    Field("last_seen", "string or null", _("The day on which it was last seen or told, ISO 8601, UTC.")),
    Field("listed_on", "string or null", _("The day on which it came into the List, ISO 8601, UTC.")),
)
