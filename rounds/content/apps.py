from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "rounds.content"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.content import holding, said

        holding.enter()
        verbs.enter(said.SAID)
