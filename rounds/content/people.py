"""Who wrote or spoke: names as they may be called today, for many pages at once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from rounds.content.models.written import Byline
from rounds.users import speaking_as
from rounds.users.speaking_as import EVERYONE


class Named(NamedTuple):
    """`str()` of it is how they are called: "Jane Roe, MD". `url`: of their page, where everybody may open it."""

    name: str
    role: str = ""
    url: str = ""

    def __str__(self) -> str:
        return self.name


def named_on(
    page_ids: Collection[int], day: date, *, audiences: Collection[str] = EVERYONE
) -> defaultdict[int, list[Named]]:
    """In the order in which they stand on each page. Credentials are those that were checked."""
    bylines = list(Byline.objects.filter(page__in=page_ids).order_by("sort_order", "pk"))
    people = speaking_as.shown({one.person_id for one in bylines if one.person_id}, day, audiences=audiences)
    found: defaultdict[int, list[Named]] = defaultdict(list)
    for one in bylines:
        if one.person_id:
            shown = people[one.person_id]
            found[one.page_id].append(Named(str(shown), one.role, shown.url))
        else:
            found[one.page_id].append(Named(one.name, one.role))
    return found
