from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "rounds.users"

    def ready(self) -> None:
        from rounds.users.credentials import desk
        from rounds.users.people import holding, ways
        from rounds.users.signing_in import tab, tasks  # noqa: F401 - the clock knows its work once it is imported

        tab.enter()
        holding.enter()
        ways.enter()
        desk.enter()
