from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "rounds.content"

    def ready(self) -> None:
        from rounds.content import leaving

        leaving.register()
