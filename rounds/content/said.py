"""What the record says about the library, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "library.published": _("Published"),
    "library.unpublished": _("Taken off the site"),
    "private_feed.made": _("Made a private feed"),
    "private_feed.revoked": _("Took a private feed back"),
    "resource.published": _("Published"),
    "resource.unpublished": _("Taken off the site"),
}
