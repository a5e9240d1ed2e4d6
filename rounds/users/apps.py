from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "rounds.users"

    def ready(self) -> None:
        from rounds.users import finding, mail_samples
        from rounds.users.credentials import finding as credentials_finding
        from rounds.users.credentials import topics, waiting
        from rounds.users.leaving import holding as leaving_holding
        from rounds.users.leaving import onward as leaving_onward
        from rounds.users.leaving import tasks as leaving_tasks  # noqa: F401 - the clock and the worker know them then
        from rounds.users.people import holding as people_holding
        from rounds.users.people import onward as people_onward
        from rounds.users.people import searching as people_searching
        from rounds.users.signing_in import onward as signing_in_onward
        from rounds.users.signing_in import tasks  # noqa: F401 - the clock knows its work once it is imported

        credentials_finding.enter()
        finding.enter()
        leaving_holding.enter()
        leaving_onward.enter()
        mail_samples.enter()
        people_holding.enter()
        people_onward.enter()
        people_searching.enter()
        signing_in_onward.enter()
        topics.enter()
        waiting.enter()
