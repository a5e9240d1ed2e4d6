"""What authors write in a lesson."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.courses.forms.typed import Typing
from rounds.courses.models import Edition, Lesson, Objective
from rounds.media.choosing import chooser
from rounds.media.models import Recording

CHECK = ("drawn_from", "draw", "pass_percent", "attempts_at_most", "minutes_at_most")
LONGEST_CHECK = 480  # minutes


class _Lenient:
    """Of what is no recording, or none any more, it shows nothing: the field says so, and the rest stays typed."""

    def get_instance(self, value: Any) -> Any:
        try:
            return super().get_instance(value)  # type: ignore[misc]
        except (Recording.DoesNotExist, ValueError):
            return None


_Chosen: Any = type("_Chosen", (_Lenient, chooser.widget_class), {})


def _prose(label: Any, most: int, rows: int, help_text: Any) -> forms.CharField:
    return text_field(
        label,
        most=most,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": rows},
        help_text=help_text,
    )


class LessonForm(Typing):
    title = text_field(gettext_lazy("Title"), most=150, check=plain_text.line, required=True)
    summary = text_field(
        gettext_lazy("In one sentence"),
        most=300,
        check=plain_text.line,
        help_text=gettext_lazy("Also those read it who may not open the lesson."),
    )
    body = _prose(
        gettext_lazy("Text"),
        100_000,
        20,
        gettext_lazy(
            "Empty lines part paragraphs. “## ” begins a heading, “- ” a point, “1. ” a number; *one star* makes"
            " italic, **two** bold, [words](https://…) a link, ![what it shows](picture.png) a picture of the"
            " lesson’s files."
        ),
    )
    objective = forms.ModelChoiceField(
        Objective.objects.none(),
        to_field_name="key",  # the same in every edition
        label=gettext_lazy("It works toward"),
        required=False,
        empty_label=gettext_lazy("no objective of the course"),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes it takes"), min_value=1, max_value=240, initial=10
    )
    is_sample = forms.BooleanField(
        label=gettext_lazy("Open as a sample"),
        required=False,
        help_text=gettext_lazy("Everybody may read it, also without an account."),
    )
    recording = forms.ModelChoiceField(
        Recording.objects.all(),
        label=gettext_lazy("Sound or video"),
        required=False,
        widget=_Chosen(),
    )
    activity = _prose(
        gettext_lazy("Something to do"),
        10_000,
        5,
        gettext_lazy("A task away from the screen, or with a colleague."),
    )
    prompt = _prose(
        gettext_lazy("Something to discuss"),
        2_000,
        3,
        gettext_lazy("A question with more than one good answer."),
    )
    drawn_from = forms.ChoiceField(
        label=gettext_lazy("Questions from"), choices=Lesson.Bank.choices, initial=Lesson.Bank.LESSON
    )
    draw = forms.IntegerField(
        label=gettext_lazy("How many of them"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=gettext_lazy("Drawn anew at each attempt. Empty: all."),
    )
    pass_percent = forms.IntegerField(
        label=gettext_lazy("Passed with, in percent of the points"), min_value=0, max_value=100, initial=80
    )
    attempts_at_most = forms.IntegerField(
        label=gettext_lazy("Attempts at most"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("Empty: as many as somebody likes."),
    )
    minutes_at_most = forms.DecimalField(
        label=gettext_lazy("Minutes at most"),
        required=False,
        min_value=Decimal("0.5"),
        max_value=LONGEST_CHECK,
        help_text=gettext_lazy("Empty: no limit. Whoever has been given extra time gets it on top."),
    )

    def __init__(
        self, data: Any = None, *, edition: Edition, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        objectives: Any = self.fields["objective"]
        objectives.queryset = edition.objectives.order_by("position", "pk")

    def clean_recording(self) -> Recording | None:
        recording: Recording | None = self.cleaned_data["recording"]
        if recording and (lacks := recording.lacks()):
            raise ValidationError(lacks)
        return recording

    @property
    def to(self) -> dict[str, Any]:
        """Fields of Lesson."""
        values = dict(self.cleaned_data)
        minutes = values.pop("minutes_at_most")
        return {**values, "seconds_at_most": round(minutes * 60) if minutes else None}

    @property
    def main(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in CHECK]

    @property
    def check(self) -> list[forms.BoundField]:
        return [self[name] for name in CHECK]

    @property
    def is_check_open(self) -> bool:
        """What was refused there is not folded away."""
        return any(field.errors for field in self.check)


def typed_of(lesson: Lesson) -> dict[str, Any]:
    """As the form shows it."""
    names = [
        name for name in LessonForm.base_fields if name not in ("objective", "recording", "minutes_at_most")
    ]
    limit = lesson.seconds_at_most
    return {name: getattr(lesson, name) for name in names} | {
        "objective": lesson.objective.key if lesson.objective else None,
        "recording": lesson.recording_id,
        "minutes_at_most": _minutes(limit) if limit else None,
    }


def _minutes(seconds: int) -> str:
    """Without noughts behind."""
    return (
        f"{round(Decimal(seconds) / 60, 2):f}".rstrip("0").rstrip(".") if seconds % 60 else str(seconds // 60)
    )
