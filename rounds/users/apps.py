from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "rounds.users"

    def ready(self) -> None:
        from rounds.users.credentials import desk
        from rounds.users.people import holding, ways

        holding.enter()
        ways.enter()
        desk.enter()
