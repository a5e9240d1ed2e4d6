"""What people type into the rows of a section, and what stood there when they began."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db.models import URLField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rounds.billing.money import cents, digits, units
from rounds.core import plain_text
from rounds.core.text_fields import TOO_LONG, showable, without_null_check
from rounds.directory.models import Listing
from rounds.directory.platforms.table import PLATFORMS
from rounds.plans.models import Author, Channel, Objective, Row, StrategicPlan
from rounds.plans.rows import Kind

DAY = {"type": "date"}
MOST_TIMES = 1_000  # something appears in a day, a week, a month
OF = {"objective": Objective, "channel": Channel}
EMPTY = {
    "account": _("None of these"),
    "owner": _("Somebody else"),
    "objective": _("None yet"),
    "channel": _("None yet"),
}
HINTS = {
    "account": _("Accounts of your organization in the List."),
    "url": _("Where it is, if it is not in the List: https://…"),
    "owner_name": _("A name or an office, if it is nobody who writes this plan."),
    "owner": _("Of those who write this plan."),
    "unit": _("Persons, percent, minutes …"),
}
LABELS = {"owner": _("Who does it"), "owner_name": _("Or somebody else")}


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen in a plan, by the name of the field: asked once for all its rows."""

    of: dict[str, dict[str, Any]]

    def pairs(self, name: str) -> list[tuple[str, str]]:
        return [("", str(EMPTY[name])), *((key, label_of(one)) for key, one in self.of[name].items())]


def choices_of(plan: StrategicPlan, kind: Kind) -> Offered:
    """At most three questions, however many rows there are."""
    of: dict[str, dict[str, Any]] = {}
    for name in kind.fields:
        if name in OF:
            rows = OF[name]._default_manager.filter(plan=plan, taken_out_at=None).order_by("position", "pk")
            of[name] = {str(one.pk): one for one in rows}
        elif name == "owner":
            authors = Author.objects.filter(plan=plan, left_at=None).select_related("user").order_by("pk")
            of[name] = {str(one.user_id): one.user for one in authors}
        elif name == "account":
            theirs = Listing.objects.theirs().filter(organization=plan.organization_id)
            listed = theirs.select_related("account").order_by("account__platform", "pk")
            of[name] = {str(one.account_id): one.account for one in listed}
    return Offered(of)


def label_of(one: Any) -> str:
    platform = PLATFORMS.get(getattr(one, "platform", ""))
    return f"{platform.name}: {one.handle or one.address}" if platform else str(one)


class MoneyField(forms.DecimalField):
    """Whole units on the screen, cents in the code."""

    def __init__(self, currency: str, **more: Any) -> None:
        super().__init__(min_value=0, max_digits=14, decimal_places=digits(currency), **more)
        self.currency = currency

    def prepare_value(self, value: Any) -> Any:
        return units(value, self.currency) if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        told = super().clean(value)
        try:
            return cents(told, self.currency) if told is not None else 0
        except ValueError:
            raise ValidationError(gettext("That is a fraction of the smallest coin.")) from None


class RowForm(forms.Form):
    """One row of a section, or an empty one."""

    def __init__(
        self,
        kind: Kind,
        plan: StrategicPlan,
        choices: Offered,
        *,
        row: Row | None = None,
        data: Mapping[str, Any] | None = None,
        prefix: str,
    ) -> None:
        super().__init__(data, prefix=prefix, initial=_said(kind, row))
        self.kind, self.plan, self.choices, self.row = kind, plan, choices, row
        made = forms.fields_for_model(kind.model, fields=kind.fields, formfield_callback=_field_of)
        for name in kind.fields:
            self.fields[name] = self._field(name, made[name])

    @property
    def pairs(self) -> list[tuple[forms.BoundField, str, str]]:
        """Each field, the name of what stood in it before, and what that was."""
        return [
            (self[name], f"was-{self.add_prefix(name)}", self.written(name, self.initial.get(name)))
            for name in self.kind.fields
        ]

    def is_empty(self) -> bool:
        """Nobody typed anything into it."""
        return not any(
            str(self.data.get(self.add_prefix(name), "") or "") not in ("", self._blank(name))
            for name in self.kind.fields
            if name != "is_yearly"
        )

    def was(self) -> dict[str, Any]:
        """What the fields said when the page was shown, as values; where that cannot be read, what is stored."""
        said = {
            self.add_prefix(name): self.data.get(f"was-{self.add_prefix(name)}", "")
            for name in self.kind.fields
        }
        form = RowForm(
            self.kind, self.plan, self.choices, row=self.row, data=said, prefix=str(self.prefix or "")
        )
        form.is_valid()
        return {name: form.cleaned_data.get(name, getattr(self.row, name)) for name in self.kind.fields}

    def showable(self) -> "RowForm":
        self.data = showable(self.data)
        return self

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if "account" in self.kind.fields and values.get("account") and not values.get("name"):
            values["name"] = label_of(values["account"])[:200]
            self.errors.pop("name", None)
        self._must_follow(values, "begins_on", "due_on")
        self._must_follow(values, "baseline_on", "target_on")
        return values

    def _must_follow(self, values: dict[str, Any], first: str, last: str) -> None:
        if values.get(first) and values.get(last) and values[last] < values[first]:
            self.add_error(last, gettext("That is before the first day."))

    def _field(self, name: str, made: Any) -> forms.Field:
        label = LABELS.get(name, made.label) if "owner" in self.kind.fields else made.label
        if name in self.choices.of:
            known = self.choices.of[name]
            return forms.TypedChoiceField(
                label=label,
                choices=self.choices.pairs(name),
                coerce=lambda key: known[key],
                empty_value=None,
                required=False,
                help_text=HINTS.get(name, ""),
            )
        if name == "cents":
            return MoneyField(
                self.plan.currency, label=f"{made.label} ({self.plan.currency})", required=False
            )
        if isinstance(made, forms.IntegerField) and not isinstance(made, forms.DecimalField):
            made.validators.append(MaxValueValidator(MOST_TIMES))
        if isinstance(made, forms.DateField):
            made.widget = forms.DateInput(attrs=DAY, format="%Y-%m-%d")
        if isinstance(made, forms.CharField):
            made.widget.attrs.pop("maxlength", None)  # it would cut what is pasted without a word
            made.error_messages["max_length"] = TOO_LONG
            made.validators = [*without_null_check(made), plain_text.line]
        made.label = label
        made.help_text = HINTS.get(name, "") if name != "owner_name" or "owner" in self.kind.fields else ""
        return made

    def written(self, name: str, value: Any) -> str:
        if isinstance(self.fields[name], forms.BooleanField):
            return "on" if value else ""
        said = self[name].field.widget.format_value(self.fields[name].prepare_value(value))
        return "".join(said) if isinstance(said, list) else str(said if said is not None else "")

    def _blank(self, name: str) -> str:
        field = self.kind.field(name)
        return str(field.default) if field.has_default() else ""


def _said(kind: Kind, row: Row | None) -> dict[str, Any]:
    """What stands in the fields; of an empty row, what its model begins with."""
    if row is not None:
        return {name: kind.field(name).value_from_object(row) for name in kind.fields}
    begun = {name: kind.field(name) for name in kind.fields if name != "cents"}
    return {name: field.default for name, field in begun.items() if field.has_default()}


def _field_of(field: Any) -> Any:
    return field.formfield(assume_scheme="https") if isinstance(field, URLField) else field.formfield()
