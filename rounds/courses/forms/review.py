"""Where a learner lives, so that a day begins when theirs does."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rounds.courses import days


class LivingForm(forms.Form):
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("Cards come with your day, and mail about them in your morning."),
    )

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        names = sorted(days.names())
        usual = [("", _("as this site has it"))]
        self.fields["time_zone"].choices = usual + [(one, one.replace("_", " ")) for one in names]  # type: ignore[attr-defined]
