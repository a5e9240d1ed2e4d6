"""Addresses of pages and files. Both names are Wagtail's, which links to them by these."""

from django.urls import path, re_path
from wagtail.views import serve

from rounds.content import views

urlpatterns = [
    path("documents/<int:document_id>/<str:document_filename>", views.file, name="wagtaildocs_serve"),
    # Wagtail's pages begin with a section of ours, so that every other unknown address is answered without asking it.
    re_path(r"^((?:resources/(?:[\w-]+/)*)?)$", serve, name="wagtail_serve"),
]
