from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "rounds.directory"

    def ready(self) -> None:
        from rounds.directory import affiliations, receivers, reportable  # noqa: F401 - receivers listen once they are imported
        from rounds.directory.importing import accounts  # noqa: F401 - enters its lists in the catalog

        reportable.register()
        affiliations.enter()
