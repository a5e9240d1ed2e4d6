"""The addresses of courses."""

from rounds.courses import check_urls, lesson_urls, review_urls

app_name = "courses"
urlpatterns = [*lesson_urls.urlpatterns, *check_urls.urlpatterns, *review_urls.urlpatterns]
