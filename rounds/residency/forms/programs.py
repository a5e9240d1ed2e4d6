"""What the office writes about a program's schedule and its workbooks. They save nothing."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.directory.platforms import PLATFORMS
from rounds.residency.models import Rotation, Slot, Task

_LENGTH: dict[str, Any] = {"min_value": 5, "max_value": 720}


class SlotForm(forms.Form):
    day = forms.IntegerField(label=_("Day"), min_value=1, max_value=366, initial=1)
    begins = forms.TimeField(
        label=_("Begins"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("On the clocks where the cohort is."),
    )
    minutes = forms.IntegerField(label=_("Minutes"), initial=30, **_LENGTH)
    kind = forms.ChoiceField(label=_("Kind"), choices=Slot.Kind.choices)
    title = text_field(_("Title"), most=200, check=plain_text.line, required=True)
    text = text_field(_("What for"), most=600, check=plain_text.line)

    def __init__(self, data: Any = None, *, slot: Slot | None = None) -> None:
        super().__init__(data, initial=_of_slot(slot, self.base_fields) if slot else None)

    @property
    def to(self) -> dict[str, Any]:
        begins: time = self.cleaned_data["begins"]
        return {**self.cleaned_data, "begins": begins.hour * 60 + begins.minute}


def _markdown(label: Any, most: int, rows: int) -> forms.Field:
    return text_field(
        label,
        most=most,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": rows},
        help_text=_(
            "Empty lines part paragraphs. “## ” begins a heading, “- ” a point, **two stars** make bold."
        ),
    )


class RotationForm(forms.Form):
    title = text_field(_("Title"), most=160, check=plain_text.line, required=True)
    platform = forms.ChoiceField(label=_("Platform"))
    minutes = forms.IntegerField(label=_("Minutes"), initial=30, **_LENGTH)
    text = _markdown(_("Workbook, before its tasks"), 40_000, 14)

    def __init__(self, data: Any = None, *, part: Rotation | None = None) -> None:
        super().__init__(data, initial=_of(part, self.base_fields) if part else None)
        self.fields["platform"].choices = [(key, one.name) for key, one in PLATFORMS.items()]  # type: ignore[attr-defined]

    @property
    def to(self) -> dict[str, Any]:
        return self.cleaned_data


class TaskForm(forms.Form):
    title = text_field(_("Task"), most=200, check=plain_text.line, required=True)
    text = _markdown(_("How"), 8_000, 8)
    is_public = forms.BooleanField(label=_("It is done in public, and shown by a link"), required=False)
    is_optional = forms.BooleanField(label=_("It may be left out"), required=False)

    def __init__(self, data: Any = None, *, part: Task | None = None) -> None:
        super().__init__(data, initial=_of(part, self.base_fields) if part else None)

    @property
    def to(self) -> dict[str, Any]:
        return self.cleaned_data


def _of(part: Any, names: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}


def _of_slot(slot: Slot, names: Any) -> dict[str, Any]:
    return _of(slot, names) | {"begins": time(slot.begins // 60, slot.begins % 60)}
