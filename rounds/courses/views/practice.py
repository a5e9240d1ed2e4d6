"""A check without an enrolment: answers are marked and shown, and nothing of them is kept.

Where attempts are counted there is none: it would tell what is right before the first.
"""

from secrets import randbelow

from django.http import Http404, HttpRequest, HttpResponse

from rounds.courses.actions.attempts import bank
from rounds.courses.checks import asking, showing
from rounds.courses.checks.drawing import MOST_SEEDS, drawn
from rounds.courses.checks.place import Place, in_bank, in_order
from rounds.courses.checks.showing import Given
from rounds.courses.views.check_pages import onward, show, typed_for


def practice(request: HttpRequest, here: Place) -> HttpResponse:
    if not bank(here.lesson).exists():
        raise Http404
    in_all = in_bank(here)
    if here.lesson.attempts_at_most is not None or not in_all:
        return show(request, here, "closed", {})
    seed = _seed(request) if request.method == "POST" else randbelow(MOST_SEEDS)
    asked = in_order(drawn(in_all, here.lesson.draw, seed))
    if request.method != "POST":
        before = typed_for(request, None)
        if before:
            seed = _seed_of(before.get("seed", ""))
            asked = in_order(drawn(in_all, here.lesson.draw, seed))
        given = asking.answers(asked, before, seed) if before else {}
        shown = asking.ask(asked, {pk: told.given for pk, told in given.items()}, seed)
        return show(request, here, "taking", {"asked": shown, "seed": seed, "is_practice": True})
    told = asking.answers(asked, request.POST, seed)
    found = showing.results(asked, {pk: Given(one.given) for pk, one in told.items()}, gives_away=True)
    context = {
        "results": found,
        "percent": showing.share(found),
        "again": showing.to_read_again(asked, found),
        "gives_away": True,
        "is_practice": True,
        "may_try": True,
        "onward": onward(here),
    }
    return show(request, here, "result", context)


def _seed(request: HttpRequest) -> int:
    return _seed_of(request.POST.get("seed", ""))


def _seed_of(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise Http404
    return int(text)
