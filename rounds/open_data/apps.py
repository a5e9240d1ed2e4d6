from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "rounds.open_data"
