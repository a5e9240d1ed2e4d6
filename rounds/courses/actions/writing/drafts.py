"""What all who write in a draft need: keys, places, and marks, so that nobody overwrites what they have not seen."""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.utils.text import slugify

LONGEST_KEY = 60
Row = TypeVar("Row", bound=Model)
_NOT_WRITTEN = frozenset({"id", "position"})


class ChangedMeanwhile(Exception):
    """Somebody else changed the same words since they were shown. `now`: what stands there, None where it is gone."""

    def __init__(self, now: Model | None) -> None:
        super().__init__("changed meanwhile")
        self.now = now


def mark_of(row: Model, *more: Any) -> str:
    """Changes with what is written, not with where it stands."""
    fields = [one.attname for one in row._meta.concrete_fields if one.name not in _NOT_WRITTEN]
    words = json.dumps([*(getattr(row, name) for name in fields), *more], cls=DjangoJSONEncoder, default=str)
    return blake2b(words.encode(), digest_size=8).hexdigest()


def unchanged(rows: QuerySet[Row], pk: int, seen: str) -> Row:
    """The row, held until the transaction ends. Raises ChangedMeanwhile unless it is as it was `seen`."""
    now = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if now is None or mark_of(now) != seen:
        raise ChangedMeanwhile(now)
    return now


def set_to(row: Model, to: Mapping[str, Any]) -> list[str]:
    """Names of the fields that changed; they are saved."""
    changed = sorted(name for name, value in to.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, to[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def free_key(words: str, taken: Iterable[str], *, otherwise: str) -> str:
    stem = slugify(words)[: LONGEST_KEY - 6].strip("-") or otherwise
    there = set(taken)
    keys = (stem, *(f"{stem}-{number}" for number in range(2, len(there) + 3)))
    return next(key for key in keys if key not in there)


def end_of(rows: QuerySet[Any]) -> int:
    """The place behind the last."""
    last = rows.order_by("-position").values_list("position", flat=True).first()
    return 1 if last is None else last + 1


def move(rows: QuerySet[Any], pk: int, *, is_up: bool) -> None:
    """One place. Where there is none to go it stays."""
    order = list(rows.order_by("position", "pk").values_list("pk", flat=True))
    at = order.index(pk)
    to = at - 1 if is_up else at + 1
    if 0 <= to < len(order):
        order.insert(to, order.pop(at))
    lay(rows, order)


def lay(rows: QuerySet[Any], order: Iterable[int]) -> None:
    for position, pk in enumerate(order, start=1):
        rows.filter(pk=pk).exclude(position=position).update(position=position)
