from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "rounds.users"

    def ready(self) -> None:
        from rounds.users import finding, mail_samples

        finding.enter()
        mail_samples.register()
