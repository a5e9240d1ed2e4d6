"""What the residency adds to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.residency.access import may_run
from rounds.residency.views.office import cohorts, people, programs, rotations, schedule
from rounds.residency.views.office.showing import ICON


class RunningItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_run(request.user)


@hooks.register("register_admin_urls")
def residency_urls() -> list[URLPattern]:
    return [
        path("residency/", programs.residency, name="office_residency"),
        path("residency/programs/new/", programs.new_program, name="office_residency_program_new"),
        path("residency/programs/<int:pk>/", programs.program, name="office_residency_program"),
        path("residency/programs/<int:pk>/cohorts/new/", cohorts.new_cohort, name="office_cohort_new"),
        path("residency/programs/<int:pk>/schedule/", schedule.schedule, name="office_residency_schedule"),
        path(
            "residency/programs/<int:pk>/schedule/new/", schedule.new_slot, name="office_residency_slot_new"
        ),
        path("residency/programs/<int:pk>/schedule/<int:slot>/", schedule.slot, name="office_residency_slot"),
        path(
            "residency/programs/<int:pk>/rotations/", rotations.rotations, name="office_residency_rotations"
        ),
        path(
            "residency/programs/<int:pk>/rotations/new/",
            rotations.new_rotation,
            name="office_residency_rotation_new",
        ),
        path(
            "residency/programs/<int:pk>/rotations/<slug:key>/",
            rotations.rotation,
            name="office_residency_rotation",
        ),
        path(
            "residency/programs/<int:pk>/rotations/<slug:key>/tasks/new/",
            rotations.new_task,
            name="office_residency_task_new",
        ),
        path(
            "residency/programs/<int:pk>/rotations/<slug:key>/tasks/<slug:task>/",
            rotations.task,
            name="office_residency_task",
        ),
        path("residency/cohorts/<int:pk>/", cohorts.cohort, name="office_cohort"),
        path("residency/cohorts/<int:pk>/about/", cohorts.about, name="office_cohort_about"),
        path("residency/cohorts/<int:pk>/cancel/", cohorts.cancel, name="office_cohort_cancel"),
        path("residency/cohorts/<int:pk>/residents.csv", people.residents, name="office_cohort_residents"),
        path("residency/applications/<int:pk>/", people.application, name="office_residency_application"),
        path("residency/places/<int:pk>/", people.place, name="office_residency_place"),
    ]


@hooks.register("register_admin_menu_item")
def residency_item() -> MenuItem:
    return RunningItem(_("Residency"), reverse("office_residency"), icon_name=ICON, order=34)
