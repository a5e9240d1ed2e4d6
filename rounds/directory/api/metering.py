"""So many requests a minute for each key or, without one, each visitor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.api import Refused, problem
from rounds.core.api.problems import refusal
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
            try:
                key = key_of(request)
            except Refused as refused:
                return refusal(request, refused)
            limit = max(1, key.per_minute // share) if key else without_key
            reading = meter.take(asker(request, key), limit)
            response = run(request, **kwargs) if reading.is_admitted else too_often(request, reading)
            return counted(response, reading)

        return answer

    return decorate


def key_of(request: HttpRequest) -> ApiKey | None:
    """The key that was sent along, used today. Raises Refused where there is no such key."""
    given = request.headers.get("Authorization", "")
    if not given:
        return None
    scheme, _space, secret = given.partition(" ")
    found = ApiKey.objects.in_force().filter(digest=digest_of(secret.strip()))
    key = found.first() if scheme.lower() == "bearer" else None
    if key is None:
        words = _("This key does not exist, or it was taken back.")
        raise Refused("key", words, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
    key_used(key=key, on=timezone.now().date())
    return key


def asker(request: HttpRequest, key: ApiKey | None) -> str:
    """Whose requests are counted together."""
    return f"key-{key.pk}" if key else visitor(request)


def counted(response: HttpResponseBase, reading: Reading) -> HttpResponseBase:
    """The answer says how much is left."""
    response.headers["RateLimit-Limit"] = str(reading.limit)
    response.headers["RateLimit-Remaining"] = str(reading.remaining)
    response.headers["RateLimit-Reset"] = str(reading.reset)
    return response


def too_often(request: HttpRequest, reading: Reading) -> HttpResponse:
    words = _("That was too often. Please ask again in %(seconds)s seconds.") % {"seconds": reading.reset}
    return problem(request, "too-often", words, headers={"Retry-After": str(reading.reset)})
