from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "rounds.media"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.media import finding, holding, said

        finding.enter()
        holding.enter()
        verbs.enter(said.SAID)
