from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "rounds.website"

    def ready(self) -> None:
        from rounds.website import holding, menu, onward, receivers, staff  # noqa: F401 - receivers listen

        holding.enter()
        menu.enter()
        onward.enter()
        staff.enter()
