"""The door for programs: open to every site, without cookies, limited for each visitor or key, faults in words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rounds.core.api import opened, problem
from rounds.core.limits import Meter, Reading, visitor
from rounds.directory.actions.api_keys import digest_of, key_used
from rounds.directory.models import ApiKey

View = Callable[..., HttpResponseBase]
PER_MINUTE = (
    600  # what one visitor may cost in a minute; a request costs 1, and each further ten queries in it 1
)
TEN = 10


class Purse:
    """What a request may still cost."""

    def __init__(self, meter: Meter, who: str, limit: int) -> None:
        self.meter, self.who, self.limit = meter, who, limit
        self.reading = meter.take(who, limit)

    def pay(self, queries: int) -> bool:
        """False where it is more than is left. The first ten are paid for at the door."""
        for _more in range((max(queries, 1) - 1) // TEN):
            if self.reading.is_admitted:
                self.reading = self.meter.take(self.who, self.limit)
        return self.reading.is_admitted


def door(meter: Meter, *methods: str) -> Callable[[View], View]:
    """The view gets the purse as its second argument."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @opened
        @require_http_methods(methods)
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            given = request.headers.get("Authorization", "")
            key = _key(given) if given else None
            if given and key is None:
                return problem(request, "key", _("This key does not exist, or it was taken back."))
            who, limit = (f"key-{key.pk}", key.per_minute) if key else (visitor(request), PER_MINUTE)
            purse = Purse(meter, who, limit)
            admitted = purse.reading.is_admitted
            response = (
                view(request, purse, *args, **kwargs) if admitted else too_often(request, purse.reading)
            )
            response.headers["RateLimit-Limit"] = str(limit)
            response.headers["RateLimit-Remaining"] = str(purse.reading.remaining)
            response.headers["RateLimit-Reset"] = str(purse.reading.reset)
            return response

        return answer

    return decorate


def told(answer: dict[str, Any], *, seconds: int = 0) -> HttpResponse:
    """`seconds` for which anybody may keep it."""
    response = JsonResponse(answer)
    response.headers["Cache-Control"] = f"public, max-age={seconds}" if seconds else "no-store"
    return response


def too_often(request: HttpRequest, reading: Reading) -> HttpResponse:
    words = _("That was too often. Please ask again in %(seconds)s seconds.") % {"seconds": reading.reset}
    return problem(request, "too-often", words, headers={"Retry-After": str(reading.reset)})


def _key(header: str) -> ApiKey | None:
    scheme, _space, given = header.partition(" ")
    if scheme.lower() != "bearer":
        return None
    key = ApiKey.objects.in_force().filter(digest=digest_of(given.strip())).first()
    if key:
        key_used(key=key, on=timezone.now().date())
    return key
