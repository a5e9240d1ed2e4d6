"""Which columns of which model come out in the dump, and what they mean. What is not here stays in."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Model

from rounds.directory.models import Account, Audience, Evidence, Handle, Listing, Statement, SubList
from rounds.organizations.models import Change, Identifier, Name, Organization, Register, RegisterRow


class Column(NamedTuple):
    """`type`: of a Frictionless Table Schema. `free`: people wrote it, so addresses of people are taken out."""

    name: str
    type: str
    meaning: str
    read: str = ""  # the path to it, where that is another than the name
    free: bool = False

    @property
    def path(self) -> str:
        return self.read or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """`key`: the columns that tell its rows apart, in the order of the file. `links`: column to table and column."""

    name: str
    model: type[Model]
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    links: tuple[tuple[str, str, str], ...] = ()


_ORGANIZATION = Column("organization", "integer", "The organization's number.", "organization_id")
_OF_ORGANIZATION = ("organization", "organizations", "id")
_ACCOUNT = Column("account", "integer", "The account's number.", "account_id")
_OF_ACCOUNT = ("account", "accounts", "id")
_LISTING = Column("listing", "integer", "The listing's number.", "listing_id")
_OF_LISTING = ("listing", "listings", "id")
_SOURCE = Column("source", "string", "The edition of a register that says so, or person.")
_ID = Column("id", "integer", "Our number of it.")
_PROOF = "official-mutual, official-site, official-attested, reported, stale, disputed or released."
_PURPOSE = Column("purpose", "string", "What the account is for: main, news, careers and so on.")
_LANGUAGE = Column("language", "string", "BCP 47; empty where nobody told.")
_AUDIENCE = Column("audience", "string", "Whom it is for, in a few words.", free=True)

TABLES = (
    Table(
        "organizations",
        Organization,
        "Every organization that we know, also those that have closed or merged.",
        ("id",),
        (
            _ID,
            Column("slug", "string", "The end of the address of its page."),
            Column("name", "string", "The name, as its page shows it."),
            Column("type", "string", "hospital, health-system, clinic and so on."),
            Column("parent", "integer", "The number of what it is part of.", "parent_id"),
            Column("street", "string", "Street and number."),
            Column("city", "string", "City."),
            Column("region", "string", "ISO 3166-2, as in US-MN."),
            Column("postal_code", "string", "Postal code."),
            Column("country", "string", "ISO 3166-1, two letters."),
            Column("latitude", "number", "Degrees north, WGS 84."),
            Column("longitude", "number", "Degrees east, WGS 84."),
            Column("phone", "string", "The switchboard, as the register writes it."),
            Column("website", "string", "The address of its own site."),
            Column("beds", "integer", "How many beds, as the register says."),
            Column("ownership", "string", "public, nonprofit or private; empty where unknown."),
            Column("status", "string", "active, closed, merged, or withdrawn: entered by mistake."),
            Column("status_on", "date", "Since when it is closed, merged or withdrawn."),
            Column("merged_into", "integer", "The number of what it was merged into.", "merged_into_id"),
            Column("provenance", "object", "For each field the register that says so, and as of when."),
            Column("created_at", "datetime", "When it came into our register."),
            Column("changed_at", "datetime", "When a fact of it last changed here."),
        ),
        (("parent", "organizations", "id"), ("merged_into", "organizations", "id")),
    ),
    Table(
        "names",
        Name,
        "Other names of organizations.",
        ("organization", "kind", "text", "language"),
        (
            _ORGANIZATION,
            Column("kind", "string", "alternative, former, acronym or translation."),
            Column("text", "string", "The name."),
            Column("language", "string", "BCP 47; empty where nobody told."),
            Column("from_on", "date", "Since when it was called so."),
            Column("until_on", "date", "Until when it was called so."),
            _SOURCE,
        ),
        (_OF_ORGANIZATION,),
    ),
    Table(
        "identifiers",
        Identifier,
        "Numbers that others have given to organizations.",
        ("scheme", "value"),
        (
            _ORGANIZATION,
            Column("scheme", "string", "ccn, npi, ror, ods, wikidata and so on."),
            Column("value", "string", "The number, as its giver writes it."),
            _SOURCE,
        ),
        (_OF_ORGANIZATION,),
    ),
    Table(
        "registers",
        Register,
        "The editions of outside registers that were read, with what their publishers ask for.",
        ("slug",),
        (
            Column("slug", "string", "Our name of the edition."),
            Column("family", "string", "Editions of one register have the same."),
            Column("name", "string", "Its name."),
            Column("publisher", "string", "Who publishes it."),
            Column("as_of", "date", "The day of which it tells."),
            Column("license", "string", "What its publisher allows.", "licence"),
            Column("license_url", "string", "Where that is written.", "licence_url"),
            Column("attribution", "string", "How its publisher wants to be named."),
            Column("url", "string", "Where it is found."),
        ),
    ),
    Table(
        "register_rows",
        RegisterRow,
        "Which line of which edition describes which organization.",
        ("register", "key"),
        (
            Column("register", "string", "The edition.", "register__slug"),
            Column("key", "string", "The register's own number of the line."),
            _ORGANIZATION,
            Column("line", "integer", "Where it stands in the file."),
            Column("source_name", "string", "The name as the register writes it."),
            Column("gone_on", "date", "The day of the next edition, where that lacks it."),
        ),
        (_OF_ORGANIZATION, ("register", "registers", "slug")),
    ),
    Table(
        "organization_changes",
        Change,
        "Facts of organizations that were written over: their history.",
        ("id",),
        (
            _ID,
            _ORGANIZATION,
            Column("field", "string", "Which fact."),
            Column("old", "string", "Until then.", free=True),
            Column("new", "string", "From then on.", free=True),
            _SOURCE,
            Column("as_of", "date", "The day of which the source tells."),
            Column("happened_at", "datetime", "When we learned it."),
        ),
        (_OF_ORGANIZATION,),
    ),
    Table(
        "accounts",
        Account,
        "Accounts on social platforms. One may be listed for several organizations.",
        ("id",),
        (
            _ID,
            Column("platform", "string", "facebook, x, youtube, mastodon and so on."),
            Column("handle", "string", "Its name on the platform; it can change hands."),
            Column("native_id", "string", "What the platform itself calls it for ever."),
            Column("key", "string", "Its identity inside the platform: equal keys are one account."),
            Column("address", "string", "Its canonical address."),
            Column("created_at", "datetime", "When it came into the List."),
        ),
    ),
    Table(
        "handles",
        Handle,
        "Names under which accounts were seen, with the id behind them then.",
        ("account", "handle", "native_id"),
        (
            _ACCOUNT,
            Column("handle", "string", "The name."),
            Column("native_id", "string", "The permanent id behind it."),
            Column("first_seen_at", "datetime", "When it was first seen so."),
            Column("last_seen_at", "datetime", "When it was last seen so."),
        ),
        (_OF_ACCOUNT,),
    ),
    Table(
        "listings",
        Listing,
        "Which account is listed for which organization. What has expired is stale here, too.",
        ("id",),
        (
            _ID,
            _ORGANIZATION,
            _ACCOUNT,
            _PURPOSE,
            _LANGUAGE,
            _AUDIENCE,
            Column("proof", "string", f"What the evidence proves: {_PROOF}"),
            Column("proof_until", "datetime", "From then on it counts no more, if nobody renews it."),
            Column("seen_on", "date", "When it was last seen or told."),
            Column("listed_at", "datetime", "When it came into the List."),
            Column("ended_at", "datetime", "When it was taken out."),
            Column("ended_reason", "string", "Why it was taken out.", free=True),
        ),
        (_OF_ORGANIZATION, _OF_ACCOUNT),
    ),
    Table(
        "evidence",
        Evidence,
        "Every observation about a listing that stands: why we say what we say.",
        ("id",),
        (
            _ID,
            _LISTING,
            Column("kind", "string", "What was seen, or whose word it is: link, trust-txt, attestation …"),
            Column("outcome", "string", "confirms, absent, denies, conflicts or lifted."),
            Column("source_url", "string", "Where it was seen."),
            Column("digest", "string", "SHA-256 of the fragment that was seen, hexadecimal."),
            Column("checker", "string", "Which of our programs looked, and its version."),
            Column("detail", "string", "In words.", free=True),
            Column("observed_at", "datetime", "When it was so."),
            Column("recorded_at", "datetime", "When we learned it."),
            Column("expires_at", "datetime", "Until when it counts."),
            Column("register", "string", "The edition of a register that says so.", "register__slug"),
        ),
        (_OF_LISTING,),
    ),
    Table(
        "statements",
        Statement,
        "What the List said of a listing from one moment to the next. A lapse is told as of its moment.",
        ("listing", "from_at"),
        (
            _LISTING,
            Column("proof", "string", _PROOF),
            _PURPOSE,
            _LANGUAGE,
            _AUDIENCE,
            Column("handle", "string", "The account's name then; its permanent id where it had none."),
            Column("address", "string", "Its address then."),
            Column("from_at", "datetime", "From when on it was said."),
            Column("until_at", "datetime", "Until when; empty where it is said still."),
        ),
        (_OF_LISTING,),
    ),
    Table(
        "audiences",
        Audience,
        "How many follow an account on a day, as its platform said.",
        ("account", "observed_on"),
        (
            _ACCOUNT,
            Column("followers", "integer", "How many people follow it."),
            Column("observed_on", "date", "The day."),
            Column("source_url", "string", "Where the platform said so."),
        ),
        (_OF_ACCOUNT,),
    ),
    Table(
        "sub_lists",
        SubList,
        "Named parts of the List.",
        ("slug",),
        (
            Column("slug", "string", "The end of the address of its page."),
            Column("name", "string", "Its name."),
            Column("description", "string", "What it is."),
            Column("rule", "string", "The grid's question that makes it; empty where it is made by hand."),
            Column("order", "integer", "Its place among the others."),
        ),
    ),
    Table(
        "sub_list_members",
        SubList.organizations.through,
        "Who is in the sub-lists that are made by hand.",
        ("sub_list", "organization"),
        (
            Column("sub_list", "string", "The sub-list.", "sublist__slug"),
            _ORGANIZATION,
        ),
        (_OF_ORGANIZATION, ("sub_list", "sub_lists", "slug")),
    ),
)
