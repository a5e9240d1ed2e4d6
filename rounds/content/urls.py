"""Addresses of pages and files. Both names are Wagtail's, which links to them by these."""

from django.urls import include, path, re_path

from rounds.content import front_door, named, topics, views
from rounds.content.library import views as library

urlpatterns = [
    path("documents/<int:document_id>/<str:document_filename>", views.file, name="wagtaildocs_serve"),
    path("pictures/<int:pk>/<str:name>", views.picture, name="content_picture"),
    path("resources.csv", library.catalogue_csv, name="library_csv"),
    path("resources.json", library.catalogue_json, name="library_json"),
    path("resources/collections/", library.collections, name="library_collections"),
    path("resources/collections/<slug:slug>/", library.collection, name="library_collection"),
    re_path(
        r"^resources/(?P<slug>[\w-]+)/cite\.(?P<ending>bib|ris|json)$", library.cite, name="library_cite"
    ),
    path("me/named/", named.mine, name="named"),
    path("me/named/<int:pk>/", named.change, name="named_change"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("", include("rounds.content.feeds.urls")),
    # Last of all addresses: whatever no context knows may be a page that editors wrote.
    re_path(r"^((?:[\w-]+/)*)$", front_door.serve, name="wagtail_serve"),
]
