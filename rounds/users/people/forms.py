"""What people write about themselves, to the values that an action takes. Saves nothing."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rounds.core import plain_text
from rounds.core.text_fields import showable, text_field
from rounds.users.actions.profiles import Said
from rounds.users.credentials.known import known
from rounds.users.models import Audience, Profile
from rounds.users.models.profiles import MOST_LANGUAGES, MOST_LINKS, MOST_TOPICS
from rounds.users.people import finding, languages, pictures
from rounds.users.people.topics import LONGEST, SUGGESTED, key_of


class ProfileForm(forms.Form):
    """Each part with who sees it."""

    name = text_field(
        gettext_lazy("Name"),
        most=200,
        check=plain_text.name,
        required=True,
        help_text=gettext_lazy("As you wish to be called."),
        attrs={"autocomplete": "name"},
        error_messages={"required": gettext_lazy("Please write how you wish to be called.")},
    )
    pronouns = text_field(
        gettext_lazy("Pronouns"),
        most=40,
        check=plain_text.line,
        help_text=gettext_lazy("Such as she/her, they/them."),
    )
    headline = text_field(
        gettext_lazy("Headline"),
        most=160,
        check=plain_text.line,
        help_text=gettext_lazy("What you do, in a line."),
    )
    role = text_field(
        gettext_lazy("Role"),
        most=160,
        check=plain_text.line,
        help_text=gettext_lazy(
            "What you are at your organization. It is shown beside an organization that is proven."
        ),
        attrs={"autocomplete": "organization-title"},
    )
    about = text_field(
        gettext_lazy("About you"),
        most=3_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 6},
    )
    suggested = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What you know about, or want to talk about. Ten at most."),
    )
    topics = text_field(
        gettext_lazy("More topics"),
        most=600,
        check=plain_text.line,
        help_text=gettext_lazy("A word or two each, with commas between them."),
    )
    languages = text_field(
        gettext_lazy("Languages you speak"),
        most=400,
        check=plain_text.line,
        help_text=gettext_lazy(
            "With commas between them, such as: English, Spanish, American Sign Language."
        ),
    )
    is_listed = forms.BooleanField(
        label=gettext_lazy("Members may find me in the directory"),
        required=False,
        help_text=gettext_lazy("In the search you are found as well then, by those who may see your name."),
    )

    def __init__(self, data: QueryDict | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        choices = self.fields["suggested"]
        choices.choices = [(str(one), str(one)) for one in SUGGESTED]  # type: ignore[attr-defined]
        for part in Profile.PARTS:
            self.fields[f"{part}_for"] = _audience_field(part)
        for number in range(MOST_LINKS):
            self.fields[f"link_{number}_label"] = text_field(
                _("Link %(number)d: what it is") % {"number": number + 1}, most=60, check=plain_text.line
            )
            self.fields[f"link_{number}_url"] = text_field(
                _("Link %(number)d: address") % {"number": number + 1},
                most=300,
                check=plain_text.paragraph,
                attrs={"inputmode": "url", "spellcheck": "false"},
            )

    def clean_topics(self) -> list[str]:
        written = _between_commas(self.cleaned_data["topics"])
        for topic in written:
            if len(topic) > LONGEST or not key_of(topic):
                message = _("“%(topic)s” is too long for a topic. A word or two are enough.")
                raise ValidationError(message % {"topic": topic})
        return written

    def clean_languages(self) -> list[str]:
        written = _between_commas(self.cleaned_data["languages"])
        codes = list(dict.fromkeys(_language(one) for one in written))
        if len(codes) > MOST_LANGUAGES:
            raise ValidationError(_("At most %(most)d languages fit.") % {"most": MOST_LANGUAGES})
        return codes

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if len(self._topics()) > MOST_TOPICS and "topics" not in self.errors:
            message = ngettext("At most %(most)d topic fits.", "At most %(most)d topics fit.", MOST_TOPICS)
            self.add_error("topics", message % {"most": MOST_TOPICS})
        for number in range(MOST_LINKS):
            self._clean_link(number)
        if told.get("is_listed") and told.get("name_for") == Audience.ME:
            self.add_error("is_listed", _("Nobody can find you while your name is for you alone."))
        return told

    def said(self) -> Said:
        told = self.cleaned_data
        return Said(
            **{part: told[part] for part in ("name", "pronouns", "headline", "role", "about")},
            topics=self._topics(),
            languages=told["languages"],
            links=[one for one in self._links() if one[1]],
            audiences={part: told[f"{part}_for"] for part in Profile.PARTS},
            is_listed=told["is_listed"],
        )

    def showable(self) -> "ProfileForm":
        """The same form with its faults, as a page can carry it."""
        data = QueryDict(mutable=True)
        for name, values in self.data.lists():  # type: ignore[attr-defined]
            data.setlist(name, list(showable(dict(enumerate(values))).values()))  # type: ignore[arg-type]
        self.data = data
        return self

    @cached_property
    def link_rows(self) -> list[tuple[Any, Any]]:
        """Those with something in them, and one more."""
        return self._link_rows[: self._links_shown]

    @cached_property
    def more_link_rows(self) -> list[tuple[Any, Any]]:
        return self._link_rows[self._links_shown :]

    @cached_property
    def _link_rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"link_{number}_label"], self[f"link_{number}_url"]) for number in range(MOST_LINKS)]

    @cached_property
    def _links_shown(self) -> int:
        filled = [n for n, row in enumerate(self._link_rows, 2) if any(field.value() for field in row)]
        return max(filled, default=1)

    def _topics(self) -> list[str]:
        told = [*self.cleaned_data.get("suggested", []), *self.cleaned_data.get("topics", [])]
        return list({key_of(one): one for one in reversed(told)}.values())[::-1]

    def _links(self) -> Iterator[tuple[str, str]]:
        for number in range(MOST_LINKS):
            label, url = (self.cleaned_data.get(f"link_{number}_{what}", "") for what in ("label", "url"))
            yield label or re.sub(r"^https://(www\.)?", "", url).partition("/")[0][:60], url

    def _clean_link(self, number: int) -> None:
        url = self.cleaned_data.get(f"link_{number}_url", "")
        if not url:
            if self.cleaned_data.get(f"link_{number}_label") and f"link_{number}_url" not in self.errors:
                self.add_error(f"link_{number}_url", _("Please paste the address, or empty what it is."))
            return
        try:
            address = plain_text.website(url)
            if not address.startswith("https://"):
                raise ValidationError(_("The address begins with http://. Only https:// is safe to follow."))
            if len(address) > 300:
                raise ValidationError(_("The address is longer than 300 characters."))
        except ValidationError as fault:
            self.add_error(f"link_{number}_url", fault)
        else:
            self.cleaned_data[f"link_{number}_url"] = address


class PictureForm(forms.Form):
    picture = forms.FileField(
        label=gettext_lazy("A picture of you"),
        help_text=gettext_lazy(
            "JPEG, PNG or WebP, up to 10 MB. We keep the picture alone: not where or with what it was taken."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": gettext_lazy("Please choose a file first."),
            "empty": gettext_lazy("The file is empty."),
        },
    )

    def clean_picture(self) -> pictures.Picture:
        brought = self.cleaned_data["picture"]
        try:
            return pictures.take_in(brought.file, brought.size)
        except pictures.Refused as refused:
            raise ValidationError(str(refused)) from refused


class SearchForm(forms.Form):
    """Whatever cannot be read is left out: a search has no faults."""

    q = forms.CharField(required=False)
    topic = forms.CharField(required=False)
    language = forms.CharField(required=False)
    credential = forms.CharField(required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__({name: data.get(name, "")[:200].replace("\0", "") for name in self.base_fields})
        self.after = data.get("after", "")

    def clean_language(self) -> str:
        code = self.cleaned_data["language"]
        return code if code in languages.common_codes() else ""

    def clean_credential(self) -> str:
        abbreviation = self.cleaned_data["credential"]
        return abbreviation if abbreviation in known() else ""

    def query(self) -> finding.Query:
        self.is_valid()
        told = self.cleaned_data
        return finding.Query(
            text=told["q"],
            topic=told["topic"],
            language=told["language"],
            credential=told["credential"],
            after=self.after,
        )


def _audience_field(part: str) -> forms.ChoiceField:
    part_name = getattr(Profile._meta.get_field(f"{part}_for"), "verbose_name", part)
    label = _("Who sees it: %(part)s") % {"part": part_name}
    return forms.ChoiceField(label=label, choices=Audience.choices)


def _between_commas(text: str) -> list[str]:
    return [one for part in re.split(r"[,;、،]", text) if (one := " ".join(part.split()))]


def _language(text: str) -> str:
    code = languages.read(text)
    if code is not None:
        return code
    if guess := languages.nearest(text):
        message = _("We do not know a language called “%(text)s”. Did you mean %(guess)s?")
        raise ValidationError(message % {"text": text, "guess": guess})
    raise ValidationError(_("We do not know a language called “%(text)s”.") % {"text": text})
