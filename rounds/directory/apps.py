from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "rounds.directory"

    def ready(self) -> None:
        from rounds.directory import holding, receivers, reportable  # noqa: F401 - receivers listen once imported
        from rounds.directory.importing import accounts  # noqa: F401 - enters its lists in the catalog

        holding.enter()
        reportable.register()
