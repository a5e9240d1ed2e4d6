"""Words for what courses say in keys."""

from django.utils.translation import gettext_lazy as _

AUDIENCES = {
    "advocates": _("advocates"),
    "clinicians": _("clinicians"),
    "communicators": _("communicators"),
    "educators": _("educators"),
    "families": _("families"),
    "leaders": _("leaders"),
    "patients": _("patients"),
    "researchers": _("researchers"),
    "students": _("students"),
}


def audience_name(key: str) -> str:
    """Of one that we have no word for, what was written."""
    return str(AUDIENCES.get(key, key))
