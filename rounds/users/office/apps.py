from wagtail.users.apps import WagtailUsersAppConfig


class OfficeUsersConfig(WagtailUsersAppConfig):
    """Takes the place of "wagtail.users" among the installed apps."""

    user_viewset = "rounds.users.office.viewsets.UserViewSet"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from rounds.users.models import User
        from rounds.users.office.viewsets import NobodyIsDeleted

        super().ready()
        register_permission_policy(User, NobodyIsDeleted(User))
