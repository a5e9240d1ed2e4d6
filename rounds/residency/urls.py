"""The addresses of the residency: of its programs and workbooks, of one's application, and of the days of a cohort.

Fixed ones come before that of a program.
"""

from django.urls import path

from rounds.residency.views import applying, programs, workbooks
from rounds.residency.views.working import calendar, cohort, desk, group, meetings, plan, workbook

app_name = "residency"
HERE = "residency/cohorts/<slug:slug>/"
urlpatterns = [
    path("residency/", programs.programs, name="programs"),
    path("residency/workbooks/", workbooks.workbooks, name="workbooks"),
    path("residency/workbooks/<slug:key>/", workbooks.workbook, name="starter_workbook"),
    path("residency/calendar/<str:key>.ics", calendar.feed, name="calendar"),
    path("me/residency/", applying.mine, name="mine"),
    path(f"{HERE}apply/", applying.apply, name="apply"),
    path(f"{HERE}apply/kept/", applying.keep, name="keep"),
    path(HERE, cohort.cohort, name="cohort"),
    path(f"{HERE}certificate.pdf", cohort.certificate, name="certificate"),
    path(f"{HERE}plan/", plan.plan, name="plan"),
    path(f"{HERE}group/", group.group, name="group"),
    path(f"{HERE}work/<slug:rotation>/", workbook.workbook, name="workbook"),
    path(f"{HERE}work/<slug:rotation>/<int:place>/", workbook.work_of, name="work_of"),
    path(f"{HERE}desk/", desk.desk, name="desk"),
    path(f"{HERE}desk/<int:place>/", desk.resident, name="resident"),
    path(f"{HERE}schedule/", meetings.schedule, name="schedule"),
    path(f"{HERE}schedule/new/", meetings.new_meeting, name="new_meeting"),
    path(f"{HERE}schedule/<int:pk>/", meetings.meeting, name="meeting"),
    path(f"{HERE}schedule/<int:pk>/attendance/", meetings.attendance, name="attendance"),
    path("residency/<slug:slug>/", programs.program, name="program"),
]
