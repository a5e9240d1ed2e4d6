from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "rounds.users"

    def ready(self) -> None:
        from rounds.users import finding, mail_samples
        from rounds.users.leaving import holding, ways
        from rounds.users.signing_in import tab, tasks  # noqa: F401 - the clock knows its work once it is imported

        finding.enter()
        holding.enter()
        mail_samples.register()
        tab.enter()
        ways.enter()
