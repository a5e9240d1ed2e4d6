from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "rounds.users"

    def ready(self) -> None:
        from rounds.users import mail_samples

        mail_samples.register()
