"""A reviewer's desk: the plan as it was sent, beside the rubric. What is typed is saved as it is typed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.plain_text import without_unprintable
from rounds.plans import rubric
from rounds.plans.access import REVIEW
from rounds.plans.actions import drafting, reviewing
from rounds.plans.actions.drafting import ChangedMeanwhile
from rounds.plans.differing import between
from rounds.plans.forms.judging import Desk, Mark, Note, as_kept, as_typed
from rounds.plans.models import Key, Review
from rounds.plans.naming import is_late, open_reviews
from rounds.plans.refusing import Refused
from rounds.plans.shape import read
from rounds.plans.showing import names_in, shown
from rounds.plans.views.place import Place, for_readers, signed_in
from rounds.users.models import User
from rounds.users.signed_in import person


@signed_in
def reviews(request: HttpRequest) -> HttpResponse:
    """What is on one's desk, and what one has judged."""
    user = person(request)
    done = Review.objects.filter(reviewer=user, decided_at__isnull=False).select_related("plan")
    if not user.has_perm(REVIEW) and not done.exists():
        raise Http404
    today = timezone.localdate()
    context = {
        "reviews": [(one, is_late(one, today)) for one in open_reviews(user)],
        "done": done.order_by("-decided_at")[:50],
    }
    return render(request, "plans/review/reviews.html", context)


@for_readers
def desk(request: HttpRequest, place: Place) -> HttpResponse:
    """Whoever has reviewed it is led to what they said; for others there is no such page."""
    review = open_reviews(place.user).filter(plan=place.plan).first()
    if review is None or not place.user.has_perm(REVIEW):
        if place.part.reviews:
            return redirect("plans:remarks", place.plan.code)
        raise Http404
    if request.method == "POST":
        return _post(request, place, review)
    return _show(request, place, review, as_kept(review, rubric.numbered(review.rubric)))


def _post(request: HttpRequest, place: Place, review: Review) -> HttpResponse:
    do = request.POST.get("do", "")
    typed = as_typed(review, rubric.numbered(review.rubric), request.POST)
    _save(typed, review, place.user, place.at)
    if do == "autosave":
        return _told(request, place, typed)
    if not typed.is_kept:
        return _show(request, place, review, typed, status=409 if typed.is_clashing else 422)
    try:
        return _do(request, place, review, do, typed)
    except Refused as refused:
        review.refresh_from_db()
        fresh = as_kept(review, rubric.numbered(review.rubric))
        fresh.verdict, fresh.problems = typed.verdict, str(refused).split("\n")
        return _show(request, place, review, fresh, status=422)


def _do(request: HttpRequest, place: Place, review: Review, do: str, typed: Desk) -> HttpResponse:
    what, _colon, which = do.partition(":")
    by, at = place.user, place.at
    here = redirect("plans:review", place.plan.code)
    if what == "out" and which.isascii() and which.isdigit() and len(which) < 10:
        if found := review.remarks.filter(pk=int(which)).first():
            drafting.take_remark_out(remark=found, by=by, at=at)
        return redirect(f"{here.url}#{found.section if found else 'main'}")
    if what == "decide":
        if typed.verdict not in Review.Verdict.values:
            raise Refused(_("Choose whether the plan is accepted or comes back."))
        reviewing.decide(review=review, verdict=typed.verdict, summary=typed.summary, by=by, at=at)
        messages.success(request, _("Decided. The authors are told, with your reasons."))
        return redirect("plans:remarks", place.plan.code)
    if what == "decline":
        reviewing.decline(
            review=review, why=without_unprintable(request.POST.get("why-not", "")), by=by, at=at
        )
        messages.success(request, _("Given back. Somebody else is named; thank you for saying so."))
        return redirect("plans:reviews")
    messages.success(request, _("Saved. Only you see it until you decide."))
    return redirect(f"{here.url}#{which}") if which in Key.values else here


def _save(typed: Desk, review: Review, by: User, at: datetime) -> None:
    for mark in typed.marks.values():
        _kept(mark, lambda mark=mark: _rate(mark, review, by, at))  # type: ignore[misc]
    for note in typed.all_notes():
        if note.text or note.quote or note.pk:
            _kept(note, lambda note=note: _remark(note, review, by, at))  # type: ignore[misc]
    try:
        kept = drafting.summarize(review=review, summary=typed.summary, seen=typed.seen, by=by, at=at)
        typed.seen = kept.version
    except ChangedMeanwhile as meanwhile:
        typed.theirs, typed.seen = meanwhile.now.summary, meanwhile.now.version
    except Refused as refused:
        typed.problems.append(str(refused))


def _kept(one: Mark | Note, save: Callable[[], None]) -> None:
    """What was saved in another tab meanwhile is shown beside; pressed again, what is typed here stands."""
    try:
        save()
    except ChangedMeanwhile as meanwhile:
        one.theirs, one.seen = meanwhile.now, meanwhile.now.version
    except Refused as refused:
        one.problem = str(refused)


def _rate(mark: Mark, review: Review, by: User, at: datetime) -> None:
    if mark.level is None and not mark.why and not mark.seen:
        return
    kept = drafting.rate(
        review=review,
        criterion=mark.criterion.key,
        level=mark.level,
        why=mark.why,
        seen=mark.seen,
        by=by,
        at=at,
    )
    mark.seen = kept.version


def _remark(note: Note, review: Review, by: User, at: datetime) -> None:
    said: dict[str, Any] = {
        "quote": note.quote,
        "text": note.text,
        "must_change": note.must_change,
        "by": by,
        "at": at,
    }
    found = review.remarks.filter(pk=note.pk).first() if note.pk else None
    if found:
        kept = drafting.change_remark(remark=found, seen=note.seen, **said)
    else:
        kept = drafting.remark(review=review, section=note.section, **said)
    note.pk, note.seen = kept.pk, kept.version


def _told(request: HttpRequest, place: Place, typed: Desk) -> HttpResponse:
    """What was saved, and the versions that the page goes on with. Of what was not saved it says so."""
    context = {"desk": typed, "at": place.at}
    return render(request, "plans/review/saved.html", context)


def _show(
    request: HttpRequest, place: Place, review: Review, typed: Desk, *, status: int = 200
) -> HttpResponse:
    content = read(review.edition.content)
    by = rubric.numbered(review.rubric)
    former = reviewing.last_decided(place.plan)
    since = between(read(former.edition.content), content, names_in(content)) if former else None
    said = list(former.remarks.order_by("pk")) if former else []
    sections = [
        {
            "shown": one,
            "marks": [typed.marks[criterion.key] for criterion in by.of_section(one.key)],
            "notes": typed.notes[one.key],
            "since": since.of(one.key) if since else None,
            "said": [remark for remark in said if remark.section == one.key],
        }
        for one in shown(content, names_in(content), top=4)
    ]
    context = {
        "place": place,
        "plan": place.plan,
        "review": review,
        "rubric": by,
        "desk": typed,
        "sections": sections,
        "whole": [typed.marks[one.key] for one in by.of_section()],
        "former": former,
        "why_not": request.POST.get("why-not", ""),
        "is_late": is_late(review, timezone.localdate()),
    }
    return render(request, "plans/review/desk.html", context, status=status)
