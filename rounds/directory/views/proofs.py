"""What an organization may put on its own site so that anybody can see that its accounts are its own."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.directory import proof_files
from rounds.directory.models import Listing, Site
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof_files import Family, Named
from rounds.organizations.models import Organization, OrganizationType

MOST_PARTS = 200
# What is a part of these is their member; what is a part of any other is under its control.
_OF_MEMBERS = (OrganizationType.PROFESSIONAL_ASSOCIATION, OrganizationType.PATIENT_ORGANIZATION)


class Shown(NamedTuple):
    """One of the proofs as the page shows it."""

    slug: str
    title: str
    where: str
    text: str
    rows: int
    download: str
    seen_at: datetime | None


@require_safe
def proofs(request: HttpRequest, slug: str) -> HttpResponse:
    one = _organization(slug)
    accounts = _accounts(one)
    site = Site.objects.filter(pk=one.pk).first()
    context = {
        "organization": one,
        "trail": [
            (_("The List"), reverse("directory:list")),
            (one.name, one.get_absolute_url()),
            (_("Proofs for its own site"), ""),
        ],
        "accounts": accounts,
        "proofs": _shown(one, accounts, site.proofs if site else {}) if accounts else [],
        "visited_at": site.visited_at if site else None,
        "badge": _badge(one) if accounts else "",
    }
    return render(request, "directory/proofs.html", context)


@require_safe
def trust_txt(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(slug, "trust.txt", "text/plain", _trust_txt)


@require_safe
def same_as(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(
        slug,
        "same-as.json",
        "application/ld+json",
        lambda one, accounts: proof_files.same_as_json(one.name, one.website, accounts),
    )


@require_safe
def rel_me(request: HttpRequest, slug: str) -> HttpResponse:
    """As plain text: it is to be read and copied, not to be a page of ours."""
    return _file(slug, "rel-me.html", "text/plain", lambda one, accounts: proof_files.rel_me_html(accounts))


def _file(
    slug: str, name: str, content_type: str, write: Callable[[Organization, list[Named]], str]
) -> HttpResponse:
    one = _organization(slug)
    response = HttpResponse(write(one, _accounts(one)), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "public, max-age=300"
    return response


def _organization(slug: str) -> Organization:
    return get_object_or_404(Organization.objects.current().select_related("parent"), slug=slug)


def _accounts(one: Organization) -> list[Named]:
    listings = Listing.objects.to_publish().filter(organization=one).select_related("account")
    accounts = [listing.account for listing in listings.order_by("account__platform", "account__key")]
    return [Named(f"{PLATFORMS[each.platform].name} {each.label}", each.address) for each in accounts]


def _trust_txt(one: Organization, accounts: list[Named]) -> str:
    source = settings.PUBLIC_URL + one.get_absolute_url()
    return proof_files.trust_txt(one.name, accounts, _family(one), source=source)


def _family(one: Organization) -> Family:
    parts = one.children.current().exclude(website="").order_by("sort_name", "pk")[:MOST_PARTS]
    below = [part.website for part in parts if part.website != one.website]
    parent = one.parent
    above = [parent.website] if parent and parent.website and parent.website != one.website else []
    has_members = one.type in _OF_MEMBERS
    is_member = parent is not None and parent.type in _OF_MEMBERS
    return Family(
        control=() if has_members else below,
        controlledby=() if is_member else above,
        member=below if has_members else (),
        belongto=above if is_member else (),
    )


def _shown(one: Organization, accounts: list[Named], seen: Mapping[str, Any]) -> list[Shown]:
    made = (
        (
            "trust-txt",
            _("trust.txt"),
            _(
                "Save it as a file and put it at /.well-known/trust.txt or /trust.txt. Programs look for it there."
            ),
            _trust_txt(one, accounts),
            "directory:proof_trust_txt",
        ),
        (
            "json-ld",
            _("Data for search engines"),
            _("Put it into the head of your home page. Search engines and we read it; nobody sees it."),
            proof_files.same_as_script(one.name, one.website, accounts),
            "directory:proof_same_as",
        ),
        (
            "rel-me",
            _("Links that say “me”"),
            _(
                'Put them into the footer of your home page, or add rel="me" to the links that are there already.'
            ),
            proof_files.rel_me_html(accounts),
            "directory:proof_rel_me",
        ),
    )
    return [
        Shown(
            kind,
            title,
            where,
            text,
            min(16, text.count("\n") + 1),
            reverse(route, args=[one.slug]),
            _moment(seen.get(kind)),
        )
        for kind, title, where, text, route in made
    ]


def _badge(one: Organization) -> str:
    words = _("What %(site)s says of the accounts of %(name)s")
    return proof_files.badge_html(
        words % {"site": settings.WAGTAIL_SITE_NAME, "name": one.name},
        page=settings.PUBLIC_URL + one.get_absolute_url(),
        picture=settings.PUBLIC_URL + reverse("directory:badge", args=[one.slug]),
    )


def _moment(told: object) -> datetime | None:
    return parse_datetime(told) if isinstance(told, str) else None
