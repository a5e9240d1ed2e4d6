"""One's application to a cohort: kept while it is typed, sent when all is there, withdrawn, carried over."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rounds.core import typed
from rounds.core.limits import Meter
from rounds.core.plain_text import without_unprintable
from rounds.core.private_pages import private
from rounds.core.zones import Zone, open_to
from rounds.memberships.actions.points.entering import usable
from rounds.memberships.models import Wallet
from rounds.residency.actions import applying, fees, placing
from rounds.residency.days import has_begun, takes_applications
from rounds.residency.forms.applying import ApplicationForm
from rounds.residency.models import Application, Chief, Cohort, Place
from rounds.residency.prerequisites import steps_of, wanted_by
from rounds.residency.refusing import Refused
from rounds.residency.words import said_of, said_to
from rounds.users.models import User
from rounds.users.signed_in import person

State = Application.State
WRITABLE = applying.WRITABLE
MOST_WRITES = 60  # a minute, by one person
_writes = Meter("residency-write")


@private
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """What a person sends who was signed out meanwhile waits for them."""
    if not request.user.is_authenticated:
        if request.method == "POST":
            typed.keep(request)
        return redirect_to_login(request.get_full_path())
    cohort, user = _cohort(slug), person(request)
    application = _application(cohort, user)
    if request.method != "POST":
        if before := typed.take(request):
            said = _("You were signed out before this was saved. What you typed is below: save it now.")
            return _page(request, cohort, application, ApplicationForm(before, cohort=cohort), warning=said)
        return _page(request, cohort, application, _form(cohort, application))
    if not _writes.take(str(user.pk), MOST_WRITES).is_admitted:
        return _slower(request, cohort, application)
    match request.POST.get("do"):
        case "keep" | "send":
            return _write(request, cohort, application)
        case _ if application is None:
            raise Http404
    return _do(request, cohort, application)


@require_POST
@private
@login_required
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """While it is typed: what can be kept is, and the page says so."""
    cohort, user = _cohort(slug), person(request)
    if not _writes.take(str(user.pk), MOST_WRITES).is_admitted:
        return HttpResponse(status=429)
    form = ApplicationForm(request.POST, cohort=cohort)
    if not form.is_valid():
        return render(request, "residency/kept.html", {"is_kept": False}, status=422)
    try:
        applying.keep(cohort=cohort, to=form.cleaned_data, by=user, at=timezone.now())
    except Refused as refused:
        return render(request, "residency/kept.html", {"is_kept": False, "said": str(refused)}, status=409)
    return render(request, "residency/kept.html", {"is_kept": True})


@require_safe
@private
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Where each of one's applications stands, and the cohorts whose chief one is."""
    user = person(request)
    leads = Chief.objects.filter(user=user, ended_at=None).select_related("cohort__program")
    found = Application.objects.filter(user=user).select_related("cohort__program", "place")
    rows = [(one, said_to(one)) for one in found.order_by("-created_at", "-pk")]
    context = {"rows": rows, "leads": leads.order_by("-cohort__begins_on", "-pk")}
    return render(request, "residency/mine.html", context)


def _write(request: HttpRequest, cohort: Cohort, application: Application | None) -> HttpResponse:
    """Kept first, whatever hinders the sending."""
    user, now, is_sent = person(request), timezone.now(), request.POST.get("do") == "send"
    form = ApplicationForm(request.POST, cohort=cohort, application=application, is_sent=is_sent)
    loose = ApplicationForm(request.POST, cohort=cohort)
    if not loose.is_valid():
        return _page(request, cohort, application, form, status=422)
    try:
        kept = applying.keep(cohort=cohort, to=loose.cleaned_data, by=user, at=now)
        if not form.is_valid():
            return _page(request, cohort, kept, form, status=422)
        if is_sent:
            applying.send(application=kept, by=user, at=now)
    except Refused as refused:
        return _page(request, cohort, _application(cohort, user), form, warning=str(refused), status=409)
    messages.success(request, _("Sent. We read it and write to you.") if is_sent else _("Kept."))
    return redirect("residency:apply", cohort.slug)


def _do(request: HttpRequest, cohort: Cohort, application: Application) -> HttpResponse:
    user, now = person(request), timezone.now()
    try:
        match request.POST.get("do"):
            case "withdraw":
                applying.withdraw(application=application, by=user, at=now)
                messages.success(request, _("Withdrawn. What you wrote is kept, and can be sent again."))
            case "leave":
                why = without_unprintable(request.POST.get("left_why", ""))[:2_000]
                placing.leave(place=_place(application), why=why, by=user, at=now)
                messages.success(request, _("You have given your place back. All that you wrote is kept."))
            case "come-back":
                _come_back(cohort, application, user, now)
                messages.success(request, _("You have your place again."))
            case "carry":
                to = get_object_or_404(
                    Cohort.objects.announced(), slug=without_unprintable(request.POST.get("to", ""))
                )
                applying.carry_over(application=application, to=to, by=user, at=now)
                messages.success(request, _("Carried over as a draft. Look at it, then send it."))
                return redirect("residency:apply", to.slug)
    except Refused as refused:
        application.refresh_from_db()
        form = _form(cohort, application)
        return _page(request, cohort, application, form, warning=str(refused), status=409)
    return redirect("residency:apply", cohort.slug)


def _come_back(cohort: Cohort, application: Application, user: User, now: datetime) -> None:
    """By oneself as long as applications are taken and nobody waits; later the office decides.

    Nor does anybody whom the office let go, or declined since.
    """
    waits = cohort.applications.filter(state=State.WAITING).exists()
    if not takes_applications(cohort, now) or waits:
        raise Refused(Refused.NOT_OPEN)
    if application.state != State.WITHDRAWN or application.decided_by_id != user.pk:
        raise Refused(Refused.NOT_BY_ONESELF)
    placing.come_back(place=_place(application), by=user, at=now)


def _place(application: Application) -> Place:
    return get_object_or_404(Place, application=application)


def _cohort(slug: str) -> Cohort:
    announced = Cohort.objects.announced().select_related("program")
    return get_object_or_404(announced, slug=slug)


def _application(cohort: Cohort, user: User) -> Application | None:
    return Application.objects.filter(cohort=cohort, user=user).select_related("place").first()


def _form(cohort: Cohort, application: Application | None) -> ApplicationForm:
    return ApplicationForm(cohort=cohort, application=application)


def _slower(request: HttpRequest, cohort: Cohort, application: Application | None) -> HttpResponse:
    form = ApplicationForm(request.POST, cohort=cohort)
    warning = _("That was very often in a minute. What you wrote is still here: please try again soon.")
    return _page(request, cohort, application, form, warning=warning, status=429)


def _page(
    request: HttpRequest,
    cohort: Cohort,
    application: Application | None,
    form: ApplicationForm,
    *,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    user, now = person(request), timezone.now()
    place: Place | None = getattr(application, "place", None) if application else None
    is_open = takes_applications(cohort, now)
    held = Place.objects.held().filter(cohort=cohort).count()
    context: dict[str, Any] = {
        "cohort": cohort,
        "application": application,
        "form": form,
        "warning": warning,
        "is_open": is_open,
        "may_write": application is None or application.state in WRITABLE,
        "is_member": Zone.MEMBER in open_to(user),
        "steps": steps_of(wanted_by(cohort.program), [user.pk])[user.pk],
        "stands": said_to(application) if application else None,
        "says": said_of(cohort, held, now),
        "is_full": held >= cohort.places,
        "place": place,
        "fee": fees.of(place) if place else None,
        "has_begun": has_begun(cohort, now),
        "points": _points(cohort, user, now),
        "ahead": _ahead(application),
        "others": _others(cohort, user, now, application),
        "trail": [
            (_("Residency"), reverse("residency:programs")),
            (cohort.program.title, cohort.program.get_absolute_url()),
            (cohort.title, ""),
        ],
    }
    return render(request, "residency/apply.html", context, status=status)


def _points(cohort: Cohort, user: User, now: datetime) -> tuple[int, int] | None:
    """What it would take, and what there is."""
    if not (cohort.fee_cents and cohort.takes_points):
        return None
    wallet = Wallet.objects.filter(user=user).first()
    there = sum(lot.remaining for lot in usable(wallet, now.date())) if wallet else 0
    return fees.in_points(cohort.fee_cents), there


def _ahead(application: Application | None) -> int:
    """How many have waited longer."""
    if application is None or application.state != State.WAITING:
        return 0
    line = Application.objects.filter(cohort=application.cohort_id, state=State.WAITING)
    return line.filter(waiting_since__lt=application.waiting_since).count()


def _others(cohort: Cohort, user: User, now: datetime, application: Application | None) -> list[Cohort]:
    """To which what was written could be carried over."""
    is_over = cohort.state != Cohort.State.OPEN or (application and application.state == State.DECLINED)
    if application is None or (not is_over and takes_applications(cohort, now)):
        return []
    entered = Application.objects.filter(user=user).values("cohort")
    others = Cohort.objects.announced().filter(state=Cohort.State.OPEN, applications_close_at__gt=now)
    return list(others.exclude(pk__in=entered).order_by("begins_on", "pk")[:8])
