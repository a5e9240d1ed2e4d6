"""What the record says about plans and their review, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "plan.accepted": _("Plan accepted"),
    "plan.author_left": _("Author left the plan"),
    "plan.author_put_back": _("Author put back"),
    "plan.author_taken_out": _("Author taken out"),
    "plan.brought_back": _("Plan brought back"),
    "plan.comment_opened": _("Comment opened again"),
    "plan.comment_put_back": _("Comment put back"),
    "plan.comment_settled": _("Comment settled"),
    "plan.comment_taken_out": _("Comment taken out"),
    "plan.commented": _("Comment made on a plan"),
    "plan.described": _("Plan described anew"),
    "plan.edition_kept": _("Version of a plan kept"),
    "plan.invitation_withdrawn": _("Invitation to a plan withdrawn"),
    "plan.invited": _("Invitation to a plan sent"),
    "plan.joined": _("Author joined the plan"),
    "plan.lead_passed": _("Lead of the plan passed on"),
    "plan.put_away": _("Plan put away"),
    "plan.remark_answered": _("Remark on a plan answered"),
    "plan.returned": _("Plan returned with remarks"),
    "plan.review_declined": _("Review of a plan given back"),
    "plan.reviewer_named": _("Reviewer of a plan named"),
    "plan.row_added": _("Row of a plan added"),
    "plan.row_changed": _("Row of a plan changed"),
    "plan.row_put_back": _("Row of a plan put back"),
    "plan.row_taken_out": _("Row of a plan taken out"),
    "plan.sent": _("Plan sent for review"),
    "plan.started": _("Plan started"),
    "plan.taken_back": _("Plan taken back before it was reviewed"),
}
