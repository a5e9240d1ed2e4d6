"""What can be found is kept and forgotten here."""

from collections.abc import Collection

from django.db import transaction

from rounds.search.models import Passage


@transaction.atomic
def keep(kind: str, item: int, passages: Collection[Passage]) -> None:
    """These are all the passages of one thing; what it had before is forgotten."""
    forget(kind, [item])
    for passage in passages:
        passage.kind, passage.item = kind, item
    Passage.objects.bulk_create(passages)


def forget(kind: str, items: Collection[int]) -> None:
    Passage.objects.filter(kind=kind, item__in=items).delete()
