"""What courses add to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.courses import check_hooks  # noqa: F401 - its hooks are known once it is imported
from rounds.courses.finding import WRITE
from rounds.courses.views.office import comparing, courses, desk, files, folders, lessons, parts, previewing
from rounds.courses.views.office.showing import ICON


class AuthorsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(WRITE)


@hooks.register("register_admin_urls")
def course_urls() -> list[URLPattern]:
    one, lesson = "courses/<int:pk>/", "courses/lessons/<int:pk>/"
    return [
        path("courses/", courses.courses, name="office_courses"),
        path("courses/new/", courses.new_course, name="office_course_new"),
        path("courses/folder/", folders.folder, name="office_folder"),
        path(f"{one}folder.zip", folders.folder_out, name="office_folder_out"),
        path(one, desk.course, name="office_course"),
        path(f"{one}about/", courses.about, name="office_course_about"),
        path(f"{one}modules/new/", desk.new_module, name="office_module_new"),
        path(f"{one}preview/<slug:role>/", previewing.course, name="office_course_preview"),
        path(f"{one}publish/", desk.publish, name="office_course_publish"),
        path(f"{one}changes/<int:old>/<int:new>/", comparing.changes, name="office_course_changes"),
        path("courses/modules/<int:pk>/", desk.module, name="office_module"),
        path("courses/modules/<int:pk>/lessons/new/", lessons.new_lesson, name="office_lesson_new"),
        path(lesson, lessons.lesson, name="office_lesson"),
        path(f"{lesson}carried/", lessons.carried, name="office_lesson_carried"),
        path(f"{lesson}preview/<slug:role>/", previewing.lesson, name="office_lesson_preview"),
        path(f"{lesson}preview/<slug:role>/check/", previewing.check, name="office_check_preview"),
        path(
            f"{lesson}preview/<slug:role>/files/<str:name>",
            previewing.file,
            name="office_lesson_preview_file",
        ),
        path(f"{lesson}questions/new/<slug:kind>/", parts.new_question, name="office_question_new"),
        path(f"{lesson}cards/new/", parts.new_card, name="office_card_new"),
        path(f"{lesson}files/new/", files.new_file, name="office_file_new"),
        path("courses/questions/<int:pk>/", parts.question, name="office_question"),
        path("courses/cards/<int:pk>/", parts.card, name="office_card"),
        path("courses/files/<int:pk>/", files.file, name="office_file"),
    ]


@hooks.register("register_admin_menu_item")
def courses_item() -> MenuItem:
    return AuthorsItem(_("Courses"), reverse("office_courses"), icon_name=ICON, order=28)
