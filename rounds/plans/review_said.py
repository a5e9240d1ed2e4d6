"""What the record says about the review of plans, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "plan.accepted": _("Plan accepted"),
    "plan.edition_kept": _("Version of a plan kept"),
    "plan.remark_answered": _("Remark on a plan answered"),
    "plan.returned": _("Plan returned with remarks"),
    "plan.review_declined": _("Review of a plan given back"),
    "plan.reviewer_named": _("Reviewer of a plan named"),
    "plan.sent": _("Plan sent for review"),
    "plan.taken_back": _("Plan taken back before it was reviewed"),
}
