"""What staff read: by their seat, or by a secret address where they have none. Both doors lead to the same pages."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rounds.core.limits import Meter, visitor
from rounds.core.private_pages import private
from rounds.core.secret_pages import secret
from rounds.policies import cards, exporting
from rounds.policies.access import parts_of
from rounds.policies.exports import Document
from rounds.policies.models import Policy, Release
from rounds.policies.text import html
from rounds.policies.views.files import pdf_file, word_file
from rounds.users.signed_in import person

MOST_READS = 300  # a minute from one network: a hospital has one address, and all its staff may come at once
_reads = Meter("policies-shared")


class Door(NamedTuple):
    """How somebody came in. `base`: the address of the newest release; the others lie below it."""

    policy: Policy
    base: str
    is_secret: bool
    may_write: bool = False


@require_safe
@private
@login_required
def release(request: HttpRequest, organization: str, template: str, what: str = "") -> HttpResponseBase:
    """For those with a seat in the organization, or who lead its network; for others there is no such page."""
    return _room(request, _by_seat(request, organization, template), what)


@require_safe
@secret
def shared(request: HttpRequest, key: str, what: str = "") -> HttpResponse:
    if not _reads.take(visitor(request), MOST_READS).is_admitted:
        return render(request, "policies/own/slower.html", status=429)
    return _room(request, _by_key(key), what)


def _by_seat(request: HttpRequest, organization: str, template: str) -> Door:
    parts = parts_of(person(request), timezone.now())
    policies = Policy.objects.select_related("organization", "template").filter(organization__in=parts)
    policy = get_object_or_404(policies, organization__slug=organization, template__slug=template)
    part = parts[policy.organization_id]
    if policy.given_up_at and not part.leads:
        raise Http404
    return Door(policy, reverse("policies:release", args=[organization, template]), False, part.leads)


def _by_key(key: str) -> Door:
    policies = Policy.objects.select_related("organization", "template").filter(given_up_at=None)
    policy = get_object_or_404(policies.exclude(reading_key=""), reading_key=key)
    return Door(policy, reverse("policies:shared", args=[key]), True)


def _room(request: HttpRequest, door: Door, what: str) -> HttpResponse:
    """`what`: "" for the newest release, a number for one of them, "policy.docx", "policy.pdf"."""
    releases = list(door.policy.releases.order_by("-number"))
    if not releases:
        raise Http404
    rooms: dict[str, Callable[[], HttpResponse]] = {
        "": lambda: _read(request, door, releases, 0),
        "policy.docx": lambda: word_file(_document(door, releases[0]), door.policy.template.slug),
        "policy.pdf": lambda: pdf_file(request, _document(door, releases[0]), door.policy.template.slug),
    }
    if what in rooms:
        return rooms[what]()
    place = next((n for n, one in enumerate(releases) if str(one.number) == what), None)
    if place is None:
        raise Http404
    return _read(request, door, releases, place)


def _document(door: Door, release: Release) -> Document:
    release.policy = door.policy
    return exporting.released(release)


def _read(request: HttpRequest, door: Door, releases: list[Release], place: int) -> HttpResponse:
    one = releases[place]
    before = releases[place + 1] if place + 1 < len(releases) else None
    context = {
        "door": door,
        "policy": door.policy,
        "release": one,
        "is_newest": place == 0,
        "releases": releases,
        "clauses": [(clause["heading"], html(clause["text"])) for clause in one.clauses],
        "before": before,
        "differences": cards.compared(before, one) if before else [],
    }
    return render(request, "policies/own/release.html", context)
