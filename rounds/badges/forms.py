"""What people bring or write. They save nothing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.badges import opening
from rounds.badges.models import RESERVED, Achievement
from rounds.badges.refusals import UNREADABLE
from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.users.models import User


class VerifyForm(forms.Form):
    """`cleaned_data["credential"]`: what was in the file, or in the text."""

    file = forms.FileField(
        label=gettext_lazy("The badge as a file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".png,.json,image/png,application/json"}),
        help_text=gettext_lazy("A PNG picture with a badge in it, or a JSON file. We keep nothing of it."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or its text"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=gettext_lazy("What is in the JSON file, from the first brace to the last."),
    )

    def clean(self) -> dict[str, Any]:
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text")
        if not file and not text:
            self.add_error("file", _("Please choose a file, or paste the text of a badge."))
            return self.cleaned_data
        try:
            content = file.read(opening.MOST_FILE + 1) if file else str(text).encode()
            self.cleaned_data["credential"] = opening.opened(content)
        except opening.Unreadable as fault:
            self.add_error("file" if file else "text", UNREADABLE[fault.why])
        return self.cleaned_data


class AchievementForm(forms.Form):
    name = text_field(gettext_lazy("Name"), most=150, check=plain_text.name, required=True)
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        max_length=80,
        help_text=gettext_lazy("The end of /badges/…/. It stands in every badge, so it stays as it is."),
    )
    code = text_field(
        gettext_lazy("Code"),
        most=20,
        check=plain_text.name,
        help_text=gettext_lazy("Such as “PRO 101”. It stands above the name in the picture. May be empty."),
    )
    description = text_field(
        gettext_lazy("What it is, in one or two sentences"), most=500, check=plain_text.line, required=True
    )
    criteria = text_field(
        gettext_lazy("What one has to do for it"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        attrs={"rows": 5},
    )
    language = forms.RegexField(
        r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        label=gettext_lazy("Language"),
        max_length=35,
        initial="en",
        help_text=gettext_lazy("A tag of BCP 47: “en”, “es-MX”."),
    )

    def __init__(self, data: Any = None, *, achievement: Achievement | None = None) -> None:
        names = ("name", "code", "description", "criteria", "language")
        initial = {name: getattr(achievement, name) for name in names} if achievement else None
        super().__init__(data, initial=initial)
        if achievement:
            del self.fields["slug"]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if slug in RESERVED or Achievement.objects.filter(slug=slug).exists():
            raise ValidationError(_("This address is taken."))
        return slug


class AwardForm(forms.Form):
    """`cleaned_data["email"]` is the person."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the person"),
        max_length=254,
        help_text=gettext_lazy(
            "With which they sign in here. It stands in the badge as a hash, not in letters."
        ),
    )
    evidence = text_field(
        gettext_lazy("What they earned it by"),
        most=500,
        check=plain_text.line,
        help_text=gettext_lazy("One sentence, for whoever looks at the badge. May be empty."),
    )

    def clean_email(self) -> User:
        found = User.objects.filter(email=self.cleaned_data["email"].lower(), is_active=True).first()
        if found is None or found.closed_at:
            raise ValidationError(_("Nobody signs in with this address."))
        return found


class RevokeForm(forms.Form):
    reason = text_field(
        gettext_lazy("Why"),
        most=300,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy("Its holder reads this, and nobody else outside the office."),
    )
