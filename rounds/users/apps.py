from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "rounds.users"

    def ready(self) -> None:
        from rounds.users import finding, mail_samples
        from rounds.users.credentials import desk, topics
        from rounds.users.leaving import holding, ways
        from rounds.users.leaving import tasks as leaving_tasks  # noqa: F401 - the clock and the worker know them then
        from rounds.users.people import holding as people_holding
        from rounds.users.people import ways as people_ways
        from rounds.users.signing_in import tab, tasks  # noqa: F401 - the clock knows its work once it is imported

        desk.enter()
        finding.enter()
        holding.enter()
        mail_samples.register()
        people_holding.enter()
        people_ways.enter()
        tab.enter()
        topics.register()
        ways.enter()
