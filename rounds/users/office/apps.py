from wagtail.users.apps import WagtailUsersAppConfig


class OfficeUsersConfig(WagtailUsersAppConfig):
    """Takes the place of "wagtail.users" among the installed apps."""

    user_viewset = "rounds.users.office.viewsets.UserViewSet"
