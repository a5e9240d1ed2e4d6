from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "rounds.figures"

    def ready(self) -> None:
        from rounds.figures import onward

        onward.enter()
