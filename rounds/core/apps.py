from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "rounds.core"

    def ready(self) -> None:
        autodiscover_modules("tasks")  # each context's work, so that the clock knows it
