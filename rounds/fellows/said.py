"""What the record says about the ladder, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "fellow.awarded": _("Step awarded"),
    "fellow.began": _("Said when carrying out the plan began"),
    "fellow.judged": _("A reviewer decided"),
    "fellow.measure_read": _("Figure of a measure added"),
    "fellow.nominated": _("Nominated for platinum"),
    "fellow.opened": _("Step opened"),
    "fellow.picture_added": _("Picture added"),
    "fellow.picture_described": _("Picture described anew"),
    "fellow.picture_taken_out": _("Picture taken out"),
    "fellow.reading_taken_out": _("Figure of a measure taken out"),
    "fellow.restored": _("Step given again"),
    "fellow.returned": _("Step returned"),
    "fellow.reviewer_named": _("Reviewer named"),
    "fellow.sent": _("Step sent to its reviewers"),
    "fellow.sharing_added": _("Way of sharing results added"),
    "fellow.sharing_changed": _("Way of sharing results changed"),
    "fellow.sharing_taken_out": _("Way of sharing results taken out"),
    "fellow.shown": _("Changed what others see"),
    "fellow.taken_back": _("Step taken back"),
    "fellow.took_part": _("Said where they took part"),
}
