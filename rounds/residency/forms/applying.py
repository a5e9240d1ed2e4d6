"""What somebody writes in an application. It saves nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.residency.models import Application, Cohort

TYPED = ("role", "why", "access_needs", "wants_points")


class ApplicationForm(forms.Form):
    """As a draft nothing has to be filled in; sent, `role` and `why` have to be."""

    role = text_field(
        gettext_lazy("What you do, and where"),
        most=200,
        check=plain_text.line,
        help_text=gettext_lazy("Such as “Nurse educator, Harbor View Clinic”."),
    )
    why = text_field(
        gettext_lazy("Why you want to come"),
        most=4_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 8},
        help_text=gettext_lazy(
            "What you would like to be able to do afterwards, and for whom. Plain words are fine."
        ),
    )
    access_needs = text_field(
        gettext_lazy("What we should prepare for you"),
        most=1_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 3},
        help_text=gettext_lazy("Captions, a step-free room, breaks, food: whatever you need to take part."),
    )
    wants_points = forms.BooleanField(label=gettext_lazy("Pay the fee with my points"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        cohort: Cohort,
        application: Application | None = None,
        is_sent: bool = False,
    ) -> None:
        initial = {name: getattr(application, name) for name in TYPED} if application else None
        super().__init__(data, initial=initial)
        if not (cohort.fee_cents and cohort.takes_points):
            del self.fields["wants_points"]
        if is_sent:
            for name, fault in (("role", _("Please say what you do.")), ("why", _("Please say why."))):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = fault

    def text_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("role", "why", "access_needs")]
