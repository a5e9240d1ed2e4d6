"""What the record says about the library, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "collection.kept": _("Collection kept"),
    "collection.removed": _("Collection removed"),
    "library.published": _("Published"),
    "library.unpublished": _("Taken off the site"),
    "resource.edition_begun": _("New edition begun"),
    "resource.published": _("Published"),
    "resource.unpublished": _("Taken off the site"),
}
