"""The address of a lesson's check."""

from django.urls import path

from rounds.courses.views import checks

urlpatterns = [
    path("courses/<slug:slug>/<slug:key>/check/", checks.check, name="check"),
]
