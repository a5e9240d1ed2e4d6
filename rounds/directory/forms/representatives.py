"""Forms about who speaks for an organization. They save nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import showable, text_field


class NoteForm(forms.Form):
    """To a moderator: who somebody is."""

    note = text_field(
        gettext_lazy("Who are you, and how can we tell?"),
        most=3_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        help_text=gettext_lazy(
            "Your name and position, and where we can read it or whom we can call. Only moderators read this."
        ),
        error_messages={"required": gettext_lazy("Please write who you are.")},
        attrs={"rows": 5},
    )

    def showable(self) -> "NoteForm":
        self.data = showable(self.data)
        return self


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of a colleague"),
        max_length=254,
        error_messages={"required": gettext_lazy("Please write an e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class RemovalForm(forms.Form):
    reason = text_field(
        gettext_lazy("Why"),
        most=300,
        check=plain_text.line,
        required=True,
        error_messages={"required": gettext_lazy("Please write why.")},
    )


class ClaimDecisionForm(forms.Form):
    """A moderator's: yes, or no with the reason."""

    message = text_field(
        gettext_lazy("Message to the person"),
        most=3_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        help_text=gettext_lazy("Sent by mail. Needed to decline."),
        attrs={"rows": 4},
    )

    @property
    def action(self) -> str:
        return str(self.data.get("do", ""))

    def clean(self) -> dict[str, Any]:
        if self.action == "decline" and not self.cleaned_data.get("message") and "message" not in self.errors:
            self.add_error("message", _("Please write why."))
        return self.cleaned_data
