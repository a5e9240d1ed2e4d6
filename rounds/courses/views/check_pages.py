"""The pages of a check: before it, while it is taken, and what it came to."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import typed
from rounds.courses.actions import attempts
from rounds.courses.checks import asking, showing
from rounds.courses.checks.place import Place, asked_in, in_bank
from rounds.courses.checks.showing import Given
from rounds.courses.checks.timing import in_words, seconds_left
from rounds.courses.models import Attempt
from rounds.courses.place import Row, place_in

PLACE = "check/"  # behind the lesson's own address


def before(request: HttpRequest, here: Place, known: list[Attempt]) -> HttpResponse:
    in_all = in_bank(here)
    if not in_all:
        raise Http404
    most, seconds = here.lesson.attempts_at_most, here.lesson.seconds_at_most
    extra = attempts.extra_percent(here.user.pk) if seconds else 0
    context = {
        "count": min(here.lesson.draw or len(in_all), len(in_all)),
        "left": None if most is None else max(0, most - len(known)),
        "time": in_words(round(seconds * (100 + extra) / 100)) if seconds else "",
        "has_extra": bool(extra),
        "is_again": bool(known),
    }
    return show(request, here, "before", context)


def taking(
    request: HttpRequest,
    here: Place,
    attempt: Attempt,
    *,
    open_ones: list[asking.Asked] | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = asked_in(attempt)
    given = dict(attempt.answers.values_list("question_id", "given"))
    shown = asking.ask(asked, given, attempt.seed)
    before = typed_for(request, str(attempt.pk)) if request.method == "GET" else None
    if before:
        again = {pk: told.given for pk, told in asking.answers(asked, before, attempt.seed).items()}
        seen = {one.pk: one.seen for one in shown}
        shown = asking.with_seen(asking.ask(asked, given | again, attempt.seed), seen)
    left = seconds_left(attempt.due_at, attempt.began_at, here.at)
    context = {
        "attempt": attempt,
        "asked": shown,
        "open_ones": open_ones,
        "is_restored": bool(before),
        "left": left,
        "left_in_words": "" if left is None else in_words(left),
        "answered": sum(one.is_answered for one in shown),
    }
    return show(request, here, "taking", context, status=status)


def came_to(
    request: HttpRequest,
    here: Place,
    attempt: Attempt,
    known: list[Attempt],
    *,
    why: str = "",
    lost: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = asked_in(attempt)
    most = here.lesson.attempts_at_most
    left = None if most is None else max(0, most - len(known))
    has_passed = any(one.is_passed for one in known)
    is_going = any(one.ended_at is None for one in known)
    gives_away = has_passed or left is None or (left == 0 and not is_going)
    given = {one.question_id: Given(one.given, one.points, one.remark) for one in attempt.answers.all()}
    found = showing.results(asked, given, gives_away=gives_away)
    context = {
        "attempt": attempt,
        "results": found,
        "percent": showing.share(found) if attempt.share is None else round(attempt.share * 100),
        "waiting": sum(one.state == showing.WAITS for one in found),
        "again": showing.to_read_again(asked, found),
        "gives_away": gives_away,
        "may_try": (left is None or left > 0) and not is_going and here.is_whole,
        "is_going": is_going,
        "left": left,
        "others": [one for one in known if one.ended_at and one.pk != attempt.pk],
        "why": why,
        "lost": lost,
        "onward": onward(here),
    }
    return show(request, here, "result", context, status=status)


def onward(here: Place) -> Row | None:
    """The lesson after this one, where it is open to them."""
    course = place_in(here.course.slug, here.user)
    rows = iter(course.rows if course else ())
    next((row for row in rows if row.lesson.key == here.lesson.key), None)
    after = next(rows, None)
    return after if after and after.is_open else None


def is_by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def typed_for(request: HttpRequest, attempt: str | None) -> QueryDict | None:
    """What was typed for this attempt; practice is of none. Whoever signs in on a computer that others use finds
    nothing of theirs."""
    kept = typed.take(request)
    return kept if kept is not None and kept.get("attempt") == attempt else None


def show(
    request: HttpRequest, here: Place, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    lesson_url = request.path.removesuffix(PLACE)
    shown = {
        **context,
        "here": here,
        "lesson": here.lesson,
        "edition": here.edition,
        "lesson_url": lesson_url,
        "course_url": f"/courses/{here.course.slug}/",
        "trail": [
            (_("Courses"), reverse("courses:courses")),
            (here.edition.title, f"/courses/{here.course.slug}/"),
            (here.lesson.title, lesson_url),
            (_("Check"), ""),
        ],
    }
    return render(request, f"courses/check/{name}.html", shown, status=status)
