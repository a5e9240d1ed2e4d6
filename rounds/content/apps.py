from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "rounds.content"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.content import (
            holding,
            receivers,  # noqa: F401 - they listen once they are imported
            said,
            searching,
        )

        holding.enter()
        searching.enter()
        verbs.enter(said.SAID)
