from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "rounds.policies"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.policies import finding, holding, said

        finding.enter()
        holding.enter()
        verbs.enter(said.SAID)
