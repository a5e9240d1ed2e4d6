"""What staff say at checks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rounds.core import plain_text
from rounds.core.text_fields import text_field

MOST_REMARK = 2_000


class EssayForm(forms.Form):
    """`seen`: the points that the essay had when the form was shown."""

    percent = forms.IntegerField(
        label=_("Points, in percent"),
        min_value=0,
        max_value=100,
        help_text=_("100 for all that was asked, 0 for nothing of it."),
    )
    seen = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=0, max_value=1)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["remark"] = text_field(
            _("What you say to whoever wrote it (optional)"),
            most=MOST_REMARK,
            check=plain_text.paragraph,
            widget=forms.Textarea,
            attrs={"rows": 5},
        )


class ExtraTimeForm(forms.Form):
    percent = forms.IntegerField(
        label=_("More time, in percent"),
        min_value=0,
        max_value=300,
        help_text=_(
            "50 makes 15 minutes of 10. 0 takes it back. It counts from the next check that is begun."
        ),
    )
