from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    name = "rounds.memberships"

    def ready(self) -> None:
        from rounds.memberships import elsewhere

        elsewhere.enter()
