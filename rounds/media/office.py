"""The back office for recordings: bring one, give it its words, see what it still lacks."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import ReferenceIndex

from rounds.media import actions, chapters, hosts, looking, taking_in, vtt
from rounds.media.forms import (
    ChaptersForm,
    DetailsForm,
    ElsewhereForm,
    FileForm,
    PosterForm,
    ReplaceForm,
    WordsForm,
)
from rounds.media.gates import CHANGE
from rounds.media.models import Recording, Track
from rounds.media.sized import sized
from rounds.users.signed_in import person

ON_A_PAGE = 50
FORMS = ["GET", "HEAD", "POST"]


@require_safe
@permission_required(CHANGE, raise_exception=True)
def recordings(request: HttpRequest) -> HttpResponse:
    found = Recording.objects.with_words().order_by("-added_at", "-pk")
    if asked := request.GET.get("q", "").replace("\0", "").strip():
        found = found.filter(title__icontains=asked)
    part = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
    context = {"part": part, "asked": asked, **_head(_("Recordings"))}
    return render(request, "media/office/recordings.html", context)


@sized
@require_http_methods(FORMS)
@permission_required(CHANGE, raise_exception=True)
def new(request: HttpRequest) -> HttpResponse:
    form = FileForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        digest = taking_in.sha256(form.cleaned_data["file"])
        _warn_of_the_same(request, digest)
        made = actions.bring_file(
            title=form.cleaned_data["title"],
            language=form.cleaned_data["language"],
            file=form.cleaned_data["file"],
            found=form.cleaned_data["found"],
            sha256=digest,
            by=person(request),
            at=timezone.now(),
        )
        messages.success(
            request, _("It is here. Now its words: a page can be published with it once it has them.")
        )
        return redirect("office_recording", made.pk)
    return _form(request, "media/office/new.html", form, _("Upload a recording"))


@require_http_methods(FORMS)
@permission_required(CHANGE, raise_exception=True)
def elsewhere(request: HttpRequest) -> HttpResponse:
    form = ElsewhereForm(_sent(request)[0])
    if request.method == "POST" and form.is_valid():
        told = looking.look(form.cleaned_data["address"])
        if title := form.cleaned_data["title"] or told.title:
            return _named(request, form, title, told)
        host = {"host": hosts.host_of(form.cleaned_data["address"]).name, "problem": told.problem}
        form.add_error(
            "title", _("%(host)s did not tell the title. %(problem)s Please give it yourself.") % host
        )
    return _form(request, "media/office/elsewhere.html", form, _("A recording elsewhere"))


def _named(request: HttpRequest, form: ElsewhereForm, title: str, told: looking.Told) -> HttpResponse:
    made = actions.name_elsewhere(
        kind=form.cleaned_data["kind"],
        title=title,
        language=form.cleaned_data["language"],
        address=form.cleaned_data["address"],
        poster=told.picture,
        by=person(request),
        at=timezone.now(),
    )
    if not told.picture:
        messages.warning(
            request, _("There is no picture of it yet: the other host gave none. Bring one below.")
        )
    return redirect("office_recording", made.pk)


@require_http_methods(FORMS)
@permission_required(CHANGE, raise_exception=True)
def recording(request: HttpRequest, pk: int) -> HttpResponse:
    found = _recording(pk)
    form = DetailsForm(_sent(request)[0], initial={"title": found.title, "language": found.language})
    if request.method == "POST" and form.is_valid():
        actions.change_details(recording=found, to=form.cleaned_data, by=person(request), at=timezone.now())
        messages.success(request, _("Kept."))
        return redirect("office_recording", pk)
    context = {
        "recording": found,
        "form": form,
        "tracks": [(one, len(one.cues())) for one in sorted(found.tracks.all(), key=lambda one: one.pk)],
        "chapters": sorted(one.moment for one in found.chapters.all()),
        "lacks": found.lacks(),
        "uses": _uses(found),
        "host": hosts.host_of(found.elsewhere).name if found.elsewhere else "",
        **_head(found.title, (_("Recordings"), reverse("office_recordings"))),
    }
    return render(request, "media/office/recording.html", context, status=422 if form.errors else 200)


@require_safe
@permission_required(CHANGE, raise_exception=True)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The player as readers have it, on a page of its own."""
    return render(request, "media/office/preview.html", {"recording": _recording(pk)})


@sized
@require_http_methods(FORMS)
@permission_required(CHANGE, raise_exception=True)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    found = _recording(pk)
    form = ReplaceForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        brought = form.cleaned_data["file"]
        actions.replace_file(
            recording=found,
            file=brought,
            found=form.cleaned_data["found"],
            sha256=taking_in.sha256(brought),
            by=person(request),
            at=timezone.now(),
        )
        messages.success(request, _("The new file is here. Do its words still fit?"))
        return redirect("office_recording", pk)
    return _form(request, "media/office/new.html", form, _("Another file"), found)


@require_http_methods(FORMS)
@permission_required(CHANGE, raise_exception=True)
def words(request: HttpRequest, pk: int, track_pk: int | None = None) -> HttpResponse:
    """Checked first, or kept at once."""
    found = _recording(pk)
    track = get_object_or_404(Track, pk=track_pk, recording=found) if track_pk else None
    form = WordsForm(*_sent(request), seconds=found.seconds, initial=_initial(found, track))
    read: vtt.Read | None = None
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["read"]
        if "keep" in request.POST:
            return _kept(request, found, form, read)
        form = WordsForm(_checked(request, read), seconds=found.seconds)
    more = {"track": track, "read": read, "passages": vtt.paragraphs(read.cues) if read else []}
    title = _("Words: %(track)s") % {"track": track} if track else _("Words")
    return _form(request, "media/office/words.html", form, title, found, **more)


def _initial(found: Recording, track: Track | None) -> dict[str, Any]:
    if track is None:
        return {"language": found.language}
    return {"kind": track.kind, "language": track.language, "text": track.vtt}


def _checked(request: HttpRequest, read: vtt.Read) -> Any:
    """The form with the text as we would keep it, so that a file that was brought need not be brought again."""
    told = request.POST.copy()
    told["text"] = vtt.write(read.cues)
    return told


def _kept(request: HttpRequest, found: Recording, form: WordsForm, read: vtt.Read) -> HttpResponse:
    actions.keep_words(
        recording=found,
        kind=form.cleaned_data["kind"],
        language=form.cleaned_data["language"],
        cues=read.cues,
        by=person(request),
        at=timezone.now(),
    )
    messages.success(request, _("The words are kept."))
    for sentence in read.mended:
        messages.info(request, _("Mended. %(sentence)s") % {"sentence": sentence})
    return redirect("office_recording", found.pk)


@require_http_methods(["POST"])
@permission_required(CHANGE, raise_exception=True)
def without_words(request: HttpRequest, pk: int, track_pk: int) -> HttpResponse:
    track = get_object_or_404(Track.objects.select_related("recording"), pk=track_pk, recording=pk)
    actions.remove_words(track=track, by=person(request), at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("office_recording", pk)


@require_http_methods(FORMS)
@permission_required(CHANGE, raise_exception=True)
def moments(request: HttpRequest, pk: int) -> HttpResponse:
    found = _recording(pk)
    there = chapters.as_lines(sorted(one.moment for one in found.chapters.all()))
    form = ChaptersForm(_sent(request)[0], seconds=found.seconds, initial={"text": there})
    if request.method == "POST" and form.is_valid():
        actions.keep_chapters(
            recording=found, chapters=form.cleaned_data["chapters"], by=person(request), at=timezone.now()
        )
        messages.success(request, _("The chapters are kept."))
        return redirect("office_recording", pk)
    return _form(request, "media/office/form.html", form, _("Chapters"), found)


@require_http_methods(FORMS)
@permission_required(CHANGE, raise_exception=True)
def still(request: HttpRequest, pk: int) -> HttpResponse:
    found = _recording(pk)
    has_one = bool(found.poster)
    form = PosterForm(*_sent(request), has_one=has_one, initial={"alt": found.poster_alt})
    if request.method == "POST" and form.is_valid():
        _keep_still(request, found, form.cleaned_data)
        messages.success(request, _("The picture is kept."))
        return redirect("office_recording", pk)
    return _form(request, "media/office/form.html", form, _("Still picture"), found)


def _keep_still(request: HttpRequest, found: Recording, told: dict[str, Any]) -> None:
    """A new picture, or new words about the one that is there."""
    by, at = person(request), timezone.now()
    if told["webp"]:
        actions.keep_poster(recording=found, picture=told["webp"], alt=told["alt"], by=by, at=at)
    else:
        actions.change_details(recording=found, to={"poster_alt": told["alt"]}, by=by, at=at)


@require_http_methods(["POST"])
@permission_required("media.delete_recording", raise_exception=True)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = _recording(pk)
    try:
        if _uses(found):
            raise ProtectedError("", set())
        actions.remove(recording=found, by=person(request), at=timezone.now())
    except ProtectedError:
        messages.error(request, _("A page has it: take it out there first."))
        return redirect("office_recording", pk)
    messages.success(request, _("Removed: %(title)s") % {"title": found.title})
    return redirect("office_recordings")


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """An empty form that was sent is still one that was sent."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _recording(pk: int) -> Recording:
    return get_object_or_404(Recording.objects.with_words(), pk=pk)


def _uses(found: Recording) -> list[tuple[Any, Any]]:
    """Pages that have it, in a field or in their text."""
    return list(ReferenceIndex.get_grouped_references_to(found))


def _warn_of_the_same(request: HttpRequest, digest: str) -> None:
    same = Recording.objects.filter(sha256=digest).first()
    if same:
        messages.warning(request, _("The same file is here already, as “%(title)s”.") % {"title": same.title})


def _head(title: str, *above: tuple[str, str]) -> dict[str, Any]:
    trail = [*above, (title, "")]
    return {
        "breadcrumbs_items": [{"url": url, "label": label} for label, url in trail],
        "header_title": title,
        "header_icon": "media",
    }


def _form(
    request: HttpRequest, template: str, form: Any, title: str, found: Recording | None = None, **more: Any
) -> HttpResponse:
    above = [(_("Recordings"), reverse("office_recordings"))]
    if found:
        above.append((found.title, reverse("office_recording", args=[found.pk])))
    context = {
        "form": form,
        "recording": found,
        "most": settings.RECORDINGS_MOST_BYTES,
        **_head(title, *above),
        **more,
    }
    status = 422 if form.errors else 200
    return render(request, template, context, status=status)
