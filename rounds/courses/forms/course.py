"""What authors write about a course."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.core.zones import Zone
from rounds.courses.actions.writing.outline import Aim
from rounds.courses.forms.typed import LinesField, ListField, Typing
from rounds.courses.models import Edition

EMPTY_AIMS, MOST_AIMS = 2, 20


def _code() -> forms.CharField:
    return text_field(
        gettext_lazy("Code"),
        most=20,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy("What people call it by: “PRO 101”."),
    )


def _title() -> forms.CharField:
    return text_field(gettext_lazy("Title"), most=150, check=plain_text.line, required=True)


def _summary() -> forms.CharField:
    return text_field(
        gettext_lazy("In one or two sentences"),
        most=300,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy("What it is about and what it is good for. Everybody may read it."),
    )


def _zone() -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("Who may take it"), choices=Zone.choices, initial=Zone.MEMBER)


class BeginForm(Typing):
    """All that a first lesson needs: seven fields, and no more."""

    title = _title()
    code = _code()
    summary = _summary()
    zone = _zone()
    aim = text_field(
        gettext_lazy("What one can do afterwards"),
        most=250,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy("It begins with a verb: “Recognize …”, “Write …”. More can follow later."),
    )
    lesson_title = text_field(
        gettext_lazy("Title of the first lesson"), most=150, check=plain_text.line, required=True
    )
    lesson_body = text_field(
        gettext_lazy("Its text"),
        most=100_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        attrs={"rows": 14},
        help_text=gettext_lazy(
            "Empty lines part paragraphs. “## ” begins a heading, “- ” a point, **two stars** make bold."
        ),
    )

    @property
    def course(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "code", "summary", "zone")}

    @property
    def lesson(self) -> dict[str, Any]:
        return {"title": self.cleaned_data["lesson_title"], "body": self.cleaned_data["lesson_body"]}


class DescribeForm(Typing):
    title = _title()
    code = _code()
    summary = _summary()
    zone = _zone()
    language = forms.RegexField(
        r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        label=gettext_lazy("Language"),
        max_length=35,
        help_text=gettext_lazy("A tag of BCP 47: “en”, “es-MX”."),
    )
    audience = ListField(
        gettext_lazy("For whom"), help_text=gettext_lazy("With commas between: “communicators, clinicians”.")
    )
    topics = ListField(gettext_lazy("Topics"), help_text=gettext_lazy("With commas between."))
    prerequisites = ListField(
        gettext_lazy("To be passed before"),
        help_text=gettext_lazy(
            "Codes of courses, with commas between. Whoever lacks one is told, not kept out."
        ),
    )
    instructors = LinesField(
        gettext_lazy("By"),
        help_text=gettext_lazy("A line for each: the name, a comma, what they are (“Ann Lee, editor”)."),
    )

    @property
    def to(self) -> dict[str, Any]:
        """Fields of Edition."""
        return {name: value for name, value in self.cleaned_data.items() if name != "code"}

    def clean_instructors(self) -> list[dict[str, str]]:
        lines = [line.partition(",") for line in self.cleaned_data["instructors"]]
        return [{"name": name.strip(), "role": role.strip()} for name, _comma, role in lines]


def described(edition: Edition) -> dict[str, Any]:
    """As the form shows it."""
    names = [name for name in DescribeForm.base_fields if name not in ("code", "instructors")]
    people = [", ".join(filter(None, (one["name"], one.get("role", "")))) for one in edition.instructors]
    return {name: getattr(edition, name) for name in names} | {
        "code": edition.course.code,
        "instructors": people,
    }


class AimForm(Typing):
    """One that is emptied goes."""

    key = forms.SlugField(max_length=60, widget=forms.HiddenInput, required=False)
    text = text_field(gettext_lazy("What one can do afterwards"), most=250, check=plain_text.line)


AimSet = forms.formset_factory(AimForm, extra=EMPTY_AIMS, max_num=MOST_AIMS, absolute_max=MOST_AIMS)


def aims_of(rows: Any) -> list[Aim]:
    return [
        Aim(one.cleaned_data.get("key", ""), one.cleaned_data.get("text", ""))
        for one in rows.forms
        if one.cleaned_data
    ]


def aim_rows(edition: Edition) -> Sequence[dict[str, str]]:
    rows = edition.objectives.order_by("position", "pk").values_list("key", "text")
    return [{"key": key, "text": text} for key, text in rows]


class ModuleForm(Typing):
    title = text_field(gettext_lazy("Title of the module"), most=150, check=plain_text.line, required=True)


class PublishForm(Typing):
    what_changed = text_field(
        gettext_lazy("What changed, and why"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 4},
        help_text=gettext_lazy("Whoever is taking the course reads it when they go on."),
    )

    def __init__(self, data: Any = None, *, is_first: bool) -> None:
        super().__init__(data)
        self.is_first = is_first

    def clean_what_changed(self) -> str:
        said: str = self.cleaned_data["what_changed"]
        if not said and not self.is_first:
            raise ValidationError(_("Please say what changed, and why."))
        return said
