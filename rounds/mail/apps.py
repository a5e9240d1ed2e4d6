from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "rounds.mail"

    def ready(self) -> None:
        from rounds.mail import (
            checks,  # noqa: F401 - registers itself
            ways,
        )

        ways.enter()
