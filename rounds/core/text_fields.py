"""A text field of a form whose faults are told with their place, and what is shown again of what was refused."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy

from rounds.core import plain_text

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


def email_field(help_text: Any) -> forms.EmailField:
    """The address of whoever fills in a form that anybody may send."""
    return forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        help_text=help_text,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Please write your e-mail address."),
            "invalid": gettext_lazy("This is not a whole e-mail address, such as name@example.org."),
            "max_length": TOO_LONG,
        },
    )


def without_null_check(field: forms.Field) -> list[Any]:
    """Its validators but Django's own for an empty byte, which does not tell where it stands."""
    return [one for one in field.validators if not isinstance(one, ProhibitNullCharactersValidator)]


def showable(data: Mapping[str, Any]) -> dict[str, str]:
    """What was typed, as a page can carry it: without the characters that are refused."""
    return {name: plain_text.without_unprintable(str(value)) for name, value in data.items()}
