from django.apps import AppConfig


class CreditsConfig(AppConfig):
    name = "rounds.credits"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.credits import finding, holding, onward, said, waiting

        finding.enter()
        holding.enter()
        onward.enter()
        verbs.enter(said.SAID)
        waiting.enter()
