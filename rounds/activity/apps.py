from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "rounds.activity"

    def ready(self) -> None:
        from rounds.activity import holding, receivers, said, verbs  # noqa: F401 - receivers listen once they are imported

        holding.enter()
        verbs.enter(said.SAID)
