"""What the record says about people, in words: they lie below it, so it speaks for them."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "user.closed": _("Left: what was kept about them is erased"),
    "user.closing": _("Asked to leave"),
    "user.data_asked": _("Asked for everything that is kept about them"),
    "user.stayed": _("Took the leaving back"),
}
