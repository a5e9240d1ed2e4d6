from django.urls import path

from rounds.users.signing_in import views

urlpatterns = [
    path("sign-in/", views.overview, name="sign_in_overview"),
    path("sign-in/by-code/", views.by_code, name="sign_in_by_code"),
    path("sign-in/again/", views.again, name="sign_in_again"),
    path("sign-in/devices/<int:pk>/", views.sign_out_device, name="sign_out_device"),
    path("language/", views.language, name="choose_language"),
]
