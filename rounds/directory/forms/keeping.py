"""What representatives say of their accounts, to the values that an action takes."""

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.http import QueryDict
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.directory.actions.keeping import Told
from rounds.directory.models import Listing, Purpose
from rounds.directory.submitting.pasted import Pasted

MOST_AT_ONCE = 20


class DescriptionForm(forms.Form):
    """What an account is for."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("What it is for"),
        choices=Purpose.choices,
        error_messages={"invalid_choice": gettext_lazy("Please choose one of the list.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        help_text=gettext_lazy("In which it is written, if mostly one."),
        error_messages={"invalid_choice": gettext_lazy("Please choose a language of the list.")},
    )
    audience = text_field(
        gettext_lazy("Whom it is for"),
        most=200,
        check=plain_text.line,
        help_text=gettext_lazy("For example: families of children in our care. Everybody can read it."),
    )

    def __init__(self, data: QueryDict | None = None, *, listing: Listing | None = None) -> None:
        said = {
            name: getattr(listing, name)
            for name in ("purpose", "language", "audience")
            if listing is not None
        }
        super().__init__(data, initial=said)
        self.fields["language"].choices = _languages(said.get("language", ""))  # type: ignore[attr-defined]

    def told(self) -> Told:
        fields = self.cleaned_data
        return Told(fields["purpose"], fields["language"], fields["audience"])


class AddForm(DescriptionForm):
    """Accounts to add. Nothing is added while something in the text could not be read."""

    pasted = text_field(
        gettext_lazy("The account's address"),
        most=5_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        help_text=gettext_lazy(
            "For example https://www.youtube.com/@yourhospital. Several may stand below each other."
        ),
        error_messages={"required": gettext_lazy("Please paste the account's address.")},
        attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"},
    )
    field_order = ("pasted", "purpose", "language", "audience")

    def __init__(self, data: QueryDict | None = None, *, looked_through: Pasted | None = None) -> None:
        super().__init__(data)
        self.looked_through = looked_through or Pasted()
        self.fields["purpose"].required = False

    def clean(self) -> dict[str, Any]:
        found, unread = self.looked_through.found, [one for one in self.looked_through.unread if one.message]
        if "pasted" in self.errors:
            return self.cleaned_data
        if unread:
            self.add_error("pasted", _("Nothing was added yet: below stands what we could not read."))
        elif not found:
            self.add_error("pasted", _("We found no account in this text."))
        elif len(found) > MOST_AT_ONCE:
            message = _("That is %(count)d accounts; please add at most %(most)d at once.")
            self.add_error("pasted", message % {"count": len(found), "most": MOST_AT_ONCE})
        return self.cleaned_data

    def told(self) -> Told:
        told = super().told()
        return Told(told.purpose or Purpose.MAIN, told.language, told.audience)


def _languages(said: str) -> list[tuple[str, str]]:
    """Those that Django has names for, and the one that was said before."""
    known = {
        code: str(get_language_info(code)["name_translated"])
        for code in LANG_INFO
        if "name" in LANG_INFO[code]
    }
    if said:
        known.setdefault(said, said)
    return [("", _("Not said")), *sorted(known.items(), key=lambda one: one[1].casefold())]
