"""What residents and chiefs type."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, Self
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from rounds.core import plain_text
from rounds.core.text_fields import showable, text_field
from rounds.plans.models import StrategicPlan
from rounds.residency.models import Meeting, Slot
from rounds.residency.schedule import FIRST_YEAR, LAST_YEAR, moment


class Typed(forms.Form):
    """Ends of lines are as they are stored, for a browser sends each as two characters."""

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__({name: _lines(data[name]) for name in data} if data is not None else None, **more)

    def showable(self) -> Self:
        """The same faults, without characters that a page cannot carry."""
        self.data = showable(self.data)
        return self


class WorkForm(Typed):
    text = text_field(
        _("Your work"),
        most=10_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 6, "data-work-text": ""},
    )
    url = forms.URLField(
        label=_("Where it can be seen"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "data-work-url": ""}),
        help_text=_(
            "An address that begins with https://, if you did it in public. Nobody fetches it; it is a link."
        ),
        error_messages={"invalid": _("This is not a whole address, such as https://example.org/post.")},
    )

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        if url and not url.startswith("https://"):
            raise forms.ValidationError(_("Please give an address that begins with https://."))
        return url


class PostForm(Typed):
    text = text_field(
        _("What you say"),
        most=4_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        attrs={"rows": 4},
        error_messages={"required": _("Please write something first.")},
    )


class NoteForm(Typed):
    text = text_field(
        _("Note"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        attrs={"rows": 3},
        help_text=_("Only chief residents of this group, and those who run the residency, read it."),
        error_messages={"required": _("Please write something first.")},
    )


class WhyForm(Typed):
    why = text_field(
        _("Why it counts as completed"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        attrs={"rows": 3},
        error_messages={"required": _("Please say why. It is kept with the resident’s record.")},
    )


class PlanForm(Typed):
    title = text_field(_("Title of the plan"), most=160, check=plain_text.line, required=True)
    organization_name = text_field(
        _("For which organization"), most=200, check=plain_text.line, required=True
    )


class ChooseForm(Typed):
    plan = forms.ModelChoiceField(
        label=_("A plan that you write"), queryset=StrategicPlan.objects.none(), to_field_name="code"
    )


class MeetingForm(Typed):
    """Times are on the clocks of the cohort."""

    title = text_field(_("Title"), most=200, check=plain_text.line, required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=Slot.Kind.choices)
    round = forms.IntegerField(
        label=_("Round of the rotations"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("Where groups rotate: the first round is 1."),
    )
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(
        label=_("Begins"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    text = text_field(
        _("What for"), most=600, check=plain_text.paragraph, widget=forms.Textarea, attrs={"rows": 2}
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, zone: str, **more: Any) -> None:
        super().__init__(data, **more)
        self.zone = zone

    @staticmethod
    def of(meeting: Meeting, zone: str) -> "MeetingForm":
        begins, ends = (one.astimezone(ZoneInfo(zone)) for one in (meeting.begins_at, meeting.ends_at))
        given = {name: getattr(meeting, name) for name in ("title", "kind", "round", "text")}
        return MeetingForm(
            zone=zone, initial={**given, "day": begins.date(), "begins": begins.time(), "ends": ends.time()}
        )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("day") and not FIRST_YEAR <= given["day"].year <= LAST_YEAR:
            self.add_error("day", _("Please check the year."))
        is_rotation = given.get("kind") == Slot.Kind.ROTATION
        if is_rotation and "round" in given and not given["round"]:
            self.add_error("round", _("Say which round of the rotations it is."))
        if given.get("begins") and given.get("ends") and given["ends"] <= given["begins"]:
            self.add_error("ends", _("It ends before it begins."))
        return given

    def what(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "title": given["title"],
            "kind": given["kind"],
            "text": given["text"],
            "round": given["round"] if given["kind"] == Slot.Kind.ROTATION else None,
            "begins_at": self._moment(given["begins"]),
            "ends_at": self._moment(given["ends"]),
        }

    def _moment(self, clock: time) -> datetime:
        return moment(self.cleaned_data["day"], clock.hour * 60 + clock.minute, self.zone)


def _lines(value: Any) -> str:
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
