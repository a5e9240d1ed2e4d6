"""What is typed on the ladder: by the fellow, by reviewers, by whoever nominates, and by the office."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rounds.core import plain_text
from rounds.core.text_fields import showable, text_field
from rounds.fellows.models import Opinion, Sharing
from rounds.media.pictures import Taken, take_in
from rounds.users.models import User

MOST_BYTES = 10 * 1024 * 1024
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Shown(forms.Form):
    """A form that can be shown again, whatever was typed into it."""

    def showable(self) -> Any:
        """The same faults, without characters that a page cannot carry."""
        self.data = showable(self.data)
        return self


def _long(label: Any, most: int, rows: int, *, required: bool = False, **more: Any) -> forms.CharField:
    return text_field(
        label,
        most=most,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": rows},
        required=required,
        **more,
    )


class PassageForm(Shown):
    base = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    text = _long(_("Text"), 12_000, 10, strip=False)

    def clean_text(self) -> str:
        """As it is stored: browsers send each end of a line as two characters."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n").replace("\r", "\n")


class TakenPartForm(Shown):
    taken_part = _long(
        _("Where you took part in the network"),
        2_000,
        4,
        help_text=_("Meetings, webinars, comments, other fellows whom you helped: what, and when."),
    )


class BegunForm(Shown):
    began = forms.DateField(
        label=_("Carrying it out began on"),
        widget=DAY,
        help_text=_("The day on which your plan was accepted, or a later one. The six months count from it."),
        error_messages={"required": _("Please choose a day.")},
    )


class WordsOfPicture(Shown):
    caption = text_field(_("Caption"), most=300, check=plain_text.line, required=True)
    alt = text_field(
        _("What it shows"),
        most=300,
        check=plain_text.line,
        required=True,
        help_text=_("For readers who do not see it. Say what matters in it, in a sentence."),
    )


class PictureForm(WordsOfPicture):
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_(
            "JPEG, PNG, WebP, AVIF or GIF, up to 10 MB. We keep the picture alone: not where or with what it"
            " was taken. No patients, please."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
        error_messages={
            "required": _("Please choose a file first."),
            "empty": _("The file is empty."),
        },
    )
    field_order = ("picture", "caption", "alt")

    def clean_picture(self) -> Taken:
        brought = self.cleaned_data["picture"]
        if brought.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 10 MB. Make it smaller first."))
        return take_in(brought.file, brought.name)


class ReadingForm(Shown):
    on = forms.DateField(label=_("Day"), widget=DAY, error_messages={"required": _("Please choose a day.")})
    value = forms.DecimalField(
        label=_("Figure"),
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        localize=True,
        error_messages={"required": _("Please write the figure.")},
    )


class SharingForm(Shown):
    kind = forms.ChoiceField(label=_("Kind"), choices=Sharing.Kind.choices)
    title = text_field(_("Title"), most=200, check=plain_text.line, required=True)
    venue = text_field(
        _("Where"),
        most=200,
        check=plain_text.line,
        required=True,
        help_text=_("The conference, journal, series or website."),
    )
    on = forms.DateField(label=_("When"), widget=DAY, error_messages={"required": _("Please choose a day.")})
    url = text_field(_("Link"), most=500, check=plain_text.line)

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        return plain_text.website(url) if url else ""


class OpinionForm(Shown):
    verdict = forms.ChoiceField(
        label=_("Your decision"),
        choices=Opinion.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    reasons = _long(
        _("Your reasons"),
        4_000,
        8,
        required=True,
        help_text=_("The fellow reads them, word for word. Where you return it, say what would help."),
        error_messages={"required": _("Please give your reasons: the fellow reads them.")},
    )


class PortfolioForm(Shown):
    about = _long(_("About you"), 2_000, 5, help_text=_("A few sentences. Markdown is fine."))
    is_public = forms.BooleanField(label=_("Everybody can see my portfolio"), required=False)
    shows_level = forms.BooleanField(label=_("My level stands beside my name"), required=False)
    shows_plan = forms.BooleanField(
        label=_("Everybody can read my strategic plan, from my portfolio"),
        required=False,
        help_text=_(
            "The version that was accepted, whole and with its budget. Members chosen as owners of a tactic are not"
            " named; names that you typed are. Ask those who wrote it with you first."
        ),
    )


class NominationForm(Shown):
    reasons = _long(
        _("Your reasons"),
        4_000,
        8,
        required=True,
        help_text=_("What this fellow did for the field, and how one can see it. Two reviewers read this."),
        error_messages={"required": _("Please give your reasons.")},
    )


class TakeBackForm(Shown):
    reason = _long(
        _("Reason"),
        4_000,
        4,
        required=True,
        help_text=_("The fellow reads it."),
        error_messages={"required": _("Please give the reason: the fellow reads it.")},
    )


class ReviewerForm(forms.Form):
    """`people`: all who review, with the tie of those who may not, so that nobody is missed without a word."""

    reviewer = forms.TypedChoiceField(label=_("Reviewer"), coerce=int)

    def __init__(self, data: Any, people: list[User], tied: dict[int, Any], **more: Any) -> None:
        super().__init__(data, **more)
        choices = [(one.pk, f"{one} – {tied[one.pk]}" if one.pk in tied else str(one)) for one in people]
        self.fields["reviewer"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]
