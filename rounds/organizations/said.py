"""What the record says about organizations and registers, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "organization.added": _("Added to the register"),
    "organization.changed": _("Changed"),
    "organization.removed": _("Removed from the register"),
    "import.sent_in": _("File sent in"),
    "import.stopped": _("Import stopped"),
    "import.taken_up": _("Import taken up again"),
    "register.imported": _("Register imported"),
}
