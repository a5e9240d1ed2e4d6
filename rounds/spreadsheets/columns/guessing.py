"""What every column is, by its name and by what stands in it."""

from collections.abc import Sequence
from typing import NamedTuple

from rounds.spreadsheets.columns.content import SEEN, Shape, fits, shape_of
from rounds.spreadsheets.columns.names import LIKELY, MAYBE, by_name
from rounds.spreadsheets.columns.roles import IDENTIFIERS, Role, may_repeat, platform_of

BOTH = 0.98  # name and content agree
CLEAR = 0.75  # content alone, where it can hardly be anything else
# What content alone tells well; postal codes and certification numbers are numbers like others.
_TELLING = {Role.EMAIL, Role.ACCOUNT, Role.WIKIDATA, Role.ROR, Role.PLATFORM, Role.NPI}
# A name of the first kind with content of the second is a column of the second.
_OVERRULED = {
    Role.STREET: {Role.WEBSITE, Role.EMAIL},  # "Address"
    Role.WEBSITE: {Role.ACCOUNT, Role.EMAIL},  # "URL", "Site"
    Role.ACCOUNT: {Role.WEBSITE, Role.HANDLE, Role.EMAIL},
    Role.NAME: {Role.EMAIL, Role.ACCOUNT, Role.WEBSITE},
    Role.TYPE: {Role.PLATFORM},
    Role.HANDLE: {Role.EMAIL, Role.ACCOUNT},
    Role.PHONE: {Role.EMAIL},
    Role.CCN: {Role.NPI, Role.ROR},
    Role.PLATFORM: {Role.ACCOUNT, Role.EMAIL, Role.WEBSITE},
    Role.OWNERSHIP: {Role.EMAIL},
    Role.REGION: {Role.COUNTRY},
    Role.CITY: {Role.REGION},
}


class Guess(NamedTuple):
    role: str
    sure: float  # 0 to 1


def guess(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Guess]:
    """A guess for each column. What only one column may be goes to the surest."""
    columns = [[row[place] for row in rows[: 4 * SEEN]] for place in range(len(names))]
    found = [_guess(name, values) for name, values in zip(names, columns, strict=True)]
    found = _each_once(_paired(found, names))
    return _named(found, names, columns)


def _guess(name: str, values: Sequence[str]) -> Guess:
    role, sure = by_name(name)
    shape = shape_of(values)
    if name and not any(values):
        return Guess(role, sure)
    if role == Role.NOTHING and sure:  # counts of followers and the like
        return Guess(role, sure)
    if _agree(role, shape):
        return Guess(role, BOTH)
    if role == Role.PLATFORM or (
        platform_of(role) and not shape.role and not fits(values, platform_of(role))
    ):
        role, sure = Role.NOTHING, MAYBE  # "Channel" may be anything, and "X" a longitude
    if role and not _overrules(role, shape):
        return Guess(role, _doubted(role, sure, shape))
    if shape.role and (
        role or _kind(shape.role) in _TELLING or (not name and shape.role != Role.POSTAL_CODE)
    ):
        return Guess(shape.role, CLEAR * shape.share)
    return Guess(role, sure)


def _agree(role: str, shape: Shape) -> bool:
    if not role or not shape.role:
        return False
    if platform_of(role):
        return shape.role in (role, Role.HANDLE)
    return role == shape.role or (role == Role.ACCOUNT and bool(platform_of(shape.role)))


def _overrules(role: str, shape: Shape) -> bool:
    if platform_of(role):  # "Twitter" with addresses of Facebook
        return shape.role == Role.EMAIL or (bool(platform_of(shape.role)) and shape.role != role)
    return _kind(shape.role) in _OVERRULED.get(Role(role), set())


def _doubted(role: str, sure: float, shape: Shape) -> float:
    """Identifiers have a shape; without it the name alone says less. A name of an organization has none."""
    if role in (*IDENTIFIERS, Role.WEBSITE, Role.PHONE) and not shape.role:
        return min(sure, LIKELY)
    return sure


def _kind(role: str) -> str:
    return Role.ACCOUNT if platform_of(role) else role


def _paired(found: list[Guess], names: Sequence[str]) -> list[Guess]:
    """Which platform and which account go together: a column of names alone says nothing without the other."""
    roles = {one.role for one in found}
    if Role.PLATFORM in roles:
        if Role.HANDLE in roles:
            return found
        for place, one in enumerate(found):
            if one.role in (Role.ACCOUNT, Role.WEBSITE) and by_name(names[place])[0] == Role.ACCOUNT:
                return [*found[:place], Guess(Role.HANDLE, one.sure), *found[place + 1 :]]
        return found
    return [Guess(Role.ACCOUNT, MAYBE) if one.role == Role.HANDLE else one for one in found]


def _each_once(found: list[Guess]) -> list[Guess]:
    best: dict[str, int] = {}
    for place, one in enumerate(found):
        if not may_repeat(one.role) and (one.role not in best or one.sure > found[best[one.role]].sure):
            best[one.role] = place
    return [
        one if may_repeat(one.role) or best[one.role] == place else Guess(Role.NOTHING, MAYBE)
        for place, one in enumerate(found)
    ]


def _named(found: list[Guess], names: Sequence[str], columns: Sequence[Sequence[str]]) -> list[Guess]:
    """Where no column is the organization's name: the first column without a name of its own that holds words."""
    if any(one.role == Role.NAME for one in found):
        return found
    for place, one in enumerate(found):
        if (
            one.role == Role.NOTHING
            and one.sure < LIKELY
            and _holds_names(columns[place])
            and not names[place]
        ):
            return [*found[:place], Guess(Role.NAME, MAYBE), *found[place + 1 :]]
    return found


def _holds_names(values: Sequence[str]) -> bool:
    """Several words with letters, hardly ever the same."""
    seen = [value for value in values if value][:SEEN]
    words = [value for value in seen if len(value) > 5 and sum(map(str.isalpha, value)) > 0.6 * len(value)]
    return bool(seen) and len(words) >= 0.8 * len(seen) and len(set(seen)) >= 0.5 * len(seen)


def is_sure(sure: float) -> bool:
    return sure >= LIKELY
