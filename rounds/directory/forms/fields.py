"""What the forms for submissions and for decisions have in common."""

from django import forms
from django.core.exceptions import ValidationError

from rounds.core import plain_text
from rounds.organizations.actions.organizations import SOURCED_FIELDS

NEW = "new"  # in place of an organization's slug: none of these
PROPOSED = SOURCED_FIELDS  # what is asked about an organization that is not in the register yet


def clean_website(form: forms.Form) -> None:
    """The website of a new organization in the form that is kept, or its fault."""
    if form.cleaned_data.get("website"):
        try:
            form.cleaned_data["website"] = plain_text.website(form.cleaned_data["website"])
        except ValidationError as fault:
            form.add_error("website", fault)
