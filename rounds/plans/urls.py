"""The addresses of plans. Those without a code come first."""

from django.urls import URLPattern, URLResolver

from rounds.plans import reviewing_urls, starter_urls, writing_urls

app_name = "plans"
urlpatterns: list[URLPattern | URLResolver] = [
    *starter_urls.fixed,
    *reviewing_urls.fixed,
    *writing_urls.fixed,
    *reviewing_urls.urlpatterns,
    *writing_urls.urlpatterns,
]
