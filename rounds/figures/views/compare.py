"""Organizations side by side, and the peers of one."""

from collections.abc import Sequence
from heapq import nlargest
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import csv
from rounds.core.charts import Bar, bars
from rounds.core.limits import Meter, visitor
from rounds.core.plain_text import without_unprintable
from rounds.directory.caching import versioned
from rounds.directory.grid import bits
from rounds.directory.grid.census import Census, census_now
from rounds.directory.platforms import PLATFORMS
from rounds.figures.candidates import candidates
from rounds.figures.comparing import FEWEST, MOST, Column, Comparison, chosen, compare, csv_rows
from rounds.figures.limits import metered
from rounds.figures.peers import (
    Peers,
    covering,
    described,
    lacking,
    peers_of,
    platforms_of,
    unranked,
    widened,
)
from rounds.organizations.models import Organization

LONGEST = 120  # characters of a name that are searched for
SHOWN = 12  # platforms in the chart
NAMED = 50  # peers by name
PER_MINUTE = 60
meter = Meter("compare")


class Hit(NamedTuple):
    organization: Organization
    address: str  # of the comparison with it


class Neighbor(NamedTuple):
    organization: Organization
    accounts: int


class PlatformLine(NamedTuple):
    name: str
    peers: int
    of: int
    has_it: bool


@require_safe
@versioned
def compare_page(request: HttpRequest) -> HttpResponse:
    if not meter.take(visitor(request), PER_MINUTE).is_admitted:
        return render(request, "429.html", status=429)
    asked = request.GET.getlist("organization")
    known = chosen(asked)
    ones, surplus = known[:MOST], known[MOST:]
    compared = compare(ones, census_now()) if ones else None
    typed = " ".join(without_unprintable(request.GET.get("q", "")).split())[:LONGEST]
    hits, guessed = _hits(typed, ones) if typed and len(ones) < MOST else ([], False)
    return render(
        request,
        "figures/compare.html",
        {
            "compared": compared,
            "columns": [(one, address_of(_without(ones, one.organization))) for one in _columns(compared)],
            "slugs": [one.slug for one in ones],
            "typed": typed,
            "hits": hits,
            "guessed": guessed,
            "has_room": len(ones) < MOST,
            "is_enough": len(ones) >= FEWEST,
            "unknown": len(set(asked)) - len(known) if asked else 0,
            "surplus": [one.name for one in surplus],
            "csv": f"{reverse('figures:compare_csv')}?{_encoded(ones)}",
            "none_label": _("none"),
        },
    )


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponseBase:
    if not meter.take(visitor(request), PER_MINUTE).is_admitted:
        return HttpResponse(status=429)
    ones = chosen(request.GET.getlist("organization"))[:MOST]
    if not ones:
        return redirect("figures:compare")
    census = census_now()
    header = (_("as of %(day)s") % {"day": census.now.date().isoformat()}, *(one.name for one in ones))
    return StreamingHttpResponse(
        csv.stream(tuple(str(csv.safe(cell)) for cell in header), csv_rows(compare(ones, census))),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="rounds-compared-{census.now:%Y-%m-%d}.csv"'},
    )


@require_safe
@versioned
@metered
def peers_page(request: HttpRequest, slug: str) -> HttpResponse:
    one = get_object_or_404(Organization.objects.select_related("merged_into"), slug=slug)
    if one.merged_into:
        return redirect("figures:peers", one.merged_into.slug)
    census = census_now()
    peers = peers_of(one, census)
    trail = [(_("The List"), reverse("directory:list")), (one.name, one.get_absolute_url()), (_("Peers"), "")]
    context: dict[str, object] = {
        "organization": one,
        "trail": trail,
        "peers": peers,
        "day": census.now.date(),
    }
    if peers is None or not peers.members:
        return render(request, "figures/peers.html", context)
    neighbors = _neighbors(peers)
    lines = _lines(peers)
    context |= {
        "described": described(peers, one),
        "widened": widened(peers, one),
        "unranked": unranked(peers.whole.own, peers.whole.organizations),
        "size": peers.members.bit_count(),
        "lacks": lacking(peers),
        "parent": Organization.objects.filter(pk=covering(census, peers.at) or 0).first(),
        "chart": bars(
            "peers-platforms",
            _("Peers by platform"),
            [_bar(line) for line in lines[:SHOWN]],
        ),
        "lines": lines,
        "neighbors": neighbors,
        "unnamed": peers.members.bit_count() - len(neighbors),
        "case": f"{reverse('figures:case')}?{urlencode({'organization': one.slug})}",
        "compare": address_of([one, *(near.organization for near in neighbors[: MOST - 1])]),
    }
    return render(request, "figures/peers.html", context)


def address_of(ones: Sequence[Organization]) -> str:
    """Of the comparison of these."""
    path = reverse("figures:compare")
    return f"{path}?{_encoded(ones)}" if ones else path


def _columns(compared: Comparison | None) -> list[Column]:
    return compared.columns if compared else []


def _encoded(ones: Sequence[Organization]) -> str:
    return urlencode([("organization", one.slug) for one in ones])


def _without(ones: Sequence[Organization], left_out: Organization) -> list[Organization]:
    return [one for one in ones if one.pk != left_out.pk]


def _hits(typed: str, ones: Sequence[Organization]) -> tuple[list[Hit], bool]:
    """What a name finds, best first, without those that are there already; and whether it is a guess."""
    found = candidates(typed, census_now(), without={one.pk for one in ones})
    return [Hit(one, address_of([*ones, one])) for one in found.organizations], found.guessed


def _lines(peers: Peers) -> list[PlatformLine]:
    mine = platforms_of(peers)
    whole = peers.members.bit_count()
    there = peers.on | {slug: 0 for slug in sorted(mine) if slug not in peers.on}
    return [PlatformLine(PLATFORMS[slug].name, n, whole, slug in mine) for slug, n in there.items()]


def _bar(line: PlatformLine) -> Bar:
    label = _("%(platform)s (it is there)") % {"platform": line.name} if line.has_it else line.name
    return Bar(label, line.peers, line.of, is_ours=line.has_it)


def _neighbors(peers: Peers) -> list[Neighbor]:
    """Those with the most accounts first."""
    census: Census = peers.census
    accounts = census.accounts_of
    places = nlargest(NAMED, bits.positions_in(peers.members), key=accounts.__getitem__)
    ids = {census.timeline.ids[at]: accounts[at] for at in places}
    found = Organization.objects.in_bulk(ids)
    named = [Neighbor(found[pk], total) for pk, total in ids.items() if pk in found]
    return sorted(named, key=lambda one: (-one.accounts, one.organization.sort_name))
