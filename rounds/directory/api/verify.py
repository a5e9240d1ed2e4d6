"""The verify API: whether an account is a health organization's own, for programs."""

import re
from datetime import datetime
from functools import wraps
from hashlib import blake2b
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.decorators import decorate_view

from rounds.core.api import Problem, problem
from rounds.core.limits import Meter
from rounds.directory.api.days import AsOf, day_of
from rounds.directory.api.metering import PER_MINUTE, WITH_OR_WITHOUT_KEY, View, metered
from rounds.directory.caching import RELEASE
from rounds.directory.verifying.answers import answers
from rounds.directory.verifying.asked import read
from rounds.directory.verifying.published import AnswerOut, BatchIn, BatchOut, published
from rounds.organizations import versions

BATCHES_PER_MINUTE = 10
ONE_BATCH = 10  # of a key's requests a minute, this share may be batches
MOST_BYTES = 2_000_000
KEPT_FOR = 60  # seconds; never beyond the moment when something in the answer expires

Address = Annotated[str, Query(description="The address of the account, as anybody pastes it.")]
REFUSALS = {401: Problem, 422: Problem, 429: Problem}
one_meter, batch_meter = Meter("verify"), Meter("verify-batch")
router = Router(tags=["Verify"])


def conditional(run: View) -> View:
    """Nothing new is worked out for whoever has the answer of this minute, unless something in it has expired."""

    @wraps(run)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        given = request.headers.get("If-None-Match", "")
        now, version = timezone.now(), versions.current() if given else 0
        for tag in given.split(","):
            found = re.fullmatch(r'(?:W/)?"[0-9a-f]+-(\d{1,12})"', tag.strip(), re.ASCII)
            if (
                found
                and _is_kept(expires := int(found[1]), now)
                and tag.strip() == _tag(request, version, expires, now)
            ):
                return _kept(HttpResponseNotModified(), tag.strip(), expires, now)
        return run(request, **kwargs)

    return answer


def small(run: View) -> View:
    @wraps(run)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > MOST_BYTES:
            words = _("This is too large. Please send at most 500 addresses at once.")
            return problem(request, "too-large", words)
        return run(request, **kwargs)

    return answer


@router.get(
    "/verify",
    response={200: AnswerOut, **REFUSALS},
    operation_id="verify",
    summary="One address",
    openapi_extra=WITH_OR_WITHOUT_KEY,
)
@decorate_view(conditional, metered(one_meter, PER_MINUTE, 1))
def verify(request: HttpRequest, response: HttpResponse, url: Address, as_of: AsOf = "") -> dict[str, object]:
    """Whether the account at an address is a health organization's own.

    Always 200 when the question could be read: `not-listed` and `not-an-address` are answers, too.
    """
    now, version = timezone.now(), versions.current()
    [answer] = answers([read(url)], now=now, moment=day_of(as_of).moment, version=version)
    expires = int(answer.expires_at.timestamp()) if answer.expires_at else 0
    _kept(response, _tag(request, version, expires, now), expires, now)
    return published(answer, now)


@router.post(
    "/verify",
    response={200: BatchOut, 400: Problem, 413: Problem, **REFUSALS},
    operation_id="verify_batch",
    summary="Up to 500 addresses",
    openapi_extra=WITH_OR_WITHOUT_KEY,
)
@decorate_view(small, metered(batch_meter, BATCHES_PER_MINUTE, ONE_BATCH))
def verify_batch(
    request: HttpRequest, response: HttpResponse, batch: BatchIn, as_of: AsOf = ""
) -> dict[str, object]:
    """The same for up to 500 addresses at once, in the order in which they were sent."""
    now = timezone.now()
    response.headers["Cache-Control"] = "no-store"
    found = answers([read(url) for url in batch.urls], now=now, moment=day_of(as_of).moment)
    return {"answers": [published(one, now) for one in found]}


def _is_kept(expires: int, now: datetime) -> bool:
    return not expires or now.timestamp() < expires


def _kept(response: HttpResponse, tag: str, expires: int, now: datetime) -> HttpResponse:
    seconds = min(KEPT_FOR, int(expires - now.timestamp())) if expires else KEPT_FOR
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={max(0, seconds)}"
    return response


def _tag(request: HttpRequest, version: int, expires: int, now: datetime) -> str:
    """`expires`, seconds since 1970 or 0, stands in it, so that it can be told without an answer whether it holds."""
    minute = int(now.timestamp() // KEPT_FOR)
    parts = (RELEASE, version, minute, get_language(), request.get_full_path(), expires)
    return f'W/"{blake2b("|".join(map(str, parts)).encode(), digest_size=12).hexdigest()}-{expires}"'
