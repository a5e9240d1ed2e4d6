"""The page where anybody asks whether an account is a health organization's own."""

from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rounds.core.limits import Meter, visitor
from rounds.core.plain_text import without_unprintable
from rounds.directory.as_of import moment_of
from rounds.directory.models import Purpose
from rounds.directory.profile.evidence import Side, sides_of
from rounds.directory.proof import Proof
from rounds.directory.verifying import words
from rounds.directory.verifying.answer import AGAINST, NO_ADDRESS, Answer, Owner
from rounds.directory.verifying.answers import answers
from rounds.directory.verifying.asked import read_text

LONGEST = 4_000  # characters: what fits an address, so that the answer can be shared
MOST = 20
PER_MINUTE = 60
meter = Meter("verify-page")


class ShownOwner(NamedTuple):
    owner: Owner
    proof_label: str
    about: str
    purpose: str
    sides: list[Side]
    report: str  # where to report it


class ShownWarning(NamedTuple):
    title: str
    text: str
    address: str
    handle: str
    organization: str
    path: str
    report: str


class Shown(NamedTuple):
    answer: Answer
    tone: str  # of the notice: success, info, warning or problem
    sentence: str
    notes: list[str]
    warnings: list[ShownWarning]
    owners: list[ShownOwner]


@require_safe
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """`never_cache`: the answer may change at any moment, when something in it expires."""
    text = without_unprintable(request.GET.get("url", ""))[:LONGEST].strip()
    context: dict[str, object] = {"text": text, "longest": LONGEST, "most": MOST}
    if not text:
        return render(request, "directory/verify.html", context)
    if not meter.take(visitor(request), PER_MINUTE).is_admitted:
        return render(request, "429.html", status=429)
    now, day = timezone.now(), request.GET.get("as_of", "")
    try:
        moment = moment_of(day)
    except ValueError as problem:
        moment = None
        context["problem"] = str(problem)
    asked, more = read_text(text, at_most=MOST)
    found = answers(asked, now=now, moment=moment)
    context |= {"shown": [_shown(one, moment or now) for one in found], "more": more, "day": day}
    response = render(request, "directory/verify.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _shown(answer: Answer, at: datetime) -> Shown:
    return Shown(
        answer,
        _tone(answer),
        words.sentence(answer),
        words.notes(answer),
        _warnings(answer),
        [_owner(one, at) for one in answer.owners],
    )


def _tone(answer: Answer) -> str:
    if answer.impersonates or answer.alike or answer.status in AGAINST:
        return "problem"
    if answer.is_official:
        return "warning" if answer.is_contested else "success"
    return "info" if answer.status in (NO_ADDRESS, Proof.REPORTED) else "warning"


def _warnings(answer: Answer) -> list[ShownWarning]:
    pretends = [
        ShownWarning(
            _("This is an impostor"),
            words.found_to_pretend(one.organization.name, one.since),
            *("", "", one.organization.name, one.organization.path, ""),
        )
        for one in answer.impersonates
    ]
    return pretends + [
        ShownWarning(
            _("Look closely"),
            words.warning(one),
            one.address,
            one.handle,
            one.organization.name,
            one.organization.path,
            _report(organization=one.organization.slug, url=answer.address),
        )
        for one in answer.alike
    ]


def _owner(owner: Owner, at: datetime) -> ShownOwner:
    return ShownOwner(
        owner,
        str(Proof(owner.status).label),
        words.about(owner),
        str(Purpose(owner.purpose).label),
        sides_of(owner.evidence, owner.organization.name, at),
        "" if owner.status in AGAINST else _report(listing=owner.listing),
    )


def _report(**what: str | int) -> str:
    return f"{reverse('moderation:report')}?{urlencode(what)}"
