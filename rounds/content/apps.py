from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "rounds.content"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.content import holding, playing, said
        from rounds.content.feeds import onward

        holding.enter()
        onward.enter()
        playing.enter()
        verbs.enter(said.SAID)
