"""What the record says about plans, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
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
    "plan.invitation_withdrawn": _("Invitation to a plan withdrawn"),
    "plan.invited": _("Invitation to a plan sent"),
    "plan.joined": _("Author joined the plan"),
    "plan.lead_passed": _("Lead of the plan passed on"),
    "plan.put_away": _("Plan put away"),
    "plan.row_added": _("Row of a plan added"),
    "plan.row_changed": _("Row of a plan changed"),
    "plan.row_put_back": _("Row of a plan put back"),
    "plan.row_taken_out": _("Row of a plan taken out"),
    "plan.started": _("Plan started"),
}
