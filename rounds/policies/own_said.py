"""What the record says about an organization's own policy, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "policy.adopted": _("Policy adopted"),
    "policy.blanks_filled": _("Blanks filled"),
    "policy.change_edited": _("A change of the template put into own words"),
    "policy.change_kept": _("Own words kept against a change of the template"),
    "policy.change_taken": _("A change of the template taken over"),
    "policy.changes_taken": _("Changes of the template taken over, where nothing was touched"),
    "policy.clause_added": _("Own clause added"),
    "policy.clause_left_out": _("Clause left out"),
    "policy.clause_moved": _("Clause moved"),
    "policy.clause_put_back": _("Clause has earlier words again"),
    "policy.clause_reset": _("Clause has the template’s words again"),
    "policy.clause_reworded": _("Clause reworded"),
    "policy.clause_taken_in": _("Clause taken in again"),
    "policy.given_up": _("Policy given up"),
    "policy.released": _("Policy published to staff"),
    "policy.shared": _("Address for staff without a seat made"),
    "policy.step_undone": _("A step taken back"),
    "policy.taken_up": _("Policy taken up again"),
    "policy.unshared": _("Address for staff without a seat ended"),
}
