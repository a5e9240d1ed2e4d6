"""What the record says about people, in words: they lie below it, so it speaks for them."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "credential.checked": _("Credential checked"),
    "credential.ran_out": _("Credential no longer shown: its record has ended"),
    "credential.refused": _("Credential could not be confirmed"),
    "credential.reminded": _("Told that the credential's record ends"),
    "credential.revoked": _("Credential withdrawn by staff"),
    "credential.stated": _("Credential stated"),
    "credential.stated_again": _("Credential stated again"),
    "credential.taken_back": _("Credential taken back"),
    "profile.changed": _("Profile changed"),
    "profile.picture_brought": _("Picture brought"),
    "profile.picture_taken_away": _("Picture taken away"),
    "profile.released": _("What was held back is shown"),
    "user.closed": _("Left: what was kept about them is erased"),
    "user.closing": _("Asked to leave"),
    "user.data_asked": _("Asked for everything that is kept about them"),
    "user.second_step_reset": _("Second step removed by an administrator"),
    "user.stayed": _("Took the leaving back"),
}
