"""The addresses of the residency."""

from django.urls import URLPattern, URLResolver

from rounds.residency import cohort_urls, starter_urls, working_urls

app_name = "residency"
urlpatterns: list[URLPattern | URLResolver] = [
    *starter_urls.urlpatterns,
    *working_urls.urlpatterns,
    *cohort_urls.urlpatterns,
]
