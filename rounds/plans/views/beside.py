"""What is said beside a section: on its page, and on the page of all comments."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from rounds.plans.actions import comments as actions
from rounds.plans.forms.comment import CommentForm
from rounds.plans.models import Comment, Key
from rounds.plans.refusing import Refused
from rounds.plans.talk import talks
from rounds.plans.views.place import Place, for_readers, number, tell


@for_readers
def comments(request: HttpRequest, place: Place) -> HttpResponseBase:
    """All of a plan, for those who write it and those who read along; its reviewers judge without it."""
    if not place.part.may_talk:
        raise Http404
    if request.method != "POST":
        return _page(request, place, None, "", 200)
    what, _colon, which = request.POST.get("do", "").partition(":")
    anchor = ""
    try:
        if what in ("settle", "open", "drop"):
            anchor = do(request, place, what, which)
        else:
            return _comment(request, place)
    except Refused as refused:
        tell(request, refused)
    return redirect(reverse("plans:comments", args=[place.plan.code]) + anchor)


def comment(request: HttpRequest, place: Place, section: str, out: Any) -> str:
    """One that came with the form of a section: a first one, or answers ("answer-<pk>"). Returns the anchor."""
    anchor = ""
    form = CommentForm(request.POST, prefix="comment")
    do_says = request.POST.get("do") == "comment"
    if request.POST.get("comment-text", "").strip() or do_says:
        if form.is_valid():
            made = actions.comment(
                plan=place.plan, section=section, by=place.user, at=place.at, **form.cleaned_data
            )
            anchor = f"#comment-{made.pk}"
            out.data = _without(out.data, "comment-")
        else:
            out.forms.append(form)
    return _answers(request, place) or anchor


def do(request: HttpRequest, place: Place, what: str, which: str) -> str:
    """Settle, open again, take out. Returns the anchor."""
    verbs = {"settle": actions.settle, "open": actions.open_again, "drop": actions.take_out}
    if what not in verbs:
        return ""
    found = get_object_or_404(Comment.objects.select_related("plan"), plan=place.plan, pk=number(which))
    verbs[what](comment=found, by=place.user, at=place.at)
    return f"#comment-{found.answers_id or found.pk}" if what != "drop" else "#comments"


def _answers(request: HttpRequest, place: Place) -> str:
    anchor = ""
    for name, text in request.POST.items():
        if not name.startswith("answer-") or not str(text).strip():
            continue
        first = get_object_or_404(Comment, plan=place.plan, pk=number(name.removeprefix("answer-")))
        form = CommentForm({"text": text})
        if form.is_valid():
            actions.comment(
                plan=place.plan,
                section=first.section,
                text=form.cleaned_data["text"],
                answers=first,
                by=place.user,
                at=place.at,
            )
            anchor = f"#comment-{first.pk}"
    return anchor


def _without(data: Any, beginning: str) -> Any:
    return MultiValueDict({name: data.getlist(name) for name in data if not name.startswith(beginning)})


def _comment(request: HttpRequest, place: Place) -> HttpResponseBase:
    section = request.POST.get("section", "")
    if anchor := _answers(request, place):
        return redirect(reverse("plans:comments", args=[place.plan.code]) + anchor)
    form = CommentForm(request.POST, prefix="comment")
    if section not in Key.values or not form.is_valid():
        return _page(request, place, form.showable(), section, 422)
    made = actions.comment(plan=place.plan, section=section, by=place.user, at=place.at, **form.cleaned_data)
    return redirect(reverse("plans:comments", args=[place.plan.code]) + f"#comment-{made.pk}")


def _page(
    request: HttpRequest, place: Place, form: CommentForm | None, section: str, status: int
) -> HttpResponseBase:
    said = talks(place.plan)
    context = {
        "place": place,
        "plan": place.plan,
        "shelves": [(key.value, key.label, said.get(key.value, [])) for key in Key],
        "keys": list(Key),
        "chosen": section or request.GET.get("section", ""),
        "comment": form or CommentForm(prefix="comment"),
    }
    return render(request, "plans/comments.html", context, status=status)
