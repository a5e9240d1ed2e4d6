"""The workspace of a group: posts and answers, the oldest first, with a mark where what is new begins."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import prose, typed
from rounds.residency.access import RUN, Here
from rounds.residency.actions.working import posts
from rounds.residency.forms.working import PostForm
from rounds.residency.models import Chief, Place, Post
from rounds.residency.not_done import NotDone
from rounds.residency.views.working.entering import inside, number, offer_undo, show, tell
from rounds.users.honors import give_honors

MOST = 400  # posts on the page


class Said(NamedTuple):
    post: Post
    text: str
    has_left: bool
    is_new: bool
    is_first_new: bool
    may_take_out: bool
    answers: list[Any]


@inside
def group(request: HttpRequest, found: Here) -> HttpResponse:
    asked = _asked(request, found)
    if request.method != "POST":
        return _page(request, found, asked, PostForm(typed.take(request)), is_read=True)
    try:
        return _do(request, found, asked)
    except NotDone as not_done:
        tell(request, not_done)
    if request.POST.get("do"):
        return redirect(_address(found, asked))
    return _page(request, found, asked, PostForm(request.POST).showable(), status=409)


def _do(request: HttpRequest, found: Here, asked: Chief) -> HttpResponse:
    here = _address(found, asked)
    common: dict[str, Any] = {"by": found.user, "at": found.at}
    if request.POST.get("do") in ("take-out", "put-back"):
        post = get_object_or_404(asked.posts, pk=number(request.POST.get("post")))
        if request.POST["do"] == "take-out":
            posts.take_out(post=post, **common)
            offer_undo(request, _("The post is taken out."), here, do="put-back", post=post.pk)
        else:
            posts.put_back(post=post, **common)
            messages.success(request, _("The post is there again."))
        return redirect(here)
    form = PostForm(request.POST)
    if not form.is_valid():
        return _page(request, found, asked, form.showable(), status=422)
    answered = request.POST.get("answers")
    first = get_object_or_404(asked.posts, pk=number(answered)) if answered else None
    made = posts.post(group=asked, text=form.cleaned_data["text"], answers=first, **common)
    return redirect(f"{here}#post-{made.pk}")


def _page(
    request: HttpRequest,
    found: Here,
    asked: Chief,
    form: PostForm,
    *,
    is_read: bool = False,
    status: int = 200,
) -> HttpResponse:
    answered = form.data.get("answers", "") if form.is_bound else ""
    residents = list(asked.residents.held().select_related("user").order_by("seat"))
    give_honors([asked, *residents])
    context = {
        "group": asked,
        "groups": _groups(found),
        "residents": residents,
        "posts": _threads(found, asked),
        "form": PostForm() if answered else form,
        "answered": answered,
        "answer": form.data.get("text", ""),
        "faults": form.errors.get("text", []) if answered else [],
        "url": _address(found, asked),
    }
    if is_read:
        posts.have_read(group=asked, by=found.user, at=found.at)
    return show(request, found, "group", context, status)


def _threads(found: Here, asked: Chief) -> list[Said]:
    """An answer stands below its post. A post that was taken out stays, without its words, while it has answers."""
    latest = asked.posts.select_related("by").order_by("-at", "-pk")[:MOST]
    known = sorted(latest, key=lambda one: (one.at, one.pk))
    inside = set(Place.objects.held().filter(chief=asked).values_list("user", flat=True)) | {asked.user_id}
    whose = found.place or found.chief
    read_at = whose.read_at if whose else None
    marked = False

    def said(post: Post) -> Said:
        nonlocal marked
        is_new = bool(read_at and post.at > read_at and post.by_id != found.user.pk and not post.taken_out_at)
        is_first, marked = is_new and not marked, marked or is_new
        answers = [said(one) for one in known if one.answers_id == post.pk and not one.taken_out_at]
        may = found.may_write and (post.by_id == found.user.pk or found.leads_group(asked.pk))
        has_left = post.by_id not in inside and not post.by.has_perm(RUN)
        return Said(post, prose.html(post.text, top=4), has_left, is_new, is_first, may, answers)

    found_threads = [said(one) for one in known if one.answers_id is None]
    return [one for one in found_threads if one.answers or not one.post.taken_out_at]


def _groups(found: Here) -> list[Chief]:
    if not found.runs:
        return []
    return list(found.cohort.chiefs.filter(ended_at=None).select_related("user").order_by("group"))


def _asked(request: HttpRequest, found: Here) -> Chief:
    """Those who run the residency choose one; for others it is theirs."""
    groups = _groups(found)
    wanted = request.GET.get("group")
    if groups and wanted:
        wanted_number = number(wanted)
        return next((one for one in groups if one.group == wanted_number), None) or _none()
    if found.group:
        return found.group
    return groups[0] if groups else _none()


def _none() -> Chief:
    raise Http404


def _address(found: Here, asked: Chief) -> str:
    url = reverse("residency:group", args=[found.cohort.slug])
    return url if found.group == asked else f"{url}?group={asked.group}"
