from django.apps import AppConfig
from django.utils.translation import gettext as _


class WebsiteConfig(AppConfig):
    name = "rounds.website"

    def ready(self) -> None:
        from rounds.core import ways
        from rounds.core.ways import Way
        from rounds.website import holding, staff

        holding.enter()
        ways.enter("me", "overview", lambda _user: Way("/me/", _("Overview"), "person", rank=-10))
        staff.open_zones()
