"""What people say about their own credit, and disclose."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.credits.actions.disclosing import Related
from rounds.credits.models import Relation

MOST_RELATIONS = 40


class ClaimForm(forms.Form):
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes you spent on it"),
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Please say how many minutes.")},
    )

    def __init__(self, data: Any = None, *, most: int) -> None:
        super().__init__(data, initial={"minutes": most})
        self.fields["minutes"].help_text = _(
            "In all, at most %(most)d. Claim only what you took part in."
        ) % {"most": most}


class ShareForm(forms.Form):
    name = forms.BooleanField(label=gettext_lazy("My name"), required=False)
    activity = forms.BooleanField(label=gettext_lazy("The activity, and when I took it"), required=False)
    credit = forms.BooleanField(label=gettext_lazy("How much credit"), required=False)


class DisclosureForm(forms.Form):
    what = forms.ChoiceField(
        label=gettext_lazy("In these months"),
        choices=[
            ("nothing", gettext_lazy("I had no financial relation to any such company")),
            ("relations", gettext_lazy("I had these relations, whatever their size")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose one of the two.")},
    )


class RelationForm(forms.Form):
    company = text_field(gettext_lazy("Company"), most=150, check=plain_text.line)
    kind = forms.ChoiceField(
        label=gettext_lazy("What you are to it"),
        choices=[("", gettext_lazy("Please choose")), *Relation.Kind.choices],
        required=False,
    )
    has_ended = forms.BooleanField(label=gettext_lazy("It has ended"), required=False)
    is_in_control = forms.BooleanField(
        label=gettext_lazy("The company has a say in what I teach"), required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("company") and not data.get("kind"):
            self.add_error("kind", _("Please say what you are to this company."))
        if (
            not data.get("company")
            and "company" not in self.errors
            and (data.get("kind") or data["has_ended"])
        ):
            self.add_error("company", _("Please name the company."))
        return data


class _Relations(forms.BaseFormSet):
    def related(self) -> list[Related]:
        """Rows without a company are none."""
        return [Related(**one) for one in self.cleaned_data if one.get("company")]


def relations_form(data: Any = None, *, rows: int = 3, initial: Any = None) -> Any:
    made = forms.formset_factory(
        RelationForm, formset=_Relations, extra=rows, max_num=MOST_RELATIONS, absolute_max=MOST_RELATIONS
    )
    return made(data, prefix="r", initial=initial)


def refuse_none(form: DisclosureForm, relations: list[Related]) -> None:
    """ "These relations", and there are none; or "none", and there are some."""
    says = form.cleaned_data.get("what")
    if says == "relations" and not relations:
        form.add_error(
            "what", ValidationError(_("There is no relation below. Please name them, or say none."))
        )
    if says == "nothing" and relations:
        form.add_error(
            "what", ValidationError(_("There are relations below. Please say so, or empty the rows."))
        )
