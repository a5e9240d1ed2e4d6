from django.urls import path

from rounds.users.credentials import views

urlpatterns = [
    path("me/credentials/", views.credentials, name="credentials"),
    path("me/credentials/<int:pk>/taken-back/", views.taken_back, name="credential_taken_back"),
]
