"""What the record says about cases, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "case.reported": _("Reported"),
    "case.link_sent_again": _("Link to confirm sent again"),
    "case.confirmed": _("E-mail address confirmed"),
    "case.decided": _("Decided"),
    "case.appealed": _("Appealed"),
    "case.appeal_decided": _("Appeal decided"),
    "case.closed": _("Closed: the time to appeal is over"),
    "case.forgotten": _("Forgotten: nobody confirmed it"),
}
