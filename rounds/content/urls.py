"""Addresses of pages and files. Both names are Wagtail's, which links to them by these."""

from django.urls import include, path, re_path
from wagtail.views import serve

from rounds.content import views

urlpatterns = [
    path("documents/<int:document_id>/<str:document_filename>", views.file, name="wagtaildocs_serve"),
    path("", include("rounds.content.feeds.urls")),
    # Last of all addresses: whatever no context knows may be a page that editors wrote.
    re_path(r"^((?:[\w-]+/)*)$", serve, name="wagtail_serve"),
]
