from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "rounds.billing"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.billing import checks, desk, finding, mail_samples, personal, said  # noqa: F401 - checks register themselves
        from rounds.billing.onward import enter_ways
        from rounds.users import personal_data

        desk.enter_tasks()
        enter_ways()
        finding.enter()
        mail_samples.register()
        personal_data.register("billing", personal.holding())
        verbs.enter(said.SAID)
