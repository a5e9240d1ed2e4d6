"""The check of a lesson: begun, answered, saved as often as one likes, ended, and what came of it."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rounds.core import typed
from rounds.core.limits import Meter, visitor
from rounds.courses.actions import attempts
from rounds.courses.actions.refusing import Refused
from rounds.courses.checks import asking, showing
from rounds.courses.checks.place import Place, asked_in, attempts_of, place
from rounds.courses.models import Attempt, Question
from rounds.courses.views.check_pages import PLACE, before, came_to, is_by_script, show, taking
from rounds.courses.views.practice import practice

MOST_WRITES = 120  # a minute, by one person
MOST_PRACTICES = 30  # a minute, from one network
_writes, _practices = Meter("courses-check"), Meter("courses-practice")


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    response = _check(request, slug, key)
    response["Cache-Control"] = "private, no-cache"  # not "no-store": whoever goes back finds what they typed
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _check(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    if request.method == "POST" and "attempt" in request.POST and not request.user.is_authenticated:
        return _sign_in(request)
    here = place(slug=slug, key=key, user=request.user, at=timezone.now())
    if not here.is_open:
        return redirect(request.path.removesuffix(PLACE))
    if request.method == "POST" and not _is_admitted(request):
        return _slower(request, here)
    is_kept = here.enrolment and (here.is_whole or attempts_of(here))
    return _kept(request, here) if is_kept else practice(request, here)


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Whoever was signed out meanwhile loses nothing: it waits in their session."""
    if is_by_script(request):
        return JsonResponse({"signed_out": True}, status=401)
    typed.keep(request)
    return redirect_to_login(request.path)


def _is_admitted(request: HttpRequest) -> bool:
    if request.user.is_authenticated:
        return _writes.take(str(request.user.pk), MOST_WRITES).is_admitted
    return _practices.take(visitor(request), MOST_PRACTICES).is_admitted


def _slower(request: HttpRequest, here: Place) -> HttpResponse:
    if is_by_script(request):
        return JsonResponse({"slower": True}, status=429)
    typed.keep(request)
    return show(request, here, "slower", {}, status=429)


def _kept(request: HttpRequest, here: Place) -> HttpResponse:
    if request.method == "POST":
        return _do(request, here)
    known = attempts_of(here)
    going = next((one for one in known if one.ended_at is None), None)
    if going and attempts.is_late(going, here.at):
        ended = attempts.end(attempt=going, at=here.at)
        messages.info(request, _("The time was over. What you had saved by then counts."))
        return redirect(f"{request.path}?attempt={ended.number}")
    if going and "attempt" not in request.GET:
        return taking(request, here, going)
    if known and "begin" not in request.GET:
        return came_to(request, here, _chosen(request, [one for one in known if one.ended_at]), known)
    return before(request, here, known)


def _chosen(request: HttpRequest, ended: list[Attempt]) -> Attempt:
    number = request.GET.get("attempt", "")
    if not number:
        return ended[-1]
    found = next((one for one in ended if str(one.number) == number), None)
    if found is None:
        raise Http404
    return found


def _do(request: HttpRequest, here: Place) -> HttpResponse:
    do = request.POST.get("do", "")
    if do == "begin":
        return _begin(request, here)
    known = attempts_of(here)
    attempt = next((one for one in known if str(one.pk) == request.POST.get("attempt")), None)
    if attempt is None:
        raise Http404
    asked = asked_in(attempt)
    answers = asking.answers(asked, request.POST, attempt.seed)
    try:
        saved = attempts.take_down(attempt=attempt, answers=answers, at=here.at)
    except Refused as refused:
        return _too_late(request, here, attempt, asked, answers, refused)
    if is_by_script(request):
        return _saved_by_script(saved, here)
    _tell(request, asked, saved)
    if do == "end" and saved.newer + saved.replaced == []:
        return _end(request, here, attempt, asked)
    if do == "end-anyway":
        return _end(request, here, attempt, [])
    messages.success(request, _("Saved. Go on whenever you like; what you answered is here."))
    return redirect(request.path)


def _begin(request: HttpRequest, here: Place) -> HttpResponse:
    assert here.enrolment is not None
    if not here.is_whole or here.lesson.edition_id != here.edition.pk:
        return redirect(f"/courses/{here.course.slug}/")  # closed to them by now, or gone
    try:
        attempts.begin(enrolment=here.enrolment, lesson=here.lesson, at=here.at)
    except Refused as refused:
        if refused.reason == Refused.NO_QUESTIONS:
            raise Http404 from None
        messages.warning(request, _("You have used all attempts at this check."))
    return redirect(request.path)


def _end(request: HttpRequest, here: Place, attempt: Attempt, asked: list[Question]) -> HttpResponse:
    """Asks once more where something is not answered: of `asked`."""
    given = dict(attempt.answers.values_list("question_id", "given"))
    open_ones = [one for one in asking.ask(asked, given, attempt.seed) if not one.is_answered]
    if open_ones:
        return taking(request, here, attempt, open_ones=open_ones, status=422)
    ended = attempts.end(attempt=attempt, at=here.at)
    return redirect(f"{request.path}?attempt={ended.number}")


def _too_late(
    request: HttpRequest,
    here: Place,
    attempt: Attempt,
    asked: list[Question],
    answers: dict[int, attempts.Told],
    refused: Refused,
) -> HttpResponse:
    """It does not count, but nobody has to have written it for nothing: it is shown."""
    if refused.reason not in (Refused.LATE, Refused.ENDED):
        raise Http404
    ended = attempts.end(attempt=attempt, at=here.at)
    if is_by_script(request):
        return JsonResponse({"ended": True}, status=409)
    kept = dict(ended.answers.values_list("question_id", "given"))
    lost = showing.not_kept(asked, kept, {pk: told.given for pk, told in answers.items()})
    why = (
        _("The time was over before this came. What was saved in time counts.")
        if refused.reason == Refused.LATE
        else _("This attempt is ended, perhaps in another window. What was saved before counts.")
    )
    return came_to(request, here, ended, attempts_of(here), why=why, lost=lost, status=409)


def _saved_by_script(saved: attempts.Saved, here: Place) -> JsonResponse:
    clock = time_format(timezone.localtime(here.at), "TIME_FORMAT")
    return JsonResponse(
        {
            "said": _("Saved at %(time)s") % {"time": clock},
            "marks": saved.marks,
            "newer": saved.newer,
            "replaced": saved.replaced,
        }
    )


def _tell(request: HttpRequest, asked: list[Question], saved: attempts.Saved) -> None:
    numbers = {one.pk: str(at) for at, one in enumerate(asked, start=1)}
    if saved.replaced:
        told = {"numbers": ", ".join(numbers[pk] for pk in saved.replaced)}
        sentence = _(
            "You answered question %(numbers)s in another window, too. What you sent just now counts: look at it."
        )
        messages.warning(request, sentence % told)
    if saved.newer:
        told = {"numbers": ", ".join(numbers[pk] for pk in saved.newer)}
        sentence = _(
            "You answered question %(numbers)s in another window meanwhile. That counts, and is shown below."
        )
        messages.warning(request, sentence % told)
