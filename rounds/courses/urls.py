"""The addresses of courses."""

from rounds.courses import lesson_urls, review_urls

app_name = "courses"
urlpatterns = [*lesson_urls.urlpatterns, *review_urls.urlpatterns]
