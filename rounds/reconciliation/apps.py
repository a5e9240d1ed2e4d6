from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    name = "rounds.reconciliation"

    def ready(self) -> None:
        from rounds.reconciliation import onward

        onward.enter()
