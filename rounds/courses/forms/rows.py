"""The answers of a question, in rows: more of them, and another order, without a script and before anything is kept."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from django import forms
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.courses.models import Question
from rounds.courses.questions.reading import LONGEST_ANSWER, LONGEST_FEEDBACK, MOST, MOST_ACCEPTED

Kind = Question.Kind
FIRST, MORE = 4, 3  # rows at first, and with each "more"
RIGHT = "right"


def _short(label: Any) -> forms.CharField:
    return text_field(label, most=LONGEST_ANSWER, check=plain_text.line)


class AnswerRow(forms.Form):
    text = _short(gettext_lazy("Answer"))
    right = forms.BooleanField(label=gettext_lazy("Right"), required=False)
    feedback = text_field(
        gettext_lazy("What to say to whoever chooses it"), most=LONGEST_FEEDBACK, check=plain_text.paragraph
    )


class PairRow(forms.Form):
    left = _short(gettext_lazy("Left"))
    right = _short(gettext_lazy("Belongs to it"))


class ItemRow(forms.Form):
    text = _short(gettext_lazy("Part"))


class AcceptedRow(forms.Form):
    text = _short(gettext_lazy("Accepted answer"))


class Shape(NamedTuple):
    """`name`: of the list in the question's content. `is_plain`: a list of texts. `said`: above the rows."""

    name: str
    form: type[forms.Form]
    most: int
    said: Any
    is_plain: bool = False


SHAPES = {
    Kind.SINGLE: Shape("answers", AnswerRow, MOST, gettext_lazy("Answers, one of them right")),
    Kind.MULTIPLE: Shape("answers", AnswerRow, MOST, gettext_lazy("Answers, all that are right marked")),
    Kind.MATCHING: Shape("pairs", PairRow, MOST, gettext_lazy("What belongs together")),
    Kind.ORDERING: Shape("items", ItemRow, MOST, gettext_lazy("Parts, in the right order"), is_plain=True),
    Kind.SHORT: Shape(
        "accepted", AcceptedRow, MOST_ACCEPTED, gettext_lazy("Answers that are accepted"), is_plain=True
    ),
}


class Rows:
    """Of a kind that has them. One that is left empty is none."""

    def __init__(self, kind: str, values: list[dict[str, Any]], *, is_typed: bool) -> None:
        self.shape, self.is_single = SHAPES[Kind(kind)], kind == Kind.SINGLE
        self.values = values[: self.shape.most]
        self.is_typed = is_typed

    @classmethod
    def of(cls, kind: str, content: Mapping[str, Any]) -> Self:
        there: list[Any] = list(content.get(SHAPES[Kind(kind)].name, []))
        values = [one if isinstance(one, dict) else {"text": one} for one in there]
        empty: list[dict[str, Any]] = [{} for _ in range(max(FIRST - len(values), 1))]
        return cls(kind, [*values, *empty], is_typed=False)

    @classmethod
    def typed(cls, kind: str, data: Mapping[str, Any]) -> Self:
        shape, is_single = SHAPES[Kind(kind)], kind == Kind.SINGLE
        names = shape.form.base_fields
        values = [
            {name: data.get(f"row-{number}-{name}", "") for name in names}
            for number in range(_count(data, shape))
        ]
        for number, one in enumerate(values):
            if is_single:
                one[RIGHT] = data.get(RIGHT) == str(number)
            elif shape.form is AnswerRow:
                one[RIGHT] = bool(one[RIGHT])
        return cls(kind, values, is_typed=True)

    @property
    def can_have_more(self) -> bool:
        return len(self.values) < self.shape.most

    def done(self, do: str) -> Self:
        """After a button of the rows: "more", "up:2", "down:0"."""
        what, _colon, which = do.partition(":")
        if what == "more":
            self.values = [*self.values, *({} for _ in range(MORE))][: self.shape.most]
        elif which.isdecimal() and (at := int(which[:3])) < len(self.values):
            to = at - 1 if what == "up" else at + 1
            if what in ("up", "down") and 0 <= to < len(self.values):
                self.values.insert(to, self.values.pop(at))
        self.is_typed = False
        return self

    def shown(self) -> list[forms.Form]:
        return [self._form(number, one) for number, one in enumerate(self.values)]

    def _form(self, number: int, value: dict[str, Any]) -> forms.Form:
        prefix = f"row-{number}"
        if not self.is_typed:
            return self.shape.form(initial=value, prefix=prefix)
        return self.shape.form({f"{prefix}-{name}": one for name, one in value.items()}, prefix=prefix)

    def is_valid(self) -> bool:
        return all(one.is_valid() for one in self.shown())

    def raw(self) -> list[Any]:
        """As `questions.read` takes them."""
        cleaned = [one.cleaned_data for one in self.shown() if one.is_valid()]
        kept = [one for one in cleaned if any(value for name, value in one.items() if self._says(name))]
        return [one["text"] for one in kept] if self.shape.is_plain else kept

    def _says(self, name: str) -> bool:
        """A mark at an empty answer says nothing."""
        return not (name == RIGHT and self.shape.form is AnswerRow)


def _count(data: Mapping[str, Any], shape: Shape) -> int:
    asked = str(data.get("rows", ""))
    return min(int(asked[:4]), shape.most) if asked.isdecimal() and asked.isascii() else FIRST
