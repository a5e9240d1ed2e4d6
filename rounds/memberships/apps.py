from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    name = "rounds.memberships"

    def ready(self) -> None:
        from rounds.memberships import (
            elsewhere,
            holding,
            office_desk,
            receivers,  # noqa: F401 - receivers listen once they are imported
        )

        elsewhere.enter()
        office_desk.enter()
        holding.enter()
