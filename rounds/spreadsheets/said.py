"""What the record says about spreadsheets, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "spreadsheet.brought": _("Brought"),
    "spreadsheet.columns_confirmed": _("Columns confirmed"),
    "spreadsheet.agreed_to": _("Agreed to"),
    "spreadsheet.asked_back": _("Asked back"),
    "spreadsheet.taken_up": _("Taken up again"),
    "spreadsheet.taken_in": _("Taken in"),
    "spreadsheet.taken_back": _("Taken back"),
    "spreadsheet.erased": _("Erased"),
}
