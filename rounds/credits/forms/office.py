"""What staff write about accreditors, activities and roles."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.credits import claimable
from rounds.credits.models import Accreditor, Activity, Part, Role
from rounds.users.models import User

NUMBERS = (
    "minutes_per_credit",
    "step_hundredths",
    "faculty_hundredths_per_hour",
    "disclosure_months",
)
MINUTE = "%Y-%m-%dT%H:%M"  # as browsers send and want it


class AccreditorForm(forms.ModelForm):
    """Its fields' rules are the model's."""

    name = text_field(gettext_lazy("Name"), most=150, check=plain_text.line, required=True)
    unit = text_field(
        gettext_lazy("Unit of credit"),
        most=80,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy("As it must be written: “AMA PRA Category 1 Credit(s)™”."),
    )
    statement = text_field(
        gettext_lazy("Accreditation statement"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 5},
        help_text=gettext_lazy("Word for word, as the accreditor wants it. It stands on certificates."),
    )

    class Meta:
        model = Accreditor
        fields = ("name", "unit", "statement", *NUMBERS, "rounding", "repeat_counts_once", "is_active")


class DesignateForm(forms.Form):
    accreditor = forms.ModelChoiceField(
        label=gettext_lazy("Accreditor"), queryset=Accreditor.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    key = forms.SlugField(
        label=gettext_lazy("Key"),
        max_length=120,
        help_text=gettext_lazy("Of a course: the end of its address. Of anything else: a word of your own."),
    )
    title = text_field(
        gettext_lazy("Title"),
        most=200,
        check=plain_text.line,
        help_text=gettext_lazy("May be empty for what has a page here: it then has its own title."),
    )
    most_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes at most"),
        min_value=1,
        max_value=20_000,
        required=False,
        help_text=gettext_lazy(
            "May be empty for what has a page here: it then is as long as its authors say."
        ),
    )
    starts_at = forms.DateTimeField(
        label=gettext_lazy("Begins"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
        help_text=gettext_lazy("Empty for what everybody takes in their own time."),
    )
    ends_at = forms.DateTimeField(
        label=gettext_lazy("Ends"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
    )
    excludes = text_field(
        gettext_lazy("What does not count"),
        most=300,
        check=plain_text.line,
        help_text=gettext_lazy("“Lunch, and the exhibitor’s talk”. People read it before they claim."),
    )
    repeat_of = forms.ModelChoiceField(
        label=gettext_lazy("Repeats"),
        queryset=Activity.objects.none(),
        required=False,
        empty_label=gettext_lazy("nothing"),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        accreditor: Any = self.fields["accreditor"]
        accreditor.queryset = Accreditor.objects.active().order_by("name", "pk")
        timed = Activity.objects.exclude(starts_at=None).order_by("-starts_at", "pk")
        repeat_of: Any = self.fields["repeat_of"]
        repeat_of.queryset = timed
        kinds = [(name, one.label) for name, one in claimable.kinds().items()]
        known = dict(kinds)
        more = [("webinar", _("Webinar")), ("workshop", _("Workshop")), ("residency", _("Residency"))]
        kind: Any = self.fields["kind"]
        kind.choices = [*kinds, *[one for one in more if one[0] not in known]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        known = claimable.find(data.get("kind", ""), data.get("key", ""))
        if data.get("kind") in claimable.kinds() and known is None and "key" in data:
            self.add_error("key", _("There is nothing of this kind with this key."))
        data["title"] = data.get("title") or (known.title[:200] if known else "")
        data["most_minutes"] = data.get("most_minutes") or (known.minutes if known else None)
        for name in ("title", "most_minutes"):
            if not data[name] and name not in self.errors:
                self.add_error(name, _("Please fill this in."))
        self._check_times(data.get("starts_at"), data.get("ends_at"), data.get("most_minutes"))
        return data

    def _check_times(self, starts: datetime | None, ends: datetime | None, minutes: int | None) -> None:
        if bool(starts) != bool(ends):
            self.add_error("ends_at", _("Please give both, when it begins and when it ends; or neither."))
        elif starts and ends and ends <= starts:
            self.add_error("ends_at", _("It ends before it begins."))
        elif starts and ends and minutes and minutes * 60 > (ends - starts).total_seconds():
            self.add_error("most_minutes", _("That is longer than the activity."))


class RoleForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address that they sign in with"), max_length=254, widget=forms.EmailInput
    )
    kind = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.Kind.choices)
    part = forms.ModelChoiceField(
        label=gettext_lazy("Session"),
        queryset=Part.objects.none(),
        required=False,
        empty_label=gettext_lazy("all of it"),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of it"),
        min_value=1,
        max_value=20_000,
        required=False,
        help_text=gettext_lazy("Of a presenter or author. Empty: all of it."),
    )
    mitigation = text_field(
        gettext_lazy("How relations to companies are kept out"),
        most=1_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 3},
        help_text=gettext_lazy("Needed where they disclosed any. Learners read it before they begin."),
    )

    def __init__(self, data: Any = None, *, activity: Activity) -> None:
        super().__init__(data)
        parts = activity.parts.order_by("starts_at", "pk")
        part: Any = self.fields["part"]
        part.queryset = parts
        if not parts:
            del self.fields["part"]

    def clean_email(self) -> User:
        return _who(self.cleaned_data["email"])


class EnterForm(forms.Form):
    """What somebody took part in, as whoever held it knows."""

    email = forms.EmailField(label=gettext_lazy("E-mail address that they sign in with"), max_length=254)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes that they took part"), min_value=1, max_value=20_000
    )
    proof = text_field(
        gettext_lazy("What proves it"),
        most=200,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy(
            "“Sign-in sheet of May 2”. The person reads it when they take out their data."
        ),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="enter")

    def clean_email(self) -> User:
        return _who(self.cleaned_data["email"])


class ReverseForm(forms.Form):
    reason = text_field(
        gettext_lazy("Why it is taken back"),
        most=500,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy("The person reads it in their transcript."),
        error_messages={"required": gettext_lazy("Please say why: the person reads it.")},
    )


def _who(email: str) -> User:
    found = User.objects.filter(email__iexact=email, closed_at=None).first()
    if found is None:
        raise ValidationError(_("Nobody signs in with this address."))
    return found
