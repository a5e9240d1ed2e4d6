"""Every address begins here; each context brings its own."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from rounds.core.api import nothing_here, opened
from rounds.website.api import urls as api_urls
from rounds.website.guide.page import guide
from rounds.website.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/", guide, name="api_guide"),
    path("api/v1/", include((api_urls, "api"))),
    path("api/<path:rest>", opened(nothing_here)),
    path("", include("rounds.website.urls")),
    path("", include("rounds.core.urls")),
    path("", include("rounds.fellows.urls")),
    path("", include("rounds.residency.urls")),
    path("", include("rounds.courses.urls")),
    path("", include("rounds.policies.urls")),
    path("", include("rounds.credits.urls")),
    path("", include("rounds.badges.urls")),
    path("", include("rounds.plans.urls")),
    path("", include("rounds.memberships.urls")),
    path("", include("rounds.billing.urls")),
    path("", include("rounds.figures.urls")),
    path("", include("rounds.open_data.urls")),
    path("", include("rounds.reconciliation.urls")),
    path("", include("rounds.spreadsheets.urls")),
    path("", include("rounds.directory.urls")),
    path("", include("rounds.media.urls")),
    path("", include("rounds.moderation.urls")),
    path("", include("rounds.mail.urls")),
    path("", include("rounds.users.leaving.urls")),
    path("", include("rounds.users.urls")),
    path("people/", include("allauth.urls")),
    path("me/", include("rounds.users.signing_in.urls")),
    path("office/", include("rounds.users.office.urls")),
    path("office/", include(wagtailadmin_urls)),
    path("", include("rounds.content.urls")),
]

handler400 = "rounds.website.views.bad_request"
handler403 = "rounds.website.views.permission_denied"
handler404 = "rounds.website.views.page_not_found"
handler500 = "rounds.website.views.server_error"
