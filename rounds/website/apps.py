from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "rounds.website"

    def ready(self) -> None:
        from rounds.website import holding, onward, staff

        holding.enter()
        onward.enter()
        staff.enter()
