from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "rounds.organizations"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.organizations import finding, holding, said, waiting

        finding.enter()
        holding.enter()
        verbs.enter(said.SAID)
        waiting.enter()
