"""What the record says about pages, in words."""

from django.utils.translation import gettext_lazy as _

PAGES = (
    *("article", "blog", "episode", "home", "library", "podcast"),
    *("resource", "section", "textpage", "video", "videos"),
)
SAID = {
    "collection.kept": _("Collection kept"),
    "collection.removed": _("Collection removed"),
    "resource.edition_begun": _("New edition begun"),
    **{f"{page}.published": _("Published") for page in PAGES},
    **{f"{page}.unpublished": _("Taken off the site") for page in PAGES},
    "blog.given_editors": _("Given editors of its own"),
    "page.name_put_back": _("Name put back"),
    "page.name_taken_off": _("Name taken off"),
    "page.reviewed": _("Reviewed: it still holds"),
    "private_feed.made": _("Made a private feed"),
    "private_feed.revoked": _("Took a private feed back"),
}
