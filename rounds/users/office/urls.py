"""What takes the place of Wagtail's own pages at the same addresses; to be included before them."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from rounds.users.office import views

urlpatterns = [
    path("login/", views.sign_in),
    path("account/", require_admin_access(views.AccountView.as_view())),
]
