from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "rounds.policies"

    def ready(self) -> None:
        from rounds.policies import searching

        searching.enter()
