from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "rounds.moderation"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.moderation import holding, mail_samples, said, waiting

        holding.enter()
        mail_samples.enter()
        verbs.enter(said.SAID)
        waiting.enter()
