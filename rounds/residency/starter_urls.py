"""The addresses of the workbooks to begin with. They come before those of programs."""

from django.urls import path

from rounds.residency.views import workbooks

urlpatterns = [
    path("residency/workbooks/", workbooks.workbooks, name="workbooks"),
    path("residency/workbooks/<slug:key>/", workbooks.workbook, name="starter_workbook"),
]
