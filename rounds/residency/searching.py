"""What is found of residency programs: everybody may read what one is."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from rounds.core import prose
from rounds.core.zones import Zone
from rounds.residency.models import Program
from rounds.search import passages, sources
from rounds.search.models import Passage

KIND = "residency"


def enter() -> None:
    source = sources.Source(
        label=_("Residency"), icon="people", rank=48, is_advertised=True, ids=_ids, of=_of
    )
    sources.enter(KIND, source)


def refind(program: Program) -> None:
    """In the transaction that changed it."""
    passages.refresh(KIND, [program.pk])


def _ids() -> Iterable[int]:
    return Program.objects.offered().order_by("pk").values_list("pk", flat=True)


def _of(items: Collection[int]) -> dict[int, list[Passage]]:
    """A program that is retired is not to be found."""
    return {one.pk: [_passage(one)] for one in Program.objects.offered().filter(pk__in=items)}


def _passage(one: Program) -> Passage:
    return Passage(
        zone=Zone.PUBLIC,
        title=one.title,
        text="\n".join(part for part in (one.summary, prose.plain(one.text)) if part),
        url=one.get_absolute_url(),
        language=one.language,
        published_at=one.created_at,
    )
