"""The addresses of fellows: what everybody sees, one's own, and a reviewer's desk."""

from django.urls import path

from rounds.fellows.views import guidelines, judging, mine, public, report, sharing

app_name = "fellows"
urlpatterns = [
    path("fellows/guidelines/", guidelines.page, name="guidelines"),
    path("fellows/", public.fellows, name="fellows"),
    path("fellows/pictures/<int:pk>/", public.picture, name="picture"),
    path("fellows/<slug:slug>/", public.fellow, name="fellow"),
    path("fellows/<slug:slug>/plan/", public.plan, name="plan"),
    path("fellows/<slug:slug>/nominate/", public.nominate, name="nominate"),
    path("me/fellowship/", mine.mine, name="mine"),
    path("me/fellowship/certificates/<slug:level>.pdf", mine.certificate, name="certificate"),
    path("me/fellowship/report/", report.report, name="report"),
    path("me/fellowship/report/measures/<int:pk>/", report.reading, name="reading"),
    path("me/fellowship/report/pictures/new/", report.picture, name="picture_new"),
    path("me/fellowship/report/pictures/<int:pk>/", report.picture, name="picture_words"),
    path("me/fellowship/report/<slug:key>/", report.passage, name="passage"),
    path("me/fellowship/sharing/", sharing.gold, name="gold"),
    path("me/fellowship/sharing/<int:pk>/", sharing.sharing, name="sharing"),
    path("me/fellow-reviews/", judging.reviews, name="reviews"),
    path("me/fellow-reviews/<int:pk>/", judging.judge, name="judge"),
]
