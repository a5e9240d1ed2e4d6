"""An answer about the List that has not changed since is not made again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_cache_control

from rounds.directory.api.metering import View
from rounds.directory.caching import SHARED_FOR, may_be_kept, tag_of


def kept_under(*more: Callable[[], str]) -> Callable[[View], View]:
    """For `decorate_view`, before the meter: depends on the data version, the day, what has lapsed and the address.

    `more`: what else it depends on. The clock in the answer is not worth another one, so the tag is a weak one.
    """

    def decorate(run: View) -> View:
        @wraps(run)
        def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            tag = tag_of(request, *(one() for one in more))
            given = [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]
            response = HttpResponseNotModified() if tag in given else run(request, **kwargs)
            if response.status_code in (200, 304) and may_be_kept(response):
                response.headers["ETag"] = tag
                patch_cache_control(
                    response, public=True, max_age=0, s_maxage=SHARED_FOR, must_revalidate=True
                )
            return response

        return answer

    return decorate


kept = kept_under()
