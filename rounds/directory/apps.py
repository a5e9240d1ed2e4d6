from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "rounds.directory"

    def ready(self) -> None:
        from rounds.core import ways
        from rounds.directory import (
            holding,
            receivers,  # noqa: F401 - they listen once they are imported
            reportable,
            speaking,
        )
        from rounds.directory.importing import accounts  # noqa: F401 - enters its lists in the catalog

        holding.enter()
        reportable.register()
        ways.enter("me", "organizations", speaking.way_to_desk)
