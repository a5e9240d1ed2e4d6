from django.urls import path

from rounds.users.oidc import views

urlpatterns = [
    path("oidc/<slug:provider_id>/login/", views.leave, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", views.come_back, name="openid_connect_callback"),
]
