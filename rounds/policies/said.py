"""What the record says about templates and policies, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "blanks.written": _("Blanks written"),
    "clause.added": _("Clause added"),
    "clause.put_back": _("Clause put back"),
    "clause.taken_out": _("Clause taken out"),
    "clause.written": _("Clause written"),
    "edition.begun": _("Draft of an edition begun"),
    "edition.published": _("Edition published"),
    "edition.thrown_away": _("Draft of an edition thrown away"),
    "template.described": _("Template described anew"),
    "template.made": _("Template made"),
}
