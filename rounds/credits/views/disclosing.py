"""What a person discloses: of the months before, whatever it is, before they have a say in any content."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.limits import admit
from rounds.core.private_pages import private
from rounds.credits.actions.disclosing import disclose
from rounds.credits.disclosures import months_before, newest_of
from rounds.credits.forms.mine import MOST_RELATIONS, DisclosureForm, refuse_none, relations_form
from rounds.credits.models import Accreditor, Role
from rounds.users.signed_in import person

MONTHS = 24  # where there is no accreditor yet


@private
@login_required
def disclosures(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request)
    form, relations = DisclosureForm(request.POST), relations_form(request.POST)
    if request.POST.get("do") == "more":
        return _show(request, relations=_with_more(relations, len(relations.forms)))
    if not (form.is_valid() & relations.is_valid()):
        return _show(request, form=form, relations=relations, status=422)
    related = relations.related()
    refuse_none(form, related)
    if form.errors:
        return _show(request, form=form, relations=relations, status=422)
    if not admit(request, "disclose", places=20, seconds=3600, who=str(person(request).pk)):
        messages.error(request, _("That was very often. Please try again in an hour; nothing was kept."))
        return redirect("credits:disclosures")
    disclose(person=person(request), months=_months(), relations=related, at=timezone.now())
    messages.success(request, _("Thank you. It is kept, and learners read it before what you have a say in."))
    return redirect("credits:disclosures")


def _with_more(relations: Any, rows: int) -> Any:
    """What was typed, and three rows more."""
    typed = [
        {
            name: relations.data.get(f"r-{row}-{name}", "")
            for name in ("company", "kind", "has_ended", "is_in_control")
        }
        for row in range(rows)
    ]
    filled = [one for one in typed if any(one.values())]
    return relations_form(rows=min(3, max(0, MOST_RELATIONS - len(filled))), initial=filled)


def _show(
    request: HttpRequest,
    *,
    form: DisclosureForm | None = None,
    relations: Any = None,
    status: int = 200,
) -> HttpResponse:
    user, now = person(request), timezone.now()
    said = newest_of(user)
    there = list(said.relations.order_by("pk")) if said else []
    months = _months()
    typed = request.POST.get("what", "") if request.method == "POST" else ""
    context = {
        "said": said,
        "there": there,
        "is_old": said and said.given_at < months_before(now, months),
        "months": months,
        "since": months_before(now, months),
        "roles": Role.objects.current()
        .filter(person=user)
        .select_related("activity")
        .order_by("-given_at", "pk"),
        "form": form or DisclosureForm(initial={"what": typed}),
        "relations": relations or relations_form(initial=_typed(there)),
    }
    return render(request, "credits/disclosures.html", context, status=status)


def _typed(there: list[Any]) -> list[dict[str, Any]]:
    return [
        {name: getattr(one, name) for name in ("company", "kind", "has_ended", "is_in_control")}
        for one in there
    ]


def _months() -> int:
    """Enough for every accreditor."""
    most = Accreditor.objects.active().aggregate(most=Max("disclosure_months"))["most"]
    return max(MONTHS, most or 0)
