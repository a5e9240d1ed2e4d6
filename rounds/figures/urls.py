from django.urls import path

from rounds.figures.views import case, compare, files, over_time, pages

app_name = "figures"
urlpatterns = [
    path("figures/", pages.figures, name="figures"),
    path("figures/places/", pages.places, name="places"),
    path("figures/over-time/", over_time.over_time, name="over_time"),
    path("figures/over-time.csv", over_time.over_time_csv, name="over_time_csv"),
    path("figures/published-totals.csv", over_time.published_totals_csv, name="published_totals_csv"),
    path("figures/recompute_figures.py", files.script, name="script"),
    path("figures/<slug:name>.csv", files.table_csv, name="table_csv"),
    path("figures/case/", case.case_page, name="case"),
    path("figures/case.pdf", case.case_pdf, name="case_pdf"),
    path("compare/", compare.compare_page, name="compare"),
    path("compare.csv", compare.compare_csv, name="compare_csv"),
    path("organizations/<slug:slug>/peers/", compare.peers_page, name="peers"),
]
