"""What becomes of everything that is kept about people, in the order in which a page tells it."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rounds.users.personal_data import Fate, Table, holdings

TITLES = {
    Fate.ERASED: _("Erased"),
    Fate.ANONYMOUS: _("Kept without you"),
    Fate.KEPT: _("Kept, because the law says so"),
}


class Group(NamedTuple):
    fate: str
    title: str | Promise
    tables: list[Table]


def by_fate() -> list[Group]:
    """Groups that hold something; what a person would call by the same name is said once."""
    found: defaultdict[Fate, dict[str, Table]] = defaultdict(dict)
    for holding in holdings().values():
        for table in holding.tables:
            found[table.fate].setdefault(str(table.what), table)
    return [Group(fate.value, TITLES[fate], list(found[fate].values())) for fate in Fate if found[fate]]
