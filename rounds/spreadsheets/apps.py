from django.apps import AppConfig


class SpreadsheetsConfig(AppConfig):
    name = "rounds.spreadsheets"

    def ready(self) -> None:
        from rounds.spreadsheets import holding, onward

        holding.enter()
        onward.enter()
