from django.urls import path

from rounds.figures.views import files, pages

app_name = "figures"
urlpatterns = [
    path("figures/", pages.figures, name="figures"),
    path("figures/places/", pages.places, name="places"),
    path("figures/recompute_figures.py", files.script, name="script"),
    path("figures/<slug:name>.csv", files.table_csv, name="table_csv"),
]
