from allauth.usersessions.apps import UserSessionsConfig


class SessionsConfig(UserSessionsConfig):
    """Takes the place of "allauth.usersessions" among the installed apps, and of what that listens to."""

    name = "allauth.usersessions"

    def ready(self) -> None:
        from rounds.users.signing_in import receivers  # noqa: F401 - receivers listen once they are imported
