from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "rounds.open_data"

    def ready(self) -> None:
        from rounds.open_data import tasks, ways  # noqa: F401 - tasks are known to the clock once imported

        ways.enter()
