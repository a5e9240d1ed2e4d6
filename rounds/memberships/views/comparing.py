"""The page that compares what each membership brings and costs."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core.limits import admit
from rounds.core.zones import Zone
from rounds.memberships.access import memberships_of
from rounds.memberships.dues import Quote
from rounds.memberships.forms.costs import CostForm
from rounds.memberships.models import Plan, PlanBand
from rounds.memberships.policy import GRACE_DAYS, POINT_CENTS, REFUND_DAYS, TOP_UP_CENTS
from rounds.users.models import User

PAGE = "memberships/plans.html"


class Offer(NamedTuple):
    """A plan as it stands on the page. `quote`: the least that it costs."""

    plan: Plan
    quote: Quote
    is_from: bool
    brings: list[str]
    is_mine: bool


class Row(NamedTuple):
    """One line of the comparison: for each offer yes, no, or words."""

    label: str
    cells: list[tuple[str, bool | str]]


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """`?revenue=80 million&seats=25` works out what it costs; the address can be passed on."""
    is_fragment = request.headers.get("HX-Request") == "true"
    if is_fragment and not admit(request, "membership-costs", places=200, seconds=600):
        return HttpResponse(status=429)
    offered = _offered()
    context = _costs(request, next((one for one in offered if one.is_for_organizations), None))
    if is_fragment:
        return render(request, f"{PAGE}#cost", context)
    offers = _offers(offered, request)
    context |= {
        "offers": offers,
        "rows": _rows(offers),
        "grace_days": GRACE_DAYS,
        "refund_days": REFUND_DAYS,
        "point_cents": POINT_CENTS,
        "top_up_cents": TOP_UP_CENTS,
    }
    return render(request, PAGE, context)


def _offered() -> list[Plan]:
    bands = Prefetch("bands", PlanBand.objects.order_by("revenue_from"))
    return list(Plan.objects.filter(is_offered=True).prefetch_related(bands).order_by("order", "pk"))


def _offers(offered: Sequence[Plan], request: HttpRequest) -> list[Offer]:
    mine = set()
    if isinstance(request.user, User):
        mine = {Plan.Kind.GUEST.value} | {
            one.membership.kind
            for one in memberships_of(request.user, timezone.now().date())
            if one.stand.standing.is_open
        }
    return [
        Offer(plan, plan.quote(), bool(plan.bands.all()), plan.brings.splitlines(), plan.kind in mine)
        for plan in offered
    ]


def _costs(request: HttpRequest, plan: Plan | None) -> dict[str, Any]:
    form = CostForm(request.GET if "revenue" in request.GET else None)
    if plan is None:
        return {"form": form, "priced": None}
    bands = list(plan.bands.all())
    revenue = form.cleaned_data.get("revenue") if form.is_bound and form.is_valid() else None
    if revenue is None:
        return {"form": form, "priced": plan, "bands": bands}
    quote = plan.quote(revenue=revenue, seats=form.cleaned_data.get("seats") or 0)
    chosen = [band for band in bands if band.revenue_from <= revenue][-1:]
    return {
        "form": form,
        "priced": plan,
        "bands": bands,
        "revenue": revenue,
        "quote": quote,
        "band": chosen[0] if chosen else None,
    }


def _rows(offers: Sequence[Offer]) -> list[Row]:
    def row(label: str, cell: Any) -> Row:
        return Row(label, [(one.plan.name, cell(one.plan)) for one in offers])

    return [
        row(_("Samples of lessons and resources"), lambda plan: Zone.GUEST in plan.zones),
        row(_("The whole library, webinars and recordings"), lambda plan: Zone.MEMBER in plan.zones),
        row(_("Material for staff of member organizations"), lambda plan: Zone.ORGANIZATION in plan.zones),
        row(_("Seats for colleagues"), lambda plan: plan.is_for_organizations),
        row(
            _("Points for events, training and consulting"),
            lambda plan: (
                _("%(percent)d%% of the dues") % {"percent": plan.points_percent}
                if plan.points_percent
                else False
            ),
        ),
        row(_("Begins"), _begins),
    ]


def _begins(plan: Plan) -> str:
    if plan.kind == Plan.Kind.GUEST:
        return _("In a minute")
    if plan.approval == Plan.Approval.AUTOMATIC:
        return _("When it is paid")
    return _("When we have read the application")
