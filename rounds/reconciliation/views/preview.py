"""The small window: the one page of ours that may stand in a frame of any other site. No cookie, no script."""

from collections.abc import Callable

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt

from rounds.core.limits import Meter
from rounds.reconciliation.door import Purse, door
from rounds.reconciliation.previewing import preview_of
from rounds.reconciliation.reading import cleaned

KEPT_FOR = 60  # seconds
meter = Meter("reconcile-preview")
_policy: Callable = csp(
    {
        "default-src": [NONE],
        "style-src": [SELF],
        "font-src": [SELF],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": ["*"],
    }
)


@xframe_options_exempt
@_policy
@door(meter, "GET")
def preview(request: HttpRequest, purse: Purse) -> HttpResponse:
    one = preview_of(cleaned(request.GET.get("id", "")), timezone.now())
    page = render_to_string("reconciliation/preview.html", {"one": one})
    response = HttpResponse(page, status=200 if one else 404)
    response.headers["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response
