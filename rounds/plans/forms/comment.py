"""What people say beside a section."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rounds.core import plain_text
from rounds.core.text_fields import showable, text_field


class CommentForm(forms.Form):
    quote = text_field(
        _("About these words"),
        most=400,
        check=plain_text.paragraph,
        help_text=_("Copy here what you mean, or leave it empty."),
    )
    text = text_field(
        _("Your comment"),
        most=4_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        attrs={"rows": 3},
        error_messages={"required": _("Please write what you want to say.")},
    )

    def showable(self) -> "CommentForm":
        self.data = showable(self.data)
        return self
