"""The back office as one house: its colors, its front page, and a menu without what is not used yet."""

from typing import Any

from django.db.models import Min
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from rounds.directory.figures import headline
from rounds.directory.models import Claim, Submission
from rounds.directory.views import suggestions_office
from rounds.moderation.models import Case
from rounds.organizations.models import ImportRun

UNUSED = {"images"}  # no page shows any yet


class Today(Component):
    """What waits, and how large the register is."""

    order = 10
    template_name = "website/office/today.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting = Submission.objects.filter(state=Submission.State.WAITING)
        return {
            "may_moderate": self.request.user.has_perm("directory.moderate_submission"),
            "waiting": waiting.count(),
            "oldest": waiting.aggregate(at=Min("confirmed_at"))["at"],
            "cases": Case.objects.filter(state__in=[Case.State.OPEN, Case.State.APPEALED]).count(),
            "claims": Claim.objects.filter(state=Claim.State.WAITING).count(),
            "suggestions": suggestions_office.waiting(timezone.now()).count(),
            "asked": Submission.objects.filter(state=Submission.State.ASKED).count(),
            "may_import": self.request.user.has_perm("organizations.add_importrun"),
            "running": ImportRun.objects.filter(state=ImportRun.State.RUNNING).count(),
            "figures": headline(),
        }


@hooks.register("construct_homepage_panels")
def front_page(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [Today(request)]


@hooks.register("construct_homepage_summary_items")
def no_summary(request: HttpRequest, items: list[Component]) -> None:
    items.clear()  # they count pages, images and documents


@hooks.register("construct_main_menu")
def menu(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in UNUSED]


@hooks.register("insert_global_admin_css")
def colors() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("website/office.css"))
