"""The addresses of courses."""

from rounds.courses import review_urls

app_name = "courses"
urlpatterns = [*review_urls.urlpatterns]
