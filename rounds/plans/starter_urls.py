"""The addresses of what everybody may read about plans. They come before those with a code."""

from django.urls import path

from rounds.plans.views import starter

fixed = [
    path("plans/", starter.plans, name="plans"),
    path("plans/rubric/", starter.rubric_page, name="rubric"),
    path("plans/examples/<slug:slug>/", starter.example, name="example"),
    path("me/plans/new/<slug:slug>/", starter.start_from, name="start_from"),
]
