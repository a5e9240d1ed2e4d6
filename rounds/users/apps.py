from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "rounds.users"

    def ready(self) -> None:
        from rounds.users.leaving import holding, ways

        holding.enter()
        ways.enter()
