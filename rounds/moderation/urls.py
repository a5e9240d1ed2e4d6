from django.urls import path

from rounds.moderation.views import reporting, reports

app_name = "moderation"
urlpatterns = [
    path("reports/new/", reporting.report_new, name="report"),
    path("reports/confirm/<slug:confirmation>/", reports.report_confirm, name="confirm"),
    path("reports/<slug:token>/", reports.report, name="case"),
]
