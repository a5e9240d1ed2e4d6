from django.urls import path

from rounds.users.leaving import views

app_name = "leaving"
urlpatterns = [
    path("me/data/", views.data, name="data"),
    path("me/data/archive.zip", views.archive, name="archive"),
    path("me/data/close/", views.close, name="close"),
    path("me/data/closed/", views.closed, name="closed"),
    path("me/data/back/<str:word>/", views.back, name="back"),
]
