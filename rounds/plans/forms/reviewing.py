"""What is typed about editions, and when a reviewer is named."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rounds.core.plain_text import line
from rounds.plans.models import Edition
from rounds.plans.naming import Candidate


class KeepForm(forms.ModelForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        validators=[line],
        help_text=_("For you to find it again: “Before the board saw it”."),
    )

    class Meta:
        model = Edition
        fields = ["name"]


class NameForm(forms.Form):
    """Whoever has a tie is shown, and cannot be chosen."""

    reviewer = forms.TypedChoiceField(label=_("Reviewer"), widget=forms.RadioSelect, coerce=int)
    due_on = forms.DateField(
        label=_("Wanted by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, candidates: list[Candidate], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        free = [(one.user.pk, str(one.user)) for one in candidates if not one.tie]
        self.fields["reviewer"].choices = free  # type: ignore[attr-defined]

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(_("This day has passed."))
        return due_on
