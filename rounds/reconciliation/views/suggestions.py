"""While somebody types: organizations, types and properties; and the properties that are worth adding."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rounds.core.limits import Meter
from rounds.reconciliation import properties, suggesting
from rounds.reconciliation.door import Purse, door, told
from rounds.reconciliation.reading import cleaned
from rounds.reconciliation.suggesting import Suggestions

KEPT_FOR = 60  # seconds
meter = Meter("reconcile-suggest")
_KINDS: dict[str, Callable[[str, int], Suggestions]] = {
    "entity": suggesting.suggested_entities,
    "type": suggesting.suggested_types,
    "property": suggesting.suggested_properties,
}


@door(meter, "GET")
def suggest(request: HttpRequest, purse: Purse, kind: str) -> HttpResponse:
    prefix = cleaned(request.GET.get("prefix", ""))
    skip = min(_whole(request.GET.get("cursor", "")), suggesting.FARTHEST)
    return told(_KINDS[kind](prefix, skip), seconds=KEPT_FOR)


@door(meter, "GET")
def propose(request: HttpRequest, purse: Purse) -> HttpResponse:
    type, limit = cleaned(request.GET.get("type", "")), _whole(request.GET.get("limit", ""))
    found = properties.proposed(type)
    listed = [properties.described(one) for one in (found[:limit] if limit else found)]
    answer = {"type": type, "properties": listed} | ({"limit": limit} if limit else {})
    return told(answer, seconds=KEPT_FOR)


def _whole(text: str) -> int:
    """0 for what is no number."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 9 else 0
