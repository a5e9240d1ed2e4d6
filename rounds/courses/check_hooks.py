"""What checks add to the back office."""

from django.urls import URLPattern, path
from wagtail import hooks

from rounds.courses.views import office_checks


@hooks.register("register_admin_urls")
def check_urls() -> list[URLPattern]:
    return [
        path("courses/essays/", office_checks.essays, name="office_essays"),
        path("courses/essays/<int:pk>/", office_checks.essay, name="office_essay"),
        path("courses/extra-time/<int:pk>/", office_checks.extra_time, name="office_extra_time"),
        path("courses/<int:pk>/questions/", office_checks.questions, name="office_course_questions"),
    ]
