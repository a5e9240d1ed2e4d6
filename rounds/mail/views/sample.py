"""What the pages of a sample installation share."""

from django.conf import settings
from django.http import Http404, HttpResponse

_AS_SENT = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox"


def only_in_a_sample() -> None:
    if not settings.SAMPLE:
        raise Http404


def as_sent(html: str) -> HttpResponse:
    """A mail's own HTML: its style stands in it, and it can do nothing here."""
    response = HttpResponse(html)
    response["Content-Security-Policy"] = _AS_SENT
    return response
