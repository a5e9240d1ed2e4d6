"""So many requests a minute for each key or, without one, each visitor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.api import problem
from rounds.core.limits import Meter, Reading, visitor
from rounds.directory.actions.api_keys import digest_of, key_used
from rounds.directory.models import ApiKey

PER_MINUTE = 60
WITH_OR_WITHOUT_KEY: dict[str, Any] = {"security": [{}, {"key": []}]}

View = Callable[..., HttpResponseBase]


def metered(meter: Meter, without_key: int = PER_MINUTE, share: int = 1) -> Callable[[View], View]:
    """For `decorate_view`, where it stands last. Of a key's requests a minute, one in `share` may be these."""

    def decorate(run: View) -> View:
        @wraps(run)
        def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            given = request.headers.get("Authorization", "")
            key = _key(given) if given else None
            if given and key is None:
                return _no_such_key(request)
            if key:
                key_used(key=key, on=timezone.now().date())
            who = f"key-{key.pk}" if key else visitor(request)
            reading = meter.take(who, max(1, key.per_minute // share) if key else without_key)
            response = run(request, **kwargs) if reading.is_admitted else _too_often(request, reading)
            response.headers["RateLimit-Limit"] = str(reading.limit)
            response.headers["RateLimit-Remaining"] = str(reading.remaining)
            response.headers["RateLimit-Reset"] = str(reading.reset)
            return response

        return answer

    return decorate


def _key(header: str) -> ApiKey | None:
    scheme, _space, key = header.partition(" ")
    if scheme.lower() != "bearer":
        return None
    return ApiKey.objects.in_force().filter(digest=digest_of(key.strip())).first()


def _no_such_key(request: HttpRequest) -> HttpResponse:
    words = _("This key does not exist, or it was taken back.")
    return problem(request, "key", words, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})


def _too_often(request: HttpRequest, reading: Reading) -> HttpResponse:
    words = _("That was too often. Please ask again in %(seconds)s seconds.") % {"seconds": reading.reset}
    return problem(request, "too-often", words, headers={"Retry-After": str(reading.reset)})
