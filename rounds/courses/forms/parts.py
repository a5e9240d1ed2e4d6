"""Questions of eight kinds, and review cards."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.courses import questions
from rounds.courses.forms.rows import SHAPES, Rows
from rounds.courses.forms.typed import LinesField, Theirs, Typing
from rounds.courses.models import Question
from rounds.courses.questions.reading import LONGEST_FEEDBACK, LONGEST_TEXT, MOST_WORDS

Kind = Question.Kind
TRUE, FALSE = "true", "false"


def _prose(
    label: Any, most: int, rows: int, help_text: Any = "", *, required: bool = False
) -> forms.CharField:
    return text_field(
        label,
        most=most,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": rows},
        help_text=help_text,
        required=required,
    )


def _true_false() -> dict[str, forms.Field]:
    choices = [(TRUE, gettext_lazy("True")), (FALSE, gettext_lazy("False"))]
    return {
        "right": forms.ChoiceField(
            label=gettext_lazy("Right is"), choices=choices, widget=forms.RadioSelect(choices=choices)
        )
    }


def _matching() -> dict[str, forms.Field]:
    label = gettext_lazy("What belongs to none")
    return {"others": LinesField(label, help_text=gettext_lazy("A line for each; it makes guessing harder."))}


def _short() -> dict[str, forms.Field]:
    label = gettext_lazy("Capital letters matter")
    return {"case_matters": forms.BooleanField(label=label, required=False)}


def _numeric() -> dict[str, forms.Field]:
    return {
        "answer": forms.FloatField(label=gettext_lazy("The number")),
        "tolerance": forms.FloatField(
            label=gettext_lazy("As good, to either side"),
            required=False,
            min_value=0,
            help_text=gettext_lazy("“0.5” accepts from half below to half above. Empty: the number alone."),
        ),
        "unit": text_field(
            gettext_lazy("Unit"),
            most=30,
            check=plain_text.line,
            help_text=gettext_lazy("It stands behind the box: “days”, “%”."),
        ),
    }


def _essay() -> dict[str, forms.Field]:
    label = gettext_lazy("Words at most")
    return {
        "words_at_most": forms.IntegerField(label=label, required=False, min_value=1, max_value=MOST_WORDS)
    }


FIELDS: dict[str, Callable[[], dict[str, forms.Field]]] = {
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.SHORT: _short,
    Kind.NUMERIC: _numeric,
    Kind.ESSAY: _essay,
}


class QuestionForm(Typing):
    """Of one kind. `read` is what was typed, once it is valid."""

    text = _prose(gettext_lazy("Question"), LONGEST_TEXT, 4, required=True)
    feedback = _prose(
        gettext_lazy("What to say afterwards"),
        LONGEST_FEEDBACK,
        3,
        gettext_lazy("To everybody, whatever they answered: why it is so."),
    )
    read: questions.Read

    def __init__(self, kind: str, data: Any = None, *, question: Question | None = None) -> None:
        self.kind, self.rows = kind, None
        initial = typed_of(question) if question else None
        super().__init__(data, initial=initial)
        for name, field in FIELDS.get(kind, dict)().items():
            self.fields[name] = field
        self.order_fields(["text", *(name for name in self.fields if name not in ("text", "feedback"))])
        if kind in SHAPES:
            self.rows = (
                Rows.of(kind, question.content if question else {})
                if data is None
                else Rows.typed(kind, data)
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.rows and not self.rows.is_valid():
            self.add_error(None, _("Something in the answers cannot stay as it is: see there."))
        elif not self.errors:
            try:
                self.read = questions.read(self._raw(cleaned))
            except questions.Unreadable as refused:
                self.add_error(None, refused.sentence)
        return cleaned

    @property
    def to(self) -> dict[str, Any]:
        """Fields of Question."""
        read = self.read
        return {"kind": read.kind, "text": read.text, "content": read.content, "feedback": read.feedback}

    def beside_question(self, now: Question) -> list[Theirs]:
        """What somebody else wrote meanwhile."""
        theirs = self.beside(typed_of(now))
        if self.rows and Rows.of(self.kind, now.content).raw() != self.rows.raw():
            text = "\n".join(_row(one) for one in now.content[self.rows.shape.name])
            theirs.append(Theirs(str(self.rows.shape.said), text))
        return theirs

    def _raw(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        raw = {name: value for name, value in cleaned.items() if value is not None}
        raw["kind"] = self.kind
        if self.kind == Kind.TRUE_FALSE:
            raw["right"] = cleaned["right"] == TRUE
        for name in ("answer", "tolerance"):
            if isinstance(raw.get(name), float) and raw[name].is_integer():
                raw[name] = int(raw[name])
        if self.rows:
            raw[self.rows.shape.name] = self.rows.raw()
        return raw


def typed_of(question: Question) -> dict[str, Any]:
    """As the form shows it, without its rows."""
    content = question.content
    shown = {name: content[name] for name in FIELDS.get(question.kind, dict)() if name in content}
    if question.kind == Kind.TRUE_FALSE:
        shown["right"] = TRUE if content["right"] else FALSE
    if not shown.get("tolerance"):
        shown.pop("tolerance", None)
    return {"text": question.text, "feedback": question.feedback, **shown}


def _row(one: Any) -> str:
    if isinstance(one, str):
        return one
    if "left" in one:
        return f"{one['left']} – {one['right']}"
    mark = "✓ " if one.get("right") else ""
    return f"{mark}{one['text']}" + (f" ({one['feedback']})" if one.get("feedback") else "")


class CardForm(Typing):
    front = _prose(
        gettext_lazy("Front"),
        1_000,
        3,
        gettext_lazy("A question to oneself, about one thing. It is asked again in a few days, then weeks."),
        required=True,
    )
    back = _prose(
        gettext_lazy("Back"), 2_000, 3, gettext_lazy("Its answer, in a sentence or two."), required=True
    )
