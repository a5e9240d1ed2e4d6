"""Which Content-Security-Policy goes with which page."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

OFFICE = "/office/"


class PolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere; the back office has its own, without which Wagtail's widgets do not run.

    A preview is a page made for the back office alone (Wagtail marks its request), which shows it in a frame.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(OFFICE):
            parts.config = settings.OFFICE_POLICY
        elif not report_only and getattr(request, "is_dummy", False):
            parts.config = settings.PREVIEW_POLICY
        return parts
