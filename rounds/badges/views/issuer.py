"""For programs that verify: who issues, and which badges were taken back. Open to any site."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from rounds.badges import issuing

VC = "application/vc"
MOST_LISTS = 1_000_000


@require_safe
def did_document(request: HttpRequest) -> HttpResponse:
    return _for_any_site(JsonResponse(issuing.did_document(), content_type="application/did+json"))


@require_safe
def status(request: HttpRequest, number: int) -> HttpResponse:
    url = settings.PUBLIC_URL + reverse("badges:status", args=[number])
    text = issuing.signed_list(number, url) if number < MOST_LISTS else None
    if text is None:
        raise Http404
    return _for_any_site(HttpResponse(text, content_type=VC))


def _for_any_site(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=issuing.KEEP)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
