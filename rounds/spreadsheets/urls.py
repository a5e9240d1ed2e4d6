from django.urls import path

from rounds.spreadsheets.views import rows, sheets

app_name = "spreadsheets"
urlpatterns = [
    path("spreadsheets/", sheets.spreadsheets, name="spreadsheets"),
    path("spreadsheets/<int:pk>/", sheets.spreadsheet, name="spreadsheet"),
    path("spreadsheets/<int:pk>/columns/", sheets.columns, name="columns"),
    path("spreadsheets/<int:pk>/rows/", rows.rows, name="rows"),
    path("spreadsheets/<int:pk>/decide/", sheets.decide, name="decide"),
    path("spreadsheets/<int:pk>/plan.csv", rows.plan_csv, name="plan_csv"),
    path("spreadsheets/<int:pk>/left-out.csv", rows.rejected_csv, name="rejected_csv"),
    path("spreadsheets/<int:pk>/done.csv", rows.done_csv, name="done_csv"),
]
