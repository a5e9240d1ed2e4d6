from typing import Any

from wagtail.users.views import users as wagtail_users

from rounds.users.office.forms import UserCreationForm, UserEditForm


class PeopleView(wagtail_users.IndexView):
    search_fields = ["name", "email"]


class UserViewSet(wagtail_users.UserViewSet):
    index_view_class = PeopleView

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return UserEditForm if for_update else UserCreationForm
