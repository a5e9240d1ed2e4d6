"""Beside the pages that they are of. Before Wagtail's own pattern, which none of these can be."""

from django.urls import path, re_path

from rounds.content.feeds import views

app_name = "feeds"
urlpatterns = [
    re_path(r"^topics/(?P<slug>[\w-]+)/feed\.(?P<ending>atom|json)$", views.of_topic, name="topic"),
    re_path(r"^(?P<path>(?:[\w-]+/)*)chapters/(?P<guid>[0-9a-f-]{36})\.json$", views.chapters_of, name="chapters"),
    re_path(r"^(?P<path>(?:[\w-]+/)*)feed\.(?P<ending>atom|json|xml)$", views.of_page, name="page"),
]
