from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "rounds.directory"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.directory import (  # noqa: F401 - receivers listen once they are imported
            mail_samples,
            receivers,
            reportable,
            said,
            waiting,
        )
        from rounds.directory.importing import accounts  # noqa: F401 - enters its lists in the catalog

        mail_samples.register()
        verbs.enter(said.SAID)
        waiting.enter()
        reportable.register()
