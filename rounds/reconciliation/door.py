"""The door for programs: open to every site, without cookies, limited for each visitor or key, faults in words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rounds.core.api import Refused, opened
from rounds.core.api.problems import refusal
from rounds.core.limits import Meter
from rounds.directory.api.metering import View, asker, counted, key_of, too_often
from rounds.directory.models import ApiKey
from rounds.reconciliation.manifest import BATCH

PER_MINUTE = 600  # requests of one visitor; where lines of tables are counted, RECONCILE_PER_MINUTE


class Purse:
    """What a visitor, or a key, may still spend in this minute. Coming in costs one."""

    def __init__(self, meter: Meter, who: str, limit: int) -> None:
        self.meter, self.who, self.limit = meter, who, limit
        self.reading = meter.take(who, limit)

    def pay(self, count: int) -> bool:
        """For so many lines, of which the first is paid for; False where it is more than is left."""
        if count > 1:
            self.reading = self.meter.take(self.who, self.limit, count - 1)
        return self.reading.is_admitted


def requests_a_minute(key: ApiKey | None) -> int:
    return max(PER_MINUTE, key.per_minute if key else 0)


def lines_a_minute(key: ApiKey | None) -> int:
    """Each of a key's requests may bring a full batch."""
    return max(settings.RECONCILE_PER_MINUTE, key.per_minute * BATCH if key else 0)


def door(
    meter: Meter, *methods: str, limit: Callable[[ApiKey | None], int] = requests_a_minute
) -> Callable[[View], View]:
    """The view gets the purse as its second argument. `limit`: how many a minute, with this key or without one."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @opened
        @require_http_methods(methods)
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            try:
                key = key_of(request)
            except Refused as refused:
                return refusal(request, refused)
            purse = Purse(meter, asker(request, key), limit(key))
            admitted = purse.reading.is_admitted
            response = (
                view(request, purse, *args, **kwargs) if admitted else too_often(request, purse.reading)
            )
            return counted(response, purse.reading)

        return answer

    return decorate


def told(answer: dict[str, Any], *, seconds: int = 0) -> HttpResponse:
    """`seconds` for which anybody may keep it."""
    response = JsonResponse(answer)
    response.headers["Cache-Control"] = f"public, max-age={seconds}" if seconds else "no-store"
    return response
