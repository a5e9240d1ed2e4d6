"""`reconcile` and `reconcile/` both answer, without a redirect: programs keep the address as it was pasted."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from rounds.core.api import opened, problem
from rounds.reconciliation.views import pages, preview, service, suggestions


@csrf_exempt
@opened
def nothing_here(request: HttpRequest) -> HttpResponse:
    return problem(
        request, "not-found", _("There is nothing here. How to use the service stands at /reconcile/about/.")
    )


app_name = "reconciliation"
urlpatterns = [
    path("reconcile", service.service, name="service"),
    path("reconcile/", service.service),
    re_path(r"^reconcile/suggest/(?P<kind>entity|type|property)/?$", suggestions.suggest, name="suggest"),
    re_path(r"^reconcile/propose/?$", suggestions.propose, name="propose"),
    re_path(r"^reconcile/preview/?$", preview.preview, name="preview"),
    path("reconcile/about/", pages.about, name="about"),
    path("reconcile/features/<slug:id>/", pages.feature, name="feature"),
    re_path(r"^reconcile/(?!about$|features/[\w-]+$)", nothing_here),
]
