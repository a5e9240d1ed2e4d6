from django.urls import path

from rounds.figures.views import compare

app_name = "figures"
urlpatterns = [
    path("compare/", compare.compare_page, name="compare"),
    path("compare.csv", compare.compare_csv, name="compare_csv"),
    path("organizations/<slug:slug>/peers/", compare.peers_page, name="peers"),
]
