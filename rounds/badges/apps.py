from django.apps import AppConfig


class BadgesConfig(AppConfig):
    name = "rounds.badges"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.badges import finding, holding, onward, said

        finding.enter()
        holding.enter()
        onward.enter()
        verbs.enter(said.SAID)
