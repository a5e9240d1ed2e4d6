from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    name = "rounds.memberships"

    def ready(self) -> None:
        from rounds.core import zones
        from rounds.memberships import access, receivers  # noqa: F401 - receivers listen once they are imported

        zones.enter("memberships", access.zones_of)
