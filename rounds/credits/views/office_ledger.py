"""One line of the ledger, explained, and taken back; and one person's transcript."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.credits import transcript
from rounds.credits.actions.reversing import reverse
from rounds.credits.explaining import credit
from rounds.credits.forms.office import ReverseForm
from rounds.credits.models import Entry
from rounds.credits.periods import moment
from rounds.credits.refusals import why
from rounds.credits.refusing import Refused
from rounds.credits.views.office import above, keepers, show, status, typed, typing
from rounds.users.models import User
from rounds.users.signed_in import person


@typing
@keepers
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Entry.objects.select_related("activity__accreditor", "user", "by", "reverses", "reversed_by"), pk=pk
    )
    form = ReverseForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            reverse(entry=found, **form.cleaned_data, by=person(request), at=timezone.now())
        except Refused as refused:
            messages.error(request, why(refused))
            return _entry(request, found, form, 409)
        messages.success(request, _("Taken back. The person reads why."))
        return redirect("office_credit_entry", pk)
    return _entry(request, found, form, status(form))


def _entry(request: HttpRequest, found: Entry, form: ReverseForm, code: int) -> HttpResponse:
    title = f"{credit(found.hundredths)} · {found.activity.title}"
    context = {
        "entry": found,
        "taken_back_by": getattr(found, "reversed_by", None),
        "evidence": [(name, _said(name, value)) for name, value in sorted(found.evidence.items())],
        "form": form,
    }
    return show(request, "entry", title, context, above(), status=code)


def _said(name: str, value: Any) -> str:
    """Periods as times of day; anything else as it was written."""
    if name != "periods":
        return str(value)
    times = [
        [date_format(timezone.localtime(moment(one)), "DATETIME_FORMAT") for one in period]
        for period in value
    ]
    return ", ".join("–".join(one) for one in times)


@require_safe
@keepers
def somebody(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User, pk=pk)
    context = {"somebody": found, "years": transcript.years(found)}
    return show(request, "somebody", _("Credit of %(name)s") % {"name": found}, context, above())
