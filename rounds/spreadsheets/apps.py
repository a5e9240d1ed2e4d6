from django.apps import AppConfig


class SpreadsheetsConfig(AppConfig):
    name = "rounds.spreadsheets"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.spreadsheets import onward, said

        onward.enter()
        verbs.enter(said.SAID)
