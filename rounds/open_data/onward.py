"""What a page of the List offers to take away."""

from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way
from rounds.directory.views.grid import AskedOf
from rounds.organizations.models import Organization


def enter() -> None:
    ways.enter("list", "open_data.1", lambda asked: _file(asked, "jsonl", "JSON Lines"))
    ways.enter("list", "open_data.2", lambda asked: _file(asked, "jsonld", "JSON-LD"))
    ways.enter("list", "open_data.3", lambda asked: _file(asked, "opml", _("Feeds (OPML)")))
    ways.enter("list", "open_data.4", lambda asked: Way("/open-data/", _("All formats"), "info"))
    ways.enter("organization", "open_data.changes", _changes)


def _file(asked: AskedOf, ending: str, label: str) -> Way:
    page = f"/lists/{asked.sub_list}" if asked.sub_list else "/list"
    encoded = asked.query.encoded()
    return Way(f"{page}.{ending}?{encoded}" if encoded else f"{page}.{ending}", label, "download", True)


def _changes(organization: Organization) -> Way:
    return Way(f"/changes/?organization={organization.slug}", _("What changed, as a feed"), "clock")
