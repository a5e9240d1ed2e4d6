"""The fee of a place: owed by invoice or paid in points when somebody is placed, and given back once.

Numbers of invoices are held before memberships and wallets, in the order of the whole house.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from rounds.activity.actions import record
from rounds.billing.actions import BillTo, Line, credit, issue, refund
from rounds.billing.actions import Refused as NotThatMuch
from rounds.billing.actions.numbering import hold_numbers
from rounds.billing.models import Invoice, Payment
from rounds.memberships.actions import points
from rounds.memberships.actions.points.entering import wallet_of
from rounds.memberships.models import PointsOperation
from rounds.memberships.policy import POINT_CENTS
from rounds.memberships.refusing import Refused as TooFew
from rounds.residency.models import Fee, Place
from rounds.residency.refusing import Refused
from rounds.users.models import User

ACCOUNT = "residency"  # of the ledger: where fees go
TO_PAY = timedelta(days=30)


def of(place: Place) -> Fee | None:
    return Fee.objects.select_related("invoice", "points").filter(place=place).first()


def in_points(cents: int) -> int:
    """Of a part of a point, a whole one."""
    return -(-cents // POINT_CENTS)


def charge(*, place: Place, by: User | None, at: datetime) -> Fee | None:
    """Of a held cohort. In points where whoever applied wanted it and has enough; else an invoice."""
    cents, fee = place.cohort.fee_cents, of(place)
    if fee and fee.given_back_at is None:
        return fee
    if not cents:
        return None
    hold_numbers()
    key = _free_key(place)
    paid = _in_points(place, key, by, at)
    how = {"points": paid, "invoice": None if paid else _invoice(place, key, by, at)}
    kept, _is_new = Fee.objects.update_or_create(
        place=place, defaults={"cents": cents, "at": at, "given_back_at": None, **how}
    )
    record(verb="residency.charged", about=place, by=by, at=at, cents=cents, key=key)
    return kept


@transaction.atomic
def give_back(*, place: Place, reason: str, by: User | None, at: datetime) -> Fee | None:
    """All of it: the invoice is credited and what was paid refunded, or the points come back. Once."""
    fee = of(place)
    if fee and fee.invoice_id:
        Invoice.objects.select_for_update().get(pk=fee.invoice_id)
    hold_numbers()
    fee = (
        Fee.objects.select_for_update(of=("self",))
        .select_related("invoice", "points")
        .filter(place=place)
        .first()
    )
    if fee is None or fee.given_back_at:
        return fee
    if fee.points:
        points.unspend(operation=fee.points, by=by, at=at, memo=reason[:300])
    elif fee.invoice:
        _take_back(fee.invoice, _words(place), by, at)
    fee.given_back_at = at
    fee.save(update_fields=["given_back_at"])
    record(verb="residency.fee_given_back", about=place, by=by, at=at, cents=fee.cents)
    return fee


@transaction.atomic
def forgive(*, place: Place, reason: str, by: User, at: datetime) -> Fee:
    """The office gives back what would not come back by itself. Raises Refused where there is nothing."""
    fee = of(place)
    if fee is None or fee.given_back_at:
        raise Refused(Refused.NOTHING_OWED)
    return give_back(place=place, reason=reason, by=by, at=at) or fee


def credited(*, invoice: Invoice, at: datetime) -> None:
    """The treasurers took the whole invoice back: then the fee is given back, too."""
    Fee.objects.filter(invoice=invoice, given_back_at=None).update(given_back_at=at)


def _take_back(invoice: Invoice, reason: str, by: User | None, at: datetime) -> None:
    """A card gets its money at once; what came by bank is credited, and sent by the treasurers."""
    key = f"residency-back:{invoice.pk}"
    last = invoice.payments.filter(kind=Payment.Kind.PAYMENT).order_by("-pk").first()
    if last and last.method == Payment.Method.CARD and invoice.paid_cents:
        try:
            with transaction.atomic():
                refund(
                    key=key, invoice=invoice, amount_cents=invoice.paid_cents, method=last.method,
                    reason=reason, by=by, at=at,
                )  # fmt: skip
        except NotThatMuch:
            pass  # on any one card: the treasurers send it
    invoice.refresh_from_db()
    if invoice.creditable_cents:
        credit(key=f"{key}:rest", invoice=invoice, amount_cents=None, reason=reason, by=by, at=at)


def _in_points(place: Place, key: str, by: User | None, at: datetime) -> PointsOperation | None:
    if not (place.cohort.takes_points and place.application.wants_points):
        return None
    wallet = wallet_of(user=place.user)
    memo = _words(place)[:300]
    try:
        with transaction.atomic():
            return points.spend(
                wallet=wallet, points=in_points(place.cohort.fee_cents), memo=memo, key=key, by=by, at=at
            )
    except TooFew:
        return None


def _invoice(place: Place, key: str, by: User | None, at: datetime) -> Invoice:
    person, day = place.user, at.date()
    due_on = max(day, min(day + TO_PAY, place.cohort.begins_on))
    return issue(
        key=key,
        bill_to=BillTo(name=str(person), email=person.email),
        lines=[Line(_words(place), place.cohort.fee_cents, ACCOUNT)],
        due_on=due_on,
        by=by,
        at=at,
        user=person,
        language=person.language,
    )


def _words(place: Place) -> str:
    with translation.override(place.user.language):
        return _("Residency: %(cohort)s") % {"cohort": place.cohort.title}


def _free_key(place: Place) -> str:
    """A place that is taken up again is paid again."""
    stem = f"residency:{place.pk}:"
    earlier = Invoice.objects.filter(key__startswith=stem).count()
    earlier += PointsOperation.objects.filter(key__startswith=stem).count()
    return f"{stem}{earlier + 1}"
