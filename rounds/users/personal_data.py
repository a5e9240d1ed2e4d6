"""What is kept about a person: how they take it along, and what becomes of it when they close their account.

Each context registers its holdings in the `ready` of its app; a test fails when a table with a person in it (a key to
User, or an e-mail address) belongs to no holding.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.files.base import File
from django.db.models import QuerySet
from django.utils.functional import Promise

if TYPE_CHECKING:
    from rounds.users.models import User


class Fate(StrEnum):
    """What becomes of a table's rows when the person closes their account."""

    ERASED = "erased"
    ANONYMOUS = "anonymous"  # the row stays, without the person
    KEPT = "kept"  # the law says so: `reason` names it


class Table(NamedTuple):
    """`model`: as of `_meta.label`, "billing.Invoice". `what`: how a person would call its rows, "invoices"."""

    model: str
    what: str | Promise
    fate: Fate
    reason: str | Promise = ""  # why it is kept, or kept without the person; needed unless it is erased


class Part(NamedTuple):
    """One file of the archive: `content` is what `json.dumps` takes with Django's encoder, or an open file."""

    name: str  # "invoices.json", within the holding's folder
    content: Any | File


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """All that one context keeps about people.

    `export(user)` gives the parts of the archive, `erase(user, at)` does what the tables' fates say. Erasing again must
    do no harm: a fault in the middle is tried again. `refuse(user)` says why a person cannot close their account yet,
    or ""; `warn(user)` what they should know before they do.

    A user's row is never deleted, so whatever points to it may go on pointing: it then says "a person who left".
    """

    tables: Sequence[Table]
    export: Callable[["User"], Iterable[Part]]
    erase: Callable[["User", datetime], None]
    refuse: Callable[["User"], str] | None = None
    warn: Callable[["User"], Iterable[str]] | None = None


_holdings: dict[str, Holding] = {}


def register(context: str, holding: Holding) -> None:
    """`context`: its folder in the archive, "billing"."""
    _holdings[context] = holding


def holdings() -> dict[str, Holding]:
    return dict(sorted(_holdings.items()))


def rows(found: QuerySet, *more: str, without: Collection[str] = ()) -> list[dict[str, Any]]:
    """Every field of each row, oldest first, and `more` of what they point to ("organization__name").

    `without`: names of fields that are no part of what is kept about the person: secrets, keys, our own bookkeeping.
    """
    fields = [one.attname for one in found.model._meta.concrete_fields if one.name not in without]
    return list(found.order_by("pk").values(*fields, *more))
