from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "rounds.directory"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.core import ways
        from rounds.directory import (
            affiliations,
            holding,
            mail_samples,
            panels,
            receivers,  # noqa: F401 - they listen once they are imported
            reportable,
            said,
            speaking,
            waiting,
        )
        from rounds.directory.importing import accounts  # noqa: F401 - enters its lists in the catalog

        holding.enter()
        mail_samples.register()
        panels.enter()
        verbs.enter(said.SAID)
        waiting.enter()
        reportable.register()
        affiliations.enter()
        ways.enter("me", "organizations", speaking.way_to_desk)
