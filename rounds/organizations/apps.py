from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "rounds.organizations"

    def ready(self) -> None:
        from rounds.organizations import holding

        holding.enter()
