"""What a row says, by what its columns are. Pure: cells in, facts and accounts out, and faults in words."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from rounds.core import plain_text
from rounds.core.countries import country_code, region_code
from rounds.directory.platforms import PLATFORMS, Address, Kind, Refusal, find_all, parse
from rounds.organizations import identifiers
from rounds.organizations.matching.engine import Question
from rounds.organizations.sources.kinds import kind_of
from rounds.spreadsheets.columns.names import by_name
from rounds.spreadsheets.columns.roles import IDENTIFIERS, Role, platform_of
from rounds.spreadsheets.planning.words import is_nothing, language_of, ownership_of, purpose_of, type_of

MOST_IN_A_ROW = 60  # accounts
_BETWEEN = re.compile(r"\s*[,;|\n]+\s*|\s+/\s+|\s+(?=@|https?://|www\.)")
_LONGEST = {"street": 300, "city": 120, "postal_code": 20, "phone": 40}


class Defaults(NamedTuple):
    """What a row means that does not say."""

    country: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class ToldAccount:
    place: int  # its column
    text: str
    address: Address | None
    fault: str = ""
    purpose: str = ""
    language: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    name: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)  # type, country, region, city, website, phone, …
    identifiers: tuple[tuple[str, str], ...] = ()
    accounts: tuple[ToldAccount, ...] = ()
    faults: tuple[str, ...] = ()  # facts that could not be read

    @property
    def names_somebody(self) -> bool:
        return bool(self.name or self.identifiers)

    @property
    def question(self) -> Question:
        told = {
            name: self.facts.get(name, "") for name in Question._fields if name not in ("name", "identifiers")
        }
        return Question(name=self.name, identifiers=self.identifiers, **told)

    @property
    def key(self) -> str:
        """The same for rows that name an organization in the same way, whatever accounts they bring."""
        said = [self.name.casefold(), *sorted(self.facts.items()), *self.identifiers]
        return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()


def told_by(cells: Sequence[str], columns: Sequence[str], defaults: Defaults = Defaults()) -> Told:  # noqa: B008
    """`columns`: the role of each cell."""
    by_role = {
        role: cell
        for role, cell in reversed(list(zip(columns, cells, strict=False)))
        if role and not is_nothing(cell)
    }
    faults: list[str] = []
    name = _name(by_role.get(Role.NAME, ""), faults)
    facts = dict(_facts(by_role, defaults, name, faults))
    return Told(
        name,
        facts,
        tuple(_identifiers(by_role, faults)),
        tuple(_accounts(cells, columns, by_role))[:MOST_IN_A_ROW],
        tuple(faults),
    )


def _name(text: str, faults: list[str]) -> str:
    try:
        plain_text.name(text)
    except ValidationError as fault:
        faults.append(" ".join(fault.messages))
        return ""
    return text[:300]


def _facts(
    by_role: Mapping[str, str], defaults: Defaults, name: str, faults: list[str]
) -> Iterator[tuple[str, str]]:
    country = country_code(by_role.get(Role.COUNTRY, ""))
    if by_role.get(Role.COUNTRY) and not country:
        faults.append(_("We know no country “%(text)s”.") % {"text": by_role[Role.COUNTRY][:60]})
    country = country or defaults.country
    kind = type_of(by_role.get(Role.TYPE, "")) or defaults.type or _kind_by_name(name)
    for field_name, value in (
        ("country", country),
        ("type", kind),
        ("region", region_code(country, by_role.get(Role.REGION, "")) if country else ""),
        ("ownership", ownership_of(by_role.get(Role.OWNERSHIP, ""))),
        ("website", _website(by_role.get(Role.WEBSITE, ""), faults)),
        ("beds", _beds(by_role.get(Role.BEDS, ""), faults)),
    ):
        if value:
            yield field_name, value
    if by_role.get(Role.REGION) and not country and len(by_role[Role.REGION]) <= 120:
        yield "region", by_role[Role.REGION]  # the matching may know better; it is never written
    for field_name, most in _LONGEST.items():
        value = by_role.get(field_name, "")
        if value and len(value) <= most and not re.search("[<>{}]", value):
            yield field_name, value


def _kind_by_name(name: str) -> str:
    kind = kind_of(name) if name else "other"
    return "" if kind == "other" else kind


def _website(text: str, faults: list[str]) -> str:
    if not text:
        return ""
    try:
        address = plain_text.website(text.split()[0])
    except ValidationError as fault:
        faults.append(_("Website: %(fault)s") % {"fault": " ".join(fault.messages)})
        return ""
    return address if len(address) <= 500 else ""


def _beds(text: str, faults: list[str]) -> str:
    digits = re.sub(r"[\s,.']", "", text)
    if not text:
        return ""
    if digits.isascii() and digits.isdigit() and int(digits[:9]) <= 100_000:
        return str(int(digits[:9]))
    faults.append(_("Beds: “%(text)s” is no number.") % {"text": text[:40]})
    return ""


def _identifiers(by_role: Mapping[str, str], faults: list[str]) -> Iterator[tuple[str, str]]:
    for scheme in IDENTIFIERS:
        text = by_role.get(scheme, "")
        if not text:
            continue
        read = identifiers.read_cell(scheme, text)
        if read.fault:
            faults.append(f"{scheme.upper()}: {read.fault}")
        else:
            yield str(scheme), read.value


def _accounts(
    cells: Sequence[str], columns: Sequence[str], by_role: Mapping[str, str]
) -> Iterator[ToldAccount]:
    purpose, language = purpose_of(by_role.get(Role.PURPOSE, "")), language_of(by_role.get(Role.LANGUAGE, ""))
    audience = by_role.get(Role.AUDIENCE, "")[:200]
    seen: set[tuple[str, str]] = set()
    for place, (role, cell) in enumerate(zip(columns, cells, strict=False)):
        if is_nothing(cell):
            continue
        for text, answer in _read(role, cell, by_role):
            address, fault = _account(answer)
            if address:
                if (address.platform, address.key) in seen:
                    continue
                seen.add((address.platform, address.key))
            yield ToldAccount(place, text[:300], address, fault, purpose, language, audience)


def _read(role: str, cell: str, by_role: Mapping[str, str]) -> Iterator[tuple[str, Address | Refusal]]:
    if platform := platform_of(role):
        for piece in _pieces(cell, platform):
            yield piece, parse(piece, platform)
    elif role == Role.HANDLE:
        named = by_role.get(Role.PLATFORM, "")
        platform = platform_of(by_name(named)[0])
        for piece in _pieces(cell, platform):
            yield piece, parse(piece, platform) if platform or not named else _no_such_platform(piece, named)
    elif role == Role.ACCOUNT:
        yield from _whole_addresses(cell)


def _pieces(cell: str, platform: str) -> list[str]:
    """The accounts in a cell: several where each piece alone can be read."""
    if isinstance(parse(cell, platform), Address):
        return [cell]
    pieces = [piece for piece in _BETWEEN.split(cell) if piece]
    read = [isinstance(parse(piece, platform), Address) for piece in pieces]
    if all(read):
        return pieces
    addresses = [
        piece for piece, is_one in zip(pieces, read, strict=True) if is_one and re.search("[@./]", piece)
    ]
    return addresses or [cell]


def _whole_addresses(cell: str) -> Iterator[tuple[str, Address | Refusal]]:
    found = find_all(cell)
    for answer in found:
        yield answer.submitted, answer
    if not found:
        yield cell, parse(cell)


def _no_such_platform(text: str, platform: str) -> Refusal:
    return Refusal("no-platform", _("We know no platform “%(name)s”.") % {"name": platform[:60]}, text)


def _account(answer: Address | Refusal) -> tuple[Address | None, str]:
    if isinstance(answer, Refusal):
        return None, _(answer.message)
    if answer.kind == Kind.ACCOUNT:
        return answer, ""
    if answer.owner is not None:
        return answer.owner, ""
    name = PLATFORMS[answer.platform].name
    return None, _("This is a post, a group or an event on %(platform)s, and it does not tell whose.") % {
        "platform": name
    }
