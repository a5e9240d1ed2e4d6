"""Reading a long answer page by page.

A cursor tells the place behind which the next page begins (never a number of rows, which moves while rows come and
go). It is signed together with the question, so that it can be trusted, and is refused with any other question.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from rounds.core.api.problems import Fault, Refused

PAGE, MOST = 100, 500
LONGEST = 8_000  # characters of a cursor: it may have to name a thousand rows among eight million
_SIGNED = 12  # bytes
_PAGING = ("cursor", "limit")

Place = Sequence[str | int | float | None]  # what stands in the columns that the rows are put in order by


def cursor_of(request: HttpRequest, place: Place) -> str:
    text = json.dumps(list(place), separators=(",", ":")).encode()
    return urlsafe_b64encode(_signature(request, text) + text).decode().rstrip("=")


def place_of(request: HttpRequest, cursor: str, kinds: Collection[Any] = ()) -> list[Any] | None:
    """The place that a cursor tells; None without one. `kinds`: the types of its parts. Raises Refused."""
    if not cursor:
        return None
    try:
        held = urlsafe_b64decode(cursor[:LONGEST].encode("ascii") + b"==")
        signature, text = held[:_SIGNED], held[_SIGNED:]
        if not constant_time_compare(signature, _signature(request, text)):
            raise ValueError
        place: list[Any] = json.loads(text)
    except ValueError:
        raise lost() from None
    if kinds and [type(one) for one in place] != list(kinds):
        raise lost()
    return place


def lost() -> Refused:
    """The place is not known, or no more."""
    words = _("This cursor belongs to another question, or its place is no more. Begin again without it.")
    return Refused("cursor", words, errors=[Fault(parameter="cursor", where="query", detail=words)])


def next_address(request: HttpRequest, cursor: str) -> str:
    """The same question, from there on."""
    asked = request.GET.copy()
    asked["cursor"] = cursor
    return f"{settings.PUBLIC_URL}{request.path}?{asked.urlencode()}"


def _signature(request: HttpRequest, text: bytes) -> bytes:
    asked = sorted((key, one) for key, of in request.GET.lists() if key not in _PAGING for one in of)
    question = json.dumps([request.path, asked]).encode()
    return salted_hmac(__name__, question + b"\0" + text, algorithm="sha256").digest()[:_SIGNED]
