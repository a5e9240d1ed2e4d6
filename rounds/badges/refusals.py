"""Why a file could not be looked at, in words for whoever brought it."""

from django.utils.translation import gettext_lazy as _

from rounds.badges.opening import Unreadable

UNREADABLE = {
    Unreadable.NEITHER: _("This is neither a PNG picture nor a JSON file. Badges come as one of the two."),
    Unreadable.BROKEN_PICTURE: _(
        "The picture is damaged, or not a whole PNG. Please take the file as it was downloaded."
    ),
    Unreadable.BARE_PICTURE: _(
        "There is no badge in this picture. Many sites and phones take it out when they save a picture anew:"
        " please bring the file as it was downloaded, or the JSON file."
    ),
    Unreadable.TOO_LARGE: _("This is larger than a badge is. Please bring the badge alone."),
    Unreadable.TOO_MUCH: _("This has far more in it than a badge has. It was not looked at."),
    Unreadable.BROKEN_JSON: _("This is no whole JSON. Please take the file as it was downloaded."),
    Unreadable.TOKEN: _(
        "This badge is signed in another way (as a JSON Web Token). Ours never are: please ask whoever issued it."
    ),
}
