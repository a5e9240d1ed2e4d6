"""Addresses of recordings, of their words and of their still pictures."""

from django.urls import path

from rounds.media import views

urlpatterns = [
    path(
        "media/recordings/<int:pk>/words/<slug:kind>/<slug:language>.vtt", views.words, name="recording_words"
    ),
    path("media/recordings/<int:pk>/still/<str:name>", views.poster, name="recording_poster"),
    path("media/recordings/<int:pk>/<str:name>", views.recording, name="recording"),
]
