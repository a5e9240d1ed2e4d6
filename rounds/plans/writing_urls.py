"""The addresses at which a plan is written."""

from django.urls import path

from rounds.plans.views import beside, history, joining, mine, plan, sections

fixed = [
    path("me/plans/", mine.plans, name="mine"),
    path("me/plans/new/", mine.start, name="start"),
    path("plans/joining/<str:token>/", joining.joining, name="joining"),
]
urlpatterns = [
    path("plans/<slug:code>/", plan.plan, name="plan"),
    path("plans/<slug:code>/about/", plan.about, name="about"),
    path("plans/<slug:code>/authors/", plan.authors, name="authors"),
    path("plans/<slug:code>/comments/", beside.comments, name="comments"),
    path("plans/<slug:code>/write/", sections.write, name="write"),
    path("plans/<slug:code>/sections/<slug:key>/", sections.section, name="section"),
    path("plans/<slug:code>/sections/<slug:key>/history/", history.history, name="history"),
]
