"""What a column can be."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rounds.directory.platforms import PLATFORMS

ON = "on:"  # before a platform's slug: a column with accounts of that platform


class Role(StrEnum):
    NOTHING = ""
    NAME = "name"
    TYPE = "type"
    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    STREET = "street"
    POSTAL_CODE = "postal_code"
    WEBSITE = "website"
    PHONE = "phone"
    BEDS = "beds"
    OWNERSHIP = "ownership"
    CCN = "ccn"
    NPI = "npi"
    ROR = "ror"
    ODS = "ods"
    WIKIDATA = "wikidata"
    ACCOUNT = "account"  # whole addresses, of whatever platform
    PLATFORM = "platform"  # in long form: which platform ...
    HANDLE = "handle"  # ... and which account there
    PURPOSE = "purpose"
    LANGUAGE = "language"
    AUDIENCE = "audience"
    EMAIL = "email"  # read by nobody: contacts do not belong in the List


LABELS: dict[str, str | Promise] = {
    Role.NAME: gettext_lazy("Organization’s name"),
    Role.TYPE: gettext_lazy("Type of organization"),
    Role.COUNTRY: gettext_lazy("Country"),
    Role.REGION: gettext_lazy("State, province or region"),
    Role.CITY: gettext_lazy("City"),
    Role.STREET: gettext_lazy("Street"),
    Role.POSTAL_CODE: gettext_lazy("Postal code"),
    Role.WEBSITE: gettext_lazy("Website"),
    Role.PHONE: gettext_lazy("Phone"),
    Role.BEDS: gettext_lazy("Beds"),
    Role.OWNERSHIP: gettext_lazy("Ownership"),
    Role.CCN: gettext_lazy("CMS certification number (CCN)"),
    Role.NPI: gettext_lazy("National Provider Identifier (NPI)"),
    Role.ROR: gettext_lazy("ROR"),
    Role.ODS: gettext_lazy("NHS ODS code"),
    Role.WIKIDATA: gettext_lazy("Wikidata"),
    Role.ACCOUNT: gettext_lazy("Accounts: whole addresses, any platform"),
    Role.PLATFORM: pgettext_lazy("a column of a spreadsheet", "Which platform"),
    Role.HANDLE: pgettext_lazy("a column of a spreadsheet", "The account on that platform"),
    Role.PURPOSE: gettext_lazy("What the account is for"),
    Role.LANGUAGE: gettext_lazy("Language of the account"),
    Role.AUDIENCE: gettext_lazy("Whom the account is for"),
}
IDENTIFIERS = (Role.CCN, Role.NPI, Role.ROR, Role.ODS, Role.WIKIDATA)
# Facts that a spreadsheet may correct. Name and place are what an organization is found by.
FACTS = (Role.WEBSITE, Role.PHONE, Role.STREET, Role.POSTAL_CODE, Role.BEDS, Role.OWNERSHIP)
MANY = (Role.ACCOUNT,)  # roles that several columns may have; platforms, too


def is_known(role: str) -> bool:
    return role in LABELS or role in (Role.NOTHING, Role.EMAIL) or platform_of(role) in PLATFORMS


def platform_of(role: str) -> str:
    """The platform's slug, "" where the column is about none."""
    return role.removeprefix(ON) if role.startswith(ON) else ""


def may_repeat(role: str) -> bool:
    return role in MANY or role in (Role.NOTHING, Role.EMAIL) or bool(platform_of(role))


def label_of(role: str) -> str:
    if platform := platform_of(role):
        return _("%(platform)s account") % {"platform": PLATFORMS[platform].name}
    if role == Role.EMAIL:
        return _("E-mail addresses: never taken in")
    return str(LABELS[role]) if role in LABELS else _("Not used")
