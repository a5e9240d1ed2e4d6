from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "rounds.media"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.media import finding, holding, limits, said

        finding.enter()
        holding.enter()
        limits.enter()
        verbs.enter(said.SAID)
