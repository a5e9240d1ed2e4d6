"""The addresses of plans, applications and terms; those of seats, invitations and points: network_urls."""

from django.urls import path

from rounds.memberships import network_urls
from rounds.memberships.views import applying, comparing, mine

app_name = "memberships"
urlpatterns = [
    path("membership/", comparing.plans, name="plans"),
    path("membership/applications/<uuid:key>/", applying.application, name="application"),
    path("membership/organizations/", applying.organizations, name="apply_organizations"),
    path("membership/<slug:slug>/apply/", applying.apply, name="apply"),
    path("me/membership/", mine.memberships, name="mine"),
    path("me/membership/<int:pk>/", mine.membership, name="membership"),
    *network_urls.urlpatterns,
]
