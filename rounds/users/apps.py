from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "rounds.users"

    def ready(self) -> None:
        from rounds.users.leaving import holding, tasks, ways  # noqa: F401 - the clock and the worker know tasks then

        holding.enter()
        ways.enter()
