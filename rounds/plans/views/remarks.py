"""What reviewers said about a plan, round by round, and the authors' answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rounds.core.plain_text import without_unprintable
from rounds.plans.actions.drafting import ChangedMeanwhile, answer_remark
from rounds.plans.models import Remark
from rounds.plans.refusing import Refused
from rounds.plans.remarks import rounds_of
from rounds.plans.views.place import Place, for_authors, for_readers, number


@for_readers
def remarks(request: HttpRequest, place: Place) -> HttpResponse:
    return _show(request, place)


@require_POST
@for_authors
def answer(request: HttpRequest, place: Place, pk: int) -> HttpResponse:
    remark = get_object_or_404(
        Remark.objects.select_related("review__plan"),
        pk=pk,
        review__plan=place.plan,
        review__decided_at__isnull=False,
    )
    typed = without_unprintable(request.POST.get("answer", "")).strip()
    more = {"typed": typed, "typed_at": remark.pk}
    try:
        answer_remark(
            remark=remark,
            answer=typed,
            seen=number(request.POST.get("version")),
            by=place.user,
            at=place.at,
        )
    except ChangedMeanwhile as meanwhile:
        more |= {"clash": meanwhile.now}
        return _show(request, place, more, status=409)
    except Refused as refused:
        return _show(request, place, {**more, "warning": str(refused)}, status=422)
    messages.success(request, _("Your answer is kept. The reviewer sees it when you send the plan again."))
    return redirect(f"/plans/{place.plan.code}/remarks/#remark-{remark.pk}")


def _show(request: HttpRequest, place: Place, more: dict | None = None, *, status: int = 200) -> HttpResponse:
    rounds = rounds_of(place.plan)
    may_answer = place.part.is_author and place.plan.is_writable
    context = {"place": place, "plan": place.plan, "rounds": rounds, "may_answer": may_answer, **(more or {})}
    return render(request, "plans/review/remarks.html", context, status=status)
