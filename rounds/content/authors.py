"""Who a page says wrote it, as they may be called today."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.utils import timezone

from rounds.core.zones import Zone
from rounds.users import speaking_as
from rounds.users.honors import Honor, honors_of
from rounds.users.people.audience import EVERYONE, MEMBERS

if TYPE_CHECKING:
    from rounds.content.models import Byline


class Author(NamedTuple):
    """`str()` of it is how they are called: "Jane Roe, MD"."""

    name: str
    credentials: tuple[str, ...] = ()
    role: str = ""
    url: str = ""  # of their page, where the reader may open it
    honors: tuple[Honor, ...] = ()

    def __str__(self) -> str:
        return ", ".join((self.name, *self.credentials))


def of(page: Any, zones: Collection[str]) -> list[Author]:
    """Of one page, which may be a draft that is looked at."""
    bylines = list(page.bylines.all())
    return _shown({page.pk: bylines}, zones)[page.pk] if bylines else []


def of_all(page_ids: Collection[int], zones: Collection[str]) -> dict[int, list[Author]]:
    """Of many pages, in as many queries as of one."""
    found: defaultdict[int, list[Byline]] = defaultdict(list)
    bylines = apps.get_model("content", "Byline").objects.filter(page__in=page_ids)
    for byline in bylines.order_by("sort_order", "pk"):
        found[byline.page_id].append(byline)
    return _shown(found, zones) if found else {}


def taken_off(pages: Collection[int], people: Collection[int]) -> set[tuple[int, int]]:
    """Page and person, of those who do not want to be named there."""
    if not people:
        return set()
    off = apps.get_model("content", "Naming").objects.filter(page__in=list(pages), person__in=people)
    return set(off.exclude(taken_off_at=None).values_list("page_id", "person_id"))


def _shown(bylines: "dict[int, list[Byline]]", zones: Collection[str]) -> dict[int, list[Author]]:
    ids = {one.person_id for ones in bylines.values() for one in ones if one.person_id}
    off = taken_off(bylines, ids)
    day = timezone.now().date()
    audiences = MEMBERS if Zone.MEMBER in zones else EVERYONE
    people = speaking_as.shown(ids, day, audiences=audiences) if ids else {}
    honors = honors_of(ids)
    with_role = {one.person_id for ones in bylines.values() for one in ones if one.role and one.person_id}
    held = speaking_as.held_by(with_role, day) if with_role else defaultdict(list)
    return {
        page: [
            _author(one, people, held[one.person_id], honors)
            for one in ones
            if (page, one.person_id) not in off
        ]
        for page, ones in bylines.items()
    }


def _author(
    byline: "Byline",
    people: dict[int, speaking_as.Shown],
    held: Iterable[str],
    honors: dict[int, list[Honor]],
) -> Author:
    role = speaking_as.sentence_of(byline.role, [*held])
    if not byline.person_id:
        return Author(speaking_as.name_of(byline.name, ()), role=role)
    person = people[byline.person_id]
    return Author(person.name, person.credentials, role, person.url, tuple(honors[byline.person_id]))
