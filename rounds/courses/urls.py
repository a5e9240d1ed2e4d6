"""The addresses of courses."""

from rounds.courses import check_urls, review_urls

app_name = "courses"
urlpatterns = [*check_urls.urlpatterns, *review_urls.urlpatterns]
