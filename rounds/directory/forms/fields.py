"""What the forms for submissions and for decisions have in common."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy

from rounds.directory.forms import plain_text
from rounds.organizations.actions.organizations import SOURCED_FIELDS

NEW = "new"  # in place of an organization's slug: none of these
PROPOSED = SOURCED_FIELDS  # what is asked about an organization that is not in the register yet
TOO_LONG = gettext_lazy(
    "That is %(show_value)d characters, and at most %(limit_value)d fit. Nothing has been cut off:"
    " please shorten it."
)


def text_field(
    label: Any,  # a string, or one to be translated later
    *,
    most: int,
    check: Callable[[str], None],
    widget: type = forms.TextInput,
    **more: Any,
) -> forms.CharField:
    """A text field whose faults are told with their place, an empty byte's included."""
    attributes = more.pop("attrs", {})
    field = forms.CharField(
        label=label,
        max_length=most,
        required=more.pop("required", False),
        widget=widget(attrs=attributes),
        error_messages={"max_length": TOO_LONG, **more.pop("error_messages", {})},
        **more,
    )
    # maxlength in the page would cut what is pasted without a word.
    field.widget.attrs.pop("maxlength", None)
    field.validators = [*without_null_check(field), check]
    return field


def without_null_check(field: forms.Field) -> list[Any]:
    """Its validators but Django's own for an empty byte, which does not tell where it stands."""
    return [one for one in field.validators if not isinstance(one, ProhibitNullCharactersValidator)]


def clean_website(form: forms.Form) -> None:
    """The website of a new organization in the form that is kept, or its fault."""
    if form.cleaned_data.get("website"):
        try:
            form.cleaned_data["website"] = plain_text.website(form.cleaned_data["website"])
        except ValidationError as fault:
            form.add_error("website", fault)
