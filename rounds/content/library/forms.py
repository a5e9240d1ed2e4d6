"""What editors say about a new edition, to the values that its action takes."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EditionForm(forms.Form):
    what_changed = forms.CharField(
        label=_("What changed"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In a sentence or two, for people who know the last one."),
    )
    published_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
