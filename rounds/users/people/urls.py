from django.urls import path

from rounds.users.people import views

urlpatterns = [
    path("me/profile/", views.profile, name="profile"),
    path("me/profile/picture/", views.picture, name="own_picture"),
    path("me/profile/preview/", views.preview, name="preview"),
    path("members/", views.members, name="members"),
    path("members/<slug:slug>/", views.person, name="person"),
    path("members/<slug:slug>/picture-<int:pixels>.webp", views.picture_of, name="picture"),
]
