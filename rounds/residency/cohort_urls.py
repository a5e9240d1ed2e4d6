"""The addresses of programs, of their cohorts and of one's application."""

from django.urls import path

from rounds.residency.views import applying, programs

urlpatterns = [
    path("residency/", programs.programs, name="programs"),
    path("me/residency/", applying.mine, name="mine"),
    path("residency/cohorts/<slug:slug>/apply/", applying.apply, name="apply"),
    path("residency/cohorts/<slug:slug>/apply/kept/", applying.keep, name="keep"),
    path("residency/<slug:slug>/", programs.program, name="program"),
]
