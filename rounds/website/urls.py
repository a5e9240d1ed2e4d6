from django.urls import path

from rounds.website import searching, views

app_name = "website"
urlpatterns = [
    path("", views.home, name="home"),
    path("me/", views.me, name="me"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("data/", views.data, name="data"),
    path("search/", searching.search, name="search"),
    path("search/suggestions/", searching.suggestions, name="search_suggestions"),
    path("opensearch.xml", searching.opensearch, name="opensearch"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
]
