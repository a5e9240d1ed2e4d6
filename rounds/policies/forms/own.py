"""What leaders type into their organization's own policy."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from rounds.core import plain_text
from rounds.core.text_fields import showable, text_field
from rounds.policies.actions.writing import Typed
from rounds.policies.workbench import Gap

MOST_IN_BLANK = 250


class ClauseForm(forms.Form):
    heading = text_field(_("Heading"), most=150, check=plain_text.line, required=True)
    text = text_field(
        _("Text"),
        most=10_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        attrs={"rows": 12},
        help_text=_(
            "An empty line begins a paragraph; lines that begin with “- ” are a list; **bold**, *italic*,"
            " [words](https://example.org). A blank is a name in double braces: {{ contact }}."
        ),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__({name: lines(str(value)) for name, value in data.items()} if data else data, **more)

    def showable(self) -> "ClauseForm":
        """The same faults, without characters that a page cannot carry."""
        self.data = showable(self.data)
        return self


class ReleaseForm(forms.Form):
    title = text_field(_("Title"), most=150, check=plain_text.line, required=True)
    contact = text_field(
        _("Who answers questions about it"),
        most=250,
        check=plain_text.line,
        required=True,
        help_text=_("A name, an office, a telephone number or an e-mail address. Every reader sees it."),
    )
    what_changed = text_field(
        _("What changed"),
        most=500,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 3},
        help_text=_("A sentence or two for people who know the release before."),
    )

    def showable(self) -> "ReleaseForm":
        self.data = showable(self.data)
        return self


class BlanksForm(forms.Form):
    """One field for each blank, and what stood in it when the page was opened."""

    def __init__(self, gaps: Iterable[Gap], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        for gap in gaps:
            self.fields[f"blank-{gap.key}"] = text_field(
                gap.label,
                most=MOST_IN_BLANK,
                check=plain_text.line,
                initial=gap.value,
                help_text=_help(gap),
            )

    def typed(self) -> dict[str, Typed]:
        return {
            name.removeprefix("blank-"): Typed(lines(self.data.get(f"was-{name}")), text)
            for name, text in self.cleaned_data.items()
        }

    def rows(self) -> list[tuple[forms.BoundField, str]]:
        """Each field with the value that the next save begins from."""
        return [(self[name], str(field.initial)) for name, field in self.fields.items()]

    def showable(self) -> "BlanksForm":
        self.data = showable(self.data)
        return self


def _help(gap: Gap) -> str:
    example = _("For example: %(example)s") % {"example": gap.example} if gap.example else ""
    return escape(" ".join(part for part in (gap.hint, str(example)) if part))


def lines(text: str | None) -> str:
    """As it is stored: browsers send each end of a line as two characters."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")
