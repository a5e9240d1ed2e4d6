"""What becomes of everything that is kept about people, in the order in which a page tells it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.apps import apps
from django.db.models import EmailField, Field, Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rounds.users.addresses import verified_addresses
from rounds.users.models import User
from rounds.users.personal_data import Fate, Table, holdings

TITLES = {
    Fate.ERASED: _("Erased"),
    Fate.ANONYMOUS: _("Kept without you"),
    Fate.KEPT: _("Kept, because the law says so"),
}


class Reasoned(NamedTuple):
    """`what`: what is kept for the same reason, as people call it."""

    reason: str
    what: list[str]


class Group(NamedTuple):
    fate: str
    title: str | Promise
    parts: list[Reasoned]


def everybodys() -> list[Group]:
    """Everything that may be kept about anybody."""
    return _grouped(_tables())


def theirs(user: User) -> list[Group]:
    """What is kept about one person now. Some small questions to the database for each table."""
    addresses = [user.email, *verified_addresses(user)]
    return _grouped(table for table in _tables() if _is_in(table, user, addresses))


def _tables() -> Iterable[Table]:
    """The person's own row and addresses first."""
    for _name, holding in sorted(holdings().items(), key=lambda one: (one[0] != "users", one[0])):
        yield from holding.tables


def _grouped(tables: Iterable[Table]) -> list[Group]:
    found: defaultdict[Fate, dict[str, dict[str, None]]] = defaultdict(dict)
    for table in tables:
        found[table.fate].setdefault(str(table.reason), {})[str(table.what)] = None
    return [
        Group(
            fate.value, TITLES[fate], [Reasoned(reason, list(what)) for reason, what in found[fate].items()]
        )
        for fate in Fate
        if found[fate]
    ]


def _is_in(table: Table, user: User, addresses: list[str]) -> bool:
    """A table that names nobody itself hangs on another: it is told of in any case."""
    model: type[Model] = apps.get_model(table.model)
    if model is User:
        return True
    ways = [way for one in model._meta.concrete_fields if (way := _way(one, user, addresses))]
    return not ways or any(model._base_manager.filter(way).exists() for way in ways)


def _way(one: Field, user: User, addresses: list[str]) -> Q | None:
    if one.is_relation:
        return Q(**{one.name: user.pk}) if one.related_model is User else None
    if not isinstance(one, EmailField):
        return None
    found = Q()
    for address in addresses:
        found |= Q(**{f"{one.name}__iexact": address})
    return found
