from django.urls import path

from rounds.figures.views import compare, files, pages

app_name = "figures"
urlpatterns = [
    path("figures/", pages.figures, name="figures"),
    path("figures/places/", pages.places, name="places"),
    path("figures/recompute_figures.py", files.script, name="script"),
    path("figures/<slug:name>.csv", files.table_csv, name="table_csv"),
    path("compare/", compare.compare_page, name="compare"),
    path("compare.csv", compare.compare_csv, name="compare_csv"),
    path("organizations/<slug:slug>/peers/", compare.peers_page, name="peers"),
]
