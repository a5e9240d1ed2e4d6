"""What editors write. They save nothing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.core.zones import Zone
from rounds.policies.models import Template
from rounds.policies.text import blanks_in

TAKEN_BY_PAGES = frozenset({"of"})  # an address of ours begins with it


class TemplateForm(forms.Form):
    title = text_field(gettext_lazy("Title"), most=150, check=plain_text.line, required=True)
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        max_length=80,
        help_text=gettext_lazy("The end of /policies/…/. It stays as it is once people have it."),
    )
    summary = text_field(
        gettext_lazy("In one sentence"),
        most=300,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy("What it is and whom it is for. Everybody may read it."),
    )
    zone = forms.ChoiceField(label=gettext_lazy("Who may read it"), choices=Zone.choices, initial=Zone.GUEST)
    language = forms.RegexField(
        r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        label=gettext_lazy("Language"),
        max_length=35,
        initial="en",
        help_text=gettext_lazy("A tag of BCP 47: “en”, “es-MX”."),
    )

    def __init__(self, data: Any = None, *, template: Template | None = None) -> None:
        names = ("title", "slug", "summary", "zone", "language")
        super().__init__(
            data, initial={name: getattr(template, name) for name in names} if template else None
        )
        self.template = template
        if template:
            del self.fields["slug"]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if slug in TAKEN_BY_PAGES or Template.objects.filter(slug=slug).exists():
            raise ValidationError(_("This address is taken."))
        return slug


class ClauseForm(forms.Form):
    heading = text_field(gettext_lazy("Heading"), most=150, check=plain_text.line, required=True)
    text = text_field(
        gettext_lazy("Text"),
        most=10_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        attrs={"rows": 14},
        help_text=gettext_lazy(
            "Empty lines part paragraphs. “- ” begins a point, “1. ” a number, **two stars** make bold."
            " Blanks stand as {{key}}."
        ),
    )
    guidance = text_field(
        gettext_lazy("Guidance for whoever adopts it"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 5},
        help_text=gettext_lazy(
            "Why it is there, what to decide, what the law says. It is not part of the policy."
        ),
    )
    is_optional = forms.BooleanField(
        label=gettext_lazy("Optional: an organization may leave it out"), required=False
    )

    def clean_heading(self) -> str:
        heading: str = self.cleaned_data["heading"]
        if blanks_in(heading):
            raise ValidationError(_("A heading has no blanks, so that it reads the same everywhere."))
        return heading


class BlankForm(forms.Form):
    key = forms.SlugField(max_length=60, widget=forms.HiddenInput)
    label = text_field(gettext_lazy("What belongs there"), most=120, check=plain_text.line, required=True)
    hint = text_field(gettext_lazy("Hint"), most=250, check=plain_text.line)
    example = text_field(gettext_lazy("Example"), most=150, check=plain_text.line)


class _BlankSet(forms.BaseFormSet):
    def clean(self) -> None:
        keys = [form.cleaned_data["key"] for form in self.forms if form.cleaned_data.get("key")]
        if len(keys) != len(set(keys)):
            raise ValidationError(_("Two blanks have the same key."))


BlankSet = forms.formset_factory(BlankForm, formset=_BlankSet, extra=0, max_num=100, absolute_max=100)


class PublishForm(forms.Form):
    what_changed = text_field(
        gettext_lazy("What changed, and why"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 5},
        help_text=gettext_lazy("Every organization that adopted it reads this first."),
    )

    def __init__(self, data: Any = None, *, is_first: bool, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["what_changed"].required = not is_first
        self.fields["what_changed"].error_messages["required"] = _("Please say what changed, and why.")
