"""The address of the guidelines. It comes before those of fellows."""

from django.urls import path

from rounds.fellows.views import guidelines

urlpatterns = [path("fellows/guidelines/", guidelines.page, name="guidelines")]
