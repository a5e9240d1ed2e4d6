from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "rounds.content"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.content import (
            carrying,
            holding,
            limits,
            receivers,  # noqa: F401 - they listen once they are imported
            said,
        )

        carrying.enter()
        holding.enter()
        limits.enter()
        verbs.enter(said.SAID)
