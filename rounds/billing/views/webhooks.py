"""Where card companies tell us what happened. What counts is their signature: there is no session and no cookie."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from rounds.billing.actions.events import receive
from rounds.billing.providers import Forged, Kind
from rounds.billing.providers.chosen import named

LARGEST = 256 * 1024  # bytes; the largest of theirs have some 20 thousand


@csrf_exempt
@require_POST
def webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """200 once it is stored: what we cannot act on now, the clock tries again."""
    takes = named(provider)
    if takes is None:
        raise Http404
    body = _body(request)
    if body is None:
        return HttpResponse("Too large.", status=413, content_type="text/plain")
    try:
        event = takes.read_event(request.headers, body)
    except Forged:
        return HttpResponse(
            "The signature does not fit, or is too old.", status=400, content_type="text/plain"
        )
    if event.kind != Kind.OTHER:
        receive(provider=takes.name, event=event, at=timezone.now())
    return HttpResponse(status=200)


def _body(request: HttpRequest) -> bytes | None:
    """None where it is too large, whatever its header says."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return None
    if length > LARGEST:
        return None
    body = request.read(LARGEST + 1)
    return body if len(body) <= LARGEST else None
