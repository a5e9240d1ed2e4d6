"""Beside the pages that they are of. Before Wagtail's own pattern, which none of these can be."""

from django.urls import path, re_path

from rounds.content.feeds import keyed, mine, views

app_name = "feeds"
urlpatterns = [
    path("me/feeds/", mine.mine, name="mine"),
    path("me/feeds/<int:pk>/revoke/", mine.revoke, name="revoke"),
    re_path(r"^feeds/(?P<token>[\w-]+)/feed\.(?P<ending>atom|json|xml)$", keyed.feed, name="private"),
    path("feeds/<slug:token>/recordings/<int:pk>/<str:file>", keyed.recording, name="recording"),
    path("feeds/<slug:token>/words/<int:pk>.vtt", keyed.track, name="track"),
    path("feeds/<slug:token>/chapters/<uuid:guid>.json", keyed.chapters_of, name="private_chapters"),
    re_path(r"^topics/(?P<slug>[\w-]+)/feed\.(?P<ending>atom|json)$", views.of_topic, name="topic"),
    re_path(
        r"^(?P<path>(?:[\w-]+/)*)chapters/(?P<guid>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\.json$",
        views.chapters_of,
        name="chapters",
    ),
    re_path(r"^(?P<path>(?:[\w-]+/)*)feed\.(?P<ending>atom|json|xml)$", views.of_page, name="page"),
]
