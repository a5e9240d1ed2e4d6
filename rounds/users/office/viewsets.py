from typing import Any

from django.http import HttpRequest
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.views import users as wagtail_users
from wagtail.users.views.bulk_actions import DeleteBulkAction

from rounds.users.office.forms import UserCreationForm, UserEditForm

DeleteBulkAction.models = []  # of no model: what follows holds for many at once as well


class NobodyIsDeleted(ModelPermissionPolicy):
    """People close their accounts: only that erases what is theirs, and keeps what must stay."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class PeopleView(wagtail_users.IndexView):
    """Everybody with their addresses is for those who manage users. Who may look one up finds them by name."""

    any_permission_required = ["add", "change"]
    search_fields = ["name", "email"]

    def get_delete_url(self, instance: Any) -> None:
        return None


class PersonView(wagtail_users.EditView):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.can_delete = False


class UserViewSet(wagtail_users.UserViewSet):
    index_view_class = PeopleView
    edit_view_class = PersonView

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return UserEditForm if for_update else UserCreationForm
