"""Who may read the invoices of an organization: contexts above know who leads one, and enter that in their `ready`."""

from collections.abc import Callable, Iterable
from typing import Any

OrganizationsOf = Callable[[Any], Iterable[int]]  # of a signed-in user, the ids of organizations

_readers: dict[str, OrganizationsOf] = {}


def enter(name: str, organizations_of: OrganizationsOf) -> None:
    """`name` is the reader's own ("memberships"): entered again it takes the place of the first."""
    _readers[name] = organizations_of


def organizations_read_by(user: Any) -> set[int]:
    return {pk for organizations_of in _readers.values() for pk in organizations_of(user)}
