from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "rounds.directory"

    def ready(self) -> None:
        from rounds.core import ways
        from rounds.directory import affiliations, receivers, reportable, speaking  # noqa: F401 - receivers listen once they are imported
        from rounds.directory.importing import accounts  # noqa: F401 - enters its lists in the catalog

        reportable.register()
        affiliations.enter()
        ways.enter("me", "organizations", speaking.way_to_desk)
