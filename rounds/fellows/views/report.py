"""The report of the silver step: written in sections that are saved as typed, with pictures and figures; and sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from rounds.core import typed
from rounds.core.merging import differences
from rounds.fellows import ladder, progress, reporting
from rounds.fellows.actions import pictures, readings, sending, writing
from rounds.fellows.counting import words
from rounds.fellows.forms import (
    BegunForm,
    PassageForm,
    PictureForm,
    ReadingForm,
    TakenPartForm,
    WordsOfPicture,
)
from rounds.fellows.models import Level, Passage, Picture, Step
from rounds.fellows.refusals import why
from rounds.fellows.refusing import Refused
from rounds.fellows.showing import HINTS
from rounds.fellows.views.place import number, own_page, own_step, tell, wants_json
from rounds.plans.models import Measure, Reading
from rounds.users.signed_in import person


@own_page
def report(request: HttpRequest) -> HttpResponse:
    step = own_step(request, Level.SILVER)
    if request.method != "POST":
        return page(request, step)
    match request.POST.get("do"):
        case "send":
            return _send(request, step)
        case "took-part":
            return _say(request, step, TakenPartForm(request.POST), "taken_part_form", "taken-part")
        case "began":
            return _say(request, step, BegunForm(request.POST), "begun_form", "clock")
    return redirect("fellows:report")


@own_page
def passage(request: HttpRequest, key: str) -> HttpResponse:
    """A section: saved by the script while it is typed, by its button, or by hand after a clash."""
    step = own_step(request, Level.SILVER)
    found = get_object_or_404(step.passages, key=key)
    if request.method != "POST":
        before = typed.take(request)
        return _passage(
            request, step, found, PassageForm(before) if before else None, is_restored=bool(before)
        )
    form = PassageForm(request.POST)
    if not form.is_valid():
        return _refused(request, step, found, form.showable(), 422, _first_fault(form))
    try:
        saved = writing.save_passage(
            step=step, key=key, by=person(request), at=timezone.now(), **form.cleaned_data
        )
    except Refused as refused:
        return _refused(request, step, found, form, 409, why(refused))
    if saved.theirs is not None:
        return _clash(request, step, saved, form)
    if wants_json(request):
        return JsonResponse(_told(step, saved))
    messages.success(request, _("Saved."))
    return redirect(reverse("fellows:report") + f"#section-{key}")


@own_page
def picture(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new one, or the words of one that is there."""
    step = own_step(request, Level.SILVER)
    found = get_object_or_404(step.pictures, pk=pk) if pk else None
    if request.method != "POST":
        initial = {"caption": found.caption, "alt": found.alt} if found else {}
        form = WordsOfPicture(initial=initial) if found else PictureForm()
        return _picture(request, step, found, form)
    if found and request.POST.get("do") == "take-out":
        return _do(request, lambda: pictures.take_picture_out(picture=found, **_who(request)), "pictures")
    form = WordsOfPicture(request.POST) if found else PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return _picture(request, step, found, form.showable(), status=422)
    to = dict(form.cleaned_data)
    if found:
        return _do(
            request, lambda: pictures.describe_picture(picture=found, **to, **_who(request)), "pictures"
        )
    taken = to.pop("picture")
    return _do(
        request, lambda: pictures.add_picture(step=step, taken=taken, **to, **_who(request)), "pictures"
    )


@own_page
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Figures of one measure."""
    step = own_step(request, Level.SILVER)
    measures = Measure.objects.filter(plan=step.plan_id, taken_out_at=None)
    found = get_object_or_404(measures, pk=pk)
    if request.method != "POST":
        return _reading(request, step, found, ReadingForm(initial={"on": localdate()}))
    if request.POST.get("do") == "take-out":
        rows = Reading.objects.select_related("measure").filter(measure=found)
        one = get_object_or_404(rows, pk=number(request.POST.get("reading")))
        return _do(
            request, lambda: readings.take_reading_out(step=step, reading=one, **_who(request)), "measures"
        )
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return _reading(request, step, found, form.showable(), status=422)
    try:
        readings.add_reading(step=step, measure=found, **form.cleaned_data, **_who(request))
    except Refused as refused:
        return _reading(request, step, found, form, warning=why(refused), status=409)
    messages.success(request, _("Saved."))
    return redirect(reverse("fellows:report") + "#measures")


def page(request: HttpRequest, step: Step, *, status: int = 200, **more: Any) -> HttpResponse:
    before = typed.take(request) if request.method == "GET" else None
    now = timezone.now()
    context = {
        "step": step,
        "sections": [(one, HINTS[Passage.Key(one.key)], words(one.text)) for one in reporting.in_order(step)],
        "count": reporting.word_count(step),
        "fault": reporting.about_words(reporting.word_count(step)),
        "least": ladder.LEAST_WORDS,
        "most": ladder.MOST_WORDS,
        "pictures": step.pictures.order_by("position", "pk"),
        "most_pictures": Picture.MOST,
        "ways": progress.ways(step),
        "months": reporting.months(step, localdate(now)),
        "is_early": reporting.is_early(step, now),
        "earliest": reporting.earliest_day(step),
        "lacks": reporting.lacks(step),
        "taken_part_form": TakenPartForm(before or {"taken_part": step.taken_part}),
        "begun_form": BegunForm(initial={"began": localdate(step.began_at)}),
        "is_restored": before is not None,
        **more,
    }
    return render(request, "fellows/report.html", context, status=status)


def _send(request: HttpRequest, step: Step) -> HttpResponse:
    try:
        sending.send(step=step, **_who(request))
    except Refused as refused:
        step.refresh_from_db()
        return page(request, step, warning=why(refused), status=409)
    messages.success(request, _("It is sent. Two reviewers read it now; you hear from us by mail."))
    return redirect("fellows:mine")


def _say(request: HttpRequest, step: Step, form: Any, name: str, place: str) -> HttpResponse:
    if not form.is_valid():
        return page(request, step, **{name: form.showable()}, status=422)
    try:
        if name == "begun_form":
            writing.say_when_begun(step=step, on=form.cleaned_data["began"], **_who(request))
        else:
            writing.say_taken_part(step=step, text=form.cleaned_data["taken_part"], **_who(request))
    except Refused as refused:
        return page(request, step, **{name: form}, warning=why(refused), status=409)
    messages.success(request, _("Saved."))
    return redirect(reverse("fellows:report") + f"#{place}")


def _told(step: Step, saved: writing.Saved) -> dict[str, Any]:
    """For the script. `text`: where it is not what was sent."""
    count = reporting.word_count(step)
    return {
        "version": saved.passage.version,
        "mine": saved.mine,
        "text": saved.passage.text if saved.is_merged else None,
        "said": _("Saved, with what came from your other window") if saved.is_merged else _("Saved"),
        "count": count,
    }


def _clash(request: HttpRequest, step: Step, saved: writing.Saved, form: PassageForm) -> HttpResponse:
    said = _("The same words were changed in another window. Both versions are kept; please choose.")
    theirs = {"text": saved.theirs, "between": differences(saved.theirs or "", form.cleaned_data["text"])}
    return _refused(request, step, saved.passage, form, 409, said, theirs=theirs)


def _refused(
    request: HttpRequest, step: Step, found: Passage, form: PassageForm, status: int, said: str, **more: Any
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(
            {"said": said, "url": reverse("fellows:passage", args=[found.key])}, status=status
        )
    return _passage(request, step, found, form, warning=said, status=status, **more)


def _passage(
    request: HttpRequest,
    step: Step,
    found: Passage,
    form: PassageForm | None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "step": step,
        "passage": found,
        "hint": HINTS[Passage.Key(found.key)],
        "form": form or PassageForm(initial={"text": found.text}),
        **more,
    }
    return render(request, "fellows/passage.html", context, status=status)


def _picture(
    request: HttpRequest, step: Step, found: Picture | None, form: Any, *, status: int = 200
) -> HttpResponse:
    context = {"step": step, "picture": found, "form": form}
    return render(request, "fellows/picture.html", context, status=status)


def _reading(
    request: HttpRequest, step: Step, measure: Measure, form: ReadingForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    rows = Reading.objects.filter(measure=measure).order_by("on")
    context = {"step": step, "measure": measure, "readings": rows, "form": form, **more}
    return render(request, "fellows/reading.html", context, status=status)


def _do(request: HttpRequest, act: Any, place: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        tell(request, refused)
    return redirect(reverse("fellows:report") + f"#{place}")


def _first_fault(form: PassageForm) -> str:
    return str(next(iter(form.errors.values()))[0])


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": person(request), "at": timezone.now()}
