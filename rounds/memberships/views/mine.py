"""One's memberships: where they stand, their history, and everything that can be changed about them."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.billing.money import money
from rounds.core.limits import admit
from rounds.core.private_pages import private
from rounds.memberships import history
from rounds.memberships.access import Mine, memberships_of, terms_of
from rounds.memberships.actions.billing_details import change_billing
from rounds.memberships.actions.refunds import refund, refundable
from rounds.memberships.actions.renewals import let_end, let_renew, renew, term_to_renew
from rounds.memberships.actions.upgrades import Price, price_of, term_to_upgrade, upgrade
from rounds.memberships.forms.mine import DetailsForm, UpgradeForm
from rounds.memberships.models import Application, Membership, Order, Term
from rounds.memberships.offers import offers_for, seats_of
from rounds.memberships.refusing import Refused
from rounds.memberships.words import why
from rounds.users.models import User
from rounds.users.signed_in import person

BILLED = ("renew", "upgrade")  # each may write an invoice and mail it


class Shown(NamedTuple):
    """One membership as its page shows it. The forms are there for whoever may change it."""

    mine: Mine
    badge: history.Badge
    says: str
    lines: list[history.Line]
    waiting: list[Order]
    brings: list[str]
    may_change: bool
    may_renew: bool
    may_refund: bool
    details: DetailsForm | None
    upgrade: UpgradeForm | None
    price: Price | None


@private
@login_required
def memberships(request: HttpRequest) -> HttpResponse:
    return _page(request)


@private
@login_required
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    """What is done to one of them. Read, it is a part of the page of all."""
    if request.method != "POST":
        return redirect("memberships:mine")
    user, now = person(request), timezone.now()
    mine = next((one for one in memberships_of(user, now.date()) if one.membership.pk == pk), None)
    if mine is None or not (mine.is_own or mine.leads):
        raise Http404
    if not admit(request, "membership", places=30, seconds=3600, who=str(user.pk)):
        return _page(
            request, warning=_("That is very much at once. Please try again in an hour."), status=429
        )
    if request.POST.get("do") in BILLED and not admit(
        request, "membership-orders", places=10, seconds=24 * 3600, who=str(user.pk)
    ):
        warning = _("These are very many orders for one day. Please go on tomorrow.")
        return _page(request, warning=warning, status=429)
    try:
        return _do(request, mine.membership, user, now)
    except Refused as refused:
        return _page(request, warning=why(refused), status=409)


def _do(request: HttpRequest, membership: Membership, user: User, now: datetime) -> HttpResponse:
    match request.POST.get("do"):
        case "renew":
            return _to_invoice(renew(membership=membership, user=user, by=user, at=now))
        case "upgrade" | "price":
            return _upgrade(request, membership, user, now)
        case "billing":
            return _change_billing(request, membership, user, now)
        case "end":
            let_end(membership=membership, by=user, at=now)
            messages.success(request, _("It will end with its year. No invoice will come."))
        case "go on":
            let_renew(membership=membership, by=user, at=now)
            messages.success(
                request, _("It will renew: the invoice comes in the month in which the year ends.")
            )
        case "refund":
            cents = refund(membership=membership, reason=_("Within the days of refund"), by=user, at=now)
            messages.success(request, _("It has ended. %(money)s come back.") % {"money": money(cents)})
    return redirect("memberships:mine")


def _to_invoice(order: Order) -> HttpResponse:
    if order.invoice.owed_cents:
        return redirect(order.invoice.get_absolute_url())
    return redirect("memberships:mine")


def _change_billing(request: HttpRequest, membership: Membership, user: User, now: datetime) -> HttpResponse:
    form = DetailsForm(request.POST, membership=membership)
    if not form.is_valid():
        return _page(request, details={membership.pk: form}, status=422)
    change_billing(membership=membership, to=form.cleaned_data, by=user, at=now)
    messages.success(request, _("Kept for the next invoice. Invoices that are written stay as they are."))
    return redirect("memberships:mine")


def _upgrade(request: HttpRequest, membership: Membership, user: User, now: datetime) -> HttpResponse:
    """Say the price first, then bill it."""
    term = term_to_upgrade(membership, now.date())
    form = UpgradeForm(request.POST, term=term)
    if not form.is_valid():
        return _page(request, upgrades={membership.pk: form}, status=422)
    asked = {"plan": form.cleaned_data["plan"], "seats": form.cleaned_data.get("seats") or term.seats}
    if request.POST.get("do") == "upgrade":
        return _to_invoice(upgrade(membership=membership, user=user, by=user, at=now, **asked))
    price = price_of(term=term, membership=membership, day=now.date(), **asked)
    return _page(request, upgrades={membership.pk: form}, prices={membership.pk: price})


def _page(
    request: HttpRequest,
    *,
    warning: str = "",
    details: dict[int, DetailsForm] | None = None,
    upgrades: dict[int, UpgradeForm] | None = None,
    prices: dict[int, Price] | None = None,
    status: int = 200,
) -> HttpResponse:
    user, day = person(request), timezone.now().date()
    mine = memberships_of(user, day)
    terms = terms_of([one.membership.pk for one in mine])
    waiting = _waiting([one.membership.pk for one in mine])
    shown = [
        _shown(
            one,
            terms.get(one.membership.pk, []),
            waiting.get(one.membership.pk, []),
            day,
            (details or {}).get(one.membership.pk),
            (upgrades or {}).get(one.membership.pk),
            (prices or {}).get(one.membership.pk),
        )
        for one in mine
    ]
    open_now = Application.objects.filter(user=user, state__in=["waiting", "asked"])
    context = {
        "shown": shown,
        "offers": offers_for(user, timezone.now()),
        "seats": seats_of(user, mine),
        "applications": open_now.select_related("plan").order_by("-sent_at"),
        "warning": warning,
        "faulty": [form for form in (*(details or {}).values(), *(upgrades or {}).values()) if form.errors],
    }
    return render(request, "memberships/mine.html", context, status=status)


def _shown(
    mine: Mine,
    terms: list[Term],
    waiting: list[Order],
    day: date,
    details: DetailsForm | None,
    upgrade_form: UpgradeForm | None,
    price: Price | None,
) -> Shown:
    may_change = mine.is_own or mine.leads
    decides = mine.stand.term
    return Shown(
        mine=mine,
        badge=history.badge(mine.stand.standing),
        says=history.says(mine.stand, terms, day),
        lines=history.lines(terms),
        waiting=waiting if may_change else [],
        brings=decides.plan.brings.splitlines() if decides else [],
        may_change=may_change,
        may_renew=may_change and not waiting and _is_allowed(term_to_renew, terms, day),
        may_refund=may_change and _is_allowed(refundable, terms, day),
        details=(details or DetailsForm(membership=mine.membership)) if may_change else None,
        upgrade=_upgrade_form(mine, terms, day, upgrade_form) if may_change else None,
        price=price,
    )


def _upgrade_form(mine: Mine, terms: list[Term], day: date, bound: UpgradeForm | None) -> UpgradeForm | None:
    term = mine.stand.term
    if term is None or term != terms[-1] or term.ends_on is None or term.ends_on < day:
        return None
    form = bound or UpgradeForm(term=term)
    return form if form.has_choice() else None


def _is_allowed(question: Any, terms: list[Term], day: date) -> bool:
    try:
        question(terms, day)
    except Refused:
        return False
    return True


def _waiting(memberships: list[int]) -> dict[int, list[Order]]:
    """Orders of dues that nobody has paid yet."""
    found: dict[int, list[Order]] = {}
    orders = Order.objects.filter(
        membership__in=memberships, called_off_at=None, invoice__settled_at=None
    ).exclude(kind=Order.Kind.TOP_UP)
    for order in orders.select_related("invoice", "plan").order_by("pk"):
        found.setdefault(order.membership_id, []).append(order)
    return found
