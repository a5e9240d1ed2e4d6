"""What the forms of authors have in common."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from rounds.core import plain_text

MOST, LONGEST = 30, 150


class Theirs(NamedTuple):
    """What somebody else wrote into a field meanwhile."""

    label: str
    text: str


class Typing(forms.Form):
    """Lines end as they do in files, whatever a browser sends."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in cleaned.items()
        }

    def beside(self, now: Mapping[str, Any]) -> list[Theirs]:
        """Where what is there now is not what was typed."""
        return [
            Theirs(str(field.label), _shown(field, now.get(field.name)))
            for field in self
            if field.name in now and not _same(field, now[field.name])
        ]


class _ManyField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        parts = [" ".join(one.split()) for one in self.parted(text)]
        return list(dict.fromkeys(one for one in parts if one))

    def parted(self, text: str) -> list[str]:
        raise NotImplementedError

    def validate(self, value: Any) -> None:
        if len(value) > MOST:
            raise ValidationError(_("At most %(most)d fit.") % {"most": MOST})
        for one in value:
            plain_text.line(one)
            if len(one) > LONGEST:
                told = {"begin": one[:40], "most": LONGEST}
                raise ValidationError(_("“%(begin)s …” is longer than %(most)d characters.") % told)

    def run_validators(self, value: Any) -> None:
        """They are for text; `validate` looks at each part."""


class ListField(_ManyField):
    """Parts between commas."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label=label, required=False, **more)

    def parted(self, text: str) -> list[str]:
        return text.replace("\n", ",").split(",")

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class LinesField(_ManyField):
    """A part in each line."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label=label, required=False, widget=forms.Textarea(attrs={"rows": 3}), **more)

    def parted(self, text: str) -> list[str]:
        return text.splitlines()

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


def _same(field: forms.BoundField, now: Any) -> bool:
    typed = _plain(field.value())
    return typed == _plain(field.field.prepare_value(now))


def _plain(value: Any) -> str:
    if value in (None, "", False):
        return ""
    return str(value).replace("\r\n", "\n").strip()


def _shown(field: forms.BoundField, now: Any) -> str:
    if isinstance(field.field, forms.BooleanField):
        return str(_("yes")) if now else str(_("no"))
    choices = dict(getattr(field.field, "choices", ()))
    known = {str(value): str(label) for value, label in choices.items()} if choices else {}
    return known.get(str(now), _plain(field.field.prepare_value(now)))
