"""What editors say about collections and new editions, to the values that actions take."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from rounds.content.models import ResourceCollection


class CollectionForm(WagtailAdminModelForm):
    def written(self) -> ResourceCollection:
        """The collection with its resources as the form has them; nothing is in the database yet."""
        collection: ResourceCollection = super().save(commit=False)
        return collection


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
