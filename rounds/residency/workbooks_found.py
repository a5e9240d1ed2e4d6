"""What is found of the workbooks to begin with: that they are there, for everybody; their text, for their zone."""

from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from rounds.core import prose
from rounds.core.zones import Zone
from rounds.residency import starter
from rounds.residency.workbooks import Workbook
from rounds.search import passages, sources
from rounds.search.models import Passage

KIND = "workbook"


def enter() -> None:
    source = sources.Source(label=_("Workbooks"), icon="book", rank=49, is_advertised=True, ids=_ids, of=_of)
    sources.enter(KIND, source)


def refind() -> None:
    """Files of the product change with a release alone."""
    passages.refresh(KIND, list(_ids()))


def _ids() -> Iterable[int]:
    return range(1, len(starter.all_workbooks()) + 1)


def _of(items: Collection[int]) -> dict[int, list[Passage]]:
    numbered = enumerate(starter.all_workbooks(), start=1)
    return {number: list(_passages(one)) for number, one in numbered if number in items}


def _passages(one: Workbook) -> Iterator[Passage]:
    known = "\n".join([prose.plain(one.text), *(task.title for task in one.tasks)])
    if one != starter.sample():
        yield _passage(one, Zone.PUBLIC, known)
    zone = Zone.PUBLIC if one == starter.sample() else Zone.MEMBER
    yield _passage(one, zone, "\n".join([known, *(prose.plain(task.text) for task in one.tasks)]))


def _passage(one: Workbook, zone: str, text: str) -> Passage:
    return Passage(
        zone=zone, title=one.title, text=text, url=f"/residency/workbooks/{one.key}/", language="en"
    )
