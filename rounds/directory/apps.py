from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "rounds.directory"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.directory import (
            affiliations,
            holding,
            mail_samples,
            onward,
            panels,
            receivers,  # noqa: F401 - they listen once they are imported
            reportable,
            said,
            searching,
            waiting,
        )
        from rounds.directory.importing import accounts  # noqa: F401 - enters its lists in the catalog

        affiliations.enter()
        holding.enter()
        mail_samples.enter()
        onward.enter()
        panels.enter()
        reportable.enter()
        searching.enter()
        verbs.enter(said.SAID)
        waiting.enter()
