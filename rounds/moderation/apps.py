from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "rounds.moderation"

    def ready(self) -> None:
        from rounds.moderation import mail_samples

        mail_samples.register()
