from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "rounds.users"

    def ready(self) -> None:
        from rounds.users.signing_in import tab, tasks  # noqa: F401 - the clock knows its work once it is imported

        tab.enter()
