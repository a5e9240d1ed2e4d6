from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "rounds.website"

    def ready(self) -> None:
        from rounds.website import staff

        staff.open_zones()
