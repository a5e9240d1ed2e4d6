"""What the office writes about programs and cohorts. They save nothing."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.billing.money import cents, units
from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.courses.models import Course, Edition
from rounds.residency.models import Cohort, Program
from rounds.residency.schedule import FIRST_YEAR, LAST_YEAR

TAKEN_BY_PAGES = frozenset({"cohorts"})  # an address of ours begins with it
BEFORE = "before_"
A_DAY = timedelta(days=1)
HOW = (
    ("", gettext_lazy("not needed")),
    ("passed", gettext_lazy("to be passed")),
    ("completed", gettext_lazy("to be completed")),
)


class ProgramForm(forms.Form):
    title = text_field(gettext_lazy("Title"), most=160, check=plain_text.line, required=True)
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        max_length=80,
        help_text=gettext_lazy("The end of /residency/…/. It stays as it is once people have it."),
    )
    summary = text_field(gettext_lazy("In one sentence"), most=300, check=plain_text.line, required=True)
    text = text_field(
        gettext_lazy("Description"),
        most=20_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 12},
        help_text=gettext_lazy(
            "Empty lines part paragraphs. “## ” begins a heading, “- ” a point, **two stars** make bold."
        ),
    )
    language = forms.RegexField(
        r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        label=gettext_lazy("Language"),
        max_length=12,
        initial="en",
        help_text=gettext_lazy("A tag of BCP 47: “en”, “es-MX”."),
    )
    share_present = forms.IntegerField(
        label=gettext_lazy("Attendance to complete it, in percent"), min_value=0, max_value=100, initial=80
    )
    wants_plan = forms.BooleanField(
        label=gettext_lazy("It ends in a strategic plan"), required=False, initial=True
    )

    def __init__(self, data: Any = None, *, program: Program | None = None) -> None:
        names = [name for name in self.base_fields if name != "slug"]
        initial = {name: getattr(program, name) for name in names} if program else None
        super().__init__(data, initial=initial)
        self.courses = _courses()
        for course, title in self.courses:
            self.fields[f"{BEFORE}{course.pk}"] = forms.ChoiceField(
                label=f"{course.code}: {title}", choices=HOW, required=False
            )
        if program:
            del self.fields["slug"]
            for one in program.prerequisites.all():
                self.initial[f"{BEFORE}{one.course_id}"] = "passed" if one.must_pass else "completed"

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if slug in TAKEN_BY_PAGES or Program.objects.filter(slug=slug).exists():
            raise ValidationError(_("This address is taken."))
        return slug

    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith(BEFORE)]

    def course_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(BEFORE)]

    @property
    def to(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith(BEFORE)}

    @property
    def before(self) -> list[tuple[Course, bool]]:
        told = [(course, self.cleaned_data.get(f"{BEFORE}{course.pk}")) for course, _title in self.courses]
        return [(course, how == "passed") for course, how in told if how]


class MoneyField(forms.DecimalField):
    """Whole units on the screen, cents in the code."""

    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=0, max_digits=9, decimal_places=2, **more)

    def prepare_value(self, value: Any) -> Any:
        return units(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        told = super().clean(value)
        return cents(told) if told is not None else 0


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


class CohortForm(forms.Form):
    title = text_field(gettext_lazy("Title"), most=160, check=plain_text.line, required=True)
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        max_length=80,
        help_text=gettext_lazy("Of its pages, such as “spring-2027”. It stays as it is once people have it."),
    )
    mode = forms.ChoiceField(label=gettext_lazy("Where"), choices=Cohort.Mode.choices)
    location = text_field(
        gettext_lazy("Address of the room"),
        most=300,
        check=plain_text.line,
        help_text=gettext_lazy("Everybody reads it."),
    )
    link = forms.URLField(
        label=gettext_lazy("Link to the meeting"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Only those with a place and their chief residents see it."),
    )
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), initial="America/Chicago")
    begins_on = _day(gettext_lazy("First day"))
    ends_on = _day(gettext_lazy("Last day"))
    closes_on = _day(
        gettext_lazy("Last day of applications"),
        help_text=gettext_lazy("They close at its end, in this time zone."),
    )
    plan_due_on = _day(gettext_lazy("Strategic plan due on"), required=False)
    places = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, max_value=1_000, initial=16)
    fee_cents = MoneyField(
        label=gettext_lazy("Fee"), required=False, help_text=gettext_lazy("Empty or 0: it is free of charge.")
    )
    takes_points = forms.BooleanField(label=gettext_lazy("Points pay the fee"), required=False, initial=True)

    def __init__(self, data: Any = None, *, cohort: Cohort | None = None) -> None:
        super().__init__(data, initial=_as_shown(cohort) if cohort else None)
        self.cohort = cohort
        self.fields["time_zone"].choices = _zones()  # type: ignore[attr-defined]
        if cohort:
            del self.fields["slug"]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if Cohort.objects.filter(slug=slug).exists():
            raise ValidationError(_("This address is taken."))
        return slug

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        for name in ("begins_on", "ends_on", "closes_on", "plan_due_on"):
            if (day := told.get(name)) and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(name, _("Please check the year."))
        first, last, closes = told.get("begins_on"), told.get("ends_on"), told.get("closes_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        if last and closes and closes > last:
            self.add_error("closes_on", _("Applications cannot stay open when the cohort is over."))
        if told.get("mode") == Cohort.Mode.IN_PERSON and not told.get("location"):
            self.add_error("location", _("Please say where people should go."))
        return told

    @property
    def to(self) -> dict[str, Any]:
        told = {name: value for name, value in self.cleaned_data.items() if name != "closes_on"}
        return told | {"applications_close_at": self._closes_at()}

    def _closes_at(self) -> datetime:
        """Where the day stays, so does the moment: somebody may have closed them in its middle."""
        if self.cohort and not {"closes_on", "time_zone"} & set(self.changed_data):
            return self.cohort.applications_close_at
        zone = ZoneInfo(self.cleaned_data["time_zone"])
        return datetime.combine(self.cleaned_data["closes_on"] + A_DAY, time(), tzinfo=zone)


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("With which they sign in here."),
        error_messages={"required": gettext_lazy("Please write the e-mail address.")},
    )


class ReasonForm(forms.Form):
    reason = text_field(
        gettext_lazy("Reason"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        attrs={"rows": 4},
        help_text=gettext_lazy("Whoever it is about reads this."),
        error_messages={"required": gettext_lazy("Please give the reason.")},
    )


def _as_shown(cohort: Cohort) -> dict[str, Any]:
    names = [name for name in CohortForm.base_fields if name not in ("slug", "closes_on")]
    return {name: getattr(cohort, name) for name in names} | {"closes_on": _last_day(cohort)}


def _last_day(cohort: Cohort) -> date:
    return (cohort.applications_close_at.astimezone(ZoneInfo(cohort.time_zone)) - timedelta(seconds=1)).date()


def _courses() -> Sequence[tuple[Course, str]]:
    newest = Edition.objects.current().filter(course__retired_at=None).select_related("course")
    return [(one.course, one.title) for one in newest.order_by("course__code", "course_id")]


@cache
def _zones() -> list[tuple[str, str]]:
    return [
        (name, name.replace("_", " "))
        for name in sorted(available_timezones())
        if "/" in name or name == "UTC"
    ]
