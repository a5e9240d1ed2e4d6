from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "rounds.billing"

    def ready(self) -> None:
        from rounds.billing import checks, desk, personal  # noqa: F401 - checks register themselves
        from rounds.billing.onward import enter_ways
        from rounds.users import personal_data

        desk.enter_tasks()
        enter_ways()
        personal_data.register("billing", personal.holding())
