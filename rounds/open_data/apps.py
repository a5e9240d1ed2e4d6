from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "rounds.open_data"

    def ready(self) -> None:
        from rounds.open_data import onward

        onward.enter()
