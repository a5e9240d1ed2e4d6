"""How a section came to say what it says, and back to how it was."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rounds.core.merging import differences
from rounds.plans.actions.texts import Conflict, go_back
from rounds.plans.models import Key, Section, Text
from rounds.plans.refusing import Refused
from rounds.plans.sittings import sittings
from rounds.plans.views.place import Place, for_authors, number, tell


@for_authors
def history(request: HttpRequest, place: Place, key: str) -> HttpResponseBase:
    section = get_object_or_404(Section, plan=place.plan, key=key)
    if request.method == "POST":
        return _go_back(request, place, section)
    asked = request.GET.get("text", "")
    chosen = get_object_or_404(section.texts.select_related("by"), number=number(asked)) if asked else None
    since = number(request.GET.get("since") or "0")
    context = {
        "place": place,
        "plan": place.plan,
        "section": section,
        "title": Key(key).label,
        "sittings": sittings(section),
        "chosen": chosen,
        "since": since,
        "done": differences(_text(section, since), chosen.text) if chosen else None,
        "now": differences(chosen.text, section.text) if chosen else None,
    }
    return render(request, "plans/history.html", context)


def _text(section: Section, number: int) -> str:
    """ "" for none, and where it was thinned out."""
    found = Text.objects.filter(section=section, number=number).values_list("text", flat=True).first()
    return found or ""


def _go_back(request: HttpRequest, place: Place, section: Section) -> HttpResponseBase:
    chosen = get_object_or_404(section.texts, number=number(request.POST.get("text")))
    try:
        answer = go_back(
            section=section,
            number=chosen.number,
            base=number(request.POST.get("base")),
            by=place.user,
            at=place.at,
        )
    except Refused as refused:
        tell(request, refused)
        return redirect("plans:history", place.plan.code, section.key)
    if isinstance(answer, Conflict):
        messages.warning(
            request,
            _("A colleague wrote in this section meanwhile. Look at their words, then go back again."),
        )
        return redirect("plans:history", place.plan.code, section.key)
    messages.success(request, _("The section says again what it said. What stood before is kept here."))
    return redirect("plans:section", place.plan.code, section.key)
