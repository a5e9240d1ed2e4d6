from django.apps import AppConfig


class SpreadsheetsConfig(AppConfig):
    name = "rounds.spreadsheets"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.spreadsheets import holding, onward, said

        holding.enter()
        onward.enter()
        verbs.enter(said.SAID)
