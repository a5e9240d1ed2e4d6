"""What the record says about credit, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "accreditor.added": _("Accreditor added"),
    "accreditor.changed": _("Accreditor’s settings changed"),
    "activity.designated": _("Designated for credit"),
    "activity.withdrawn": _("Withdrawn from credit"),
    "credit.entered": _("Credit entered"),
    "credit.reversed": _("Credit taken back"),
    "disclosure.given": _("Disclosure given"),
    "role.ended": _("Role in content ended"),
    "role.given": _("Role in content given"),
}
