"""Addresses of pages and files. Both names are Wagtail's, which links to them by these."""

from django.urls import path, re_path

from rounds.content import front_door, named, topics, views

urlpatterns = [
    path("documents/<int:document_id>/<str:document_filename>", views.file, name="wagtaildocs_serve"),
    path("me/named/", named.mine, name="named"),
    path("me/named/<int:pk>/", named.change, name="named_change"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    # Last of all addresses: whatever no context knows may be a page that editors wrote.
    re_path(r"^((?:[\w-]+/)*)$", front_door.serve, name="wagtail_serve"),
]
