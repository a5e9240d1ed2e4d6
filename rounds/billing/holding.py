"""What billing keeps about a person. Invoices stay: the law on taxes wants them."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rounds.billing.actions import remove_card
from rounds.billing.models import Card, Checkout, Invoice, Payment
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register

_LAW = _("Tax law: invoices and what was paid for them are kept for ten years.")


def enter() -> None:
    register("billing", Holding(tables=_TABLES, export=_export, erase=_erase))


_TABLES = (
    Table("billing.Invoice", _("invoices"), Fate.KEPT, _LAW),
    Table("billing.Payment", _("payments that you wrote down as a treasurer"), Fate.ANONYMOUS, _LAW),
    Table(
        "billing.Checkout",
        _("visits to the card company"),
        Fate.ANONYMOUS,
        _("That an invoice was paid by card belongs to the invoice."),
    ),
    Table(
        "billing.Card",
        _("cards kept for renewals"),
        Fate.ANONYMOUS,
        _("The card company is told to forget the card; a month later nothing of it is left here."),
    ),
)


def _export(user: User) -> Iterable[Part]:
    yield Part(
        "invoices.json", [_invoice(one) for one in Invoice.objects.filter(user=user).order_by("serial")]
    )
    cards = Card.objects.filter(user=user).order_by("pk")
    yield Part("cards.json", list(cards.values("label", "provider", "agreed_at", "removed_at")))


def _invoice(one: Invoice) -> dict[str, object]:
    return {
        "number": one.number,
        "kind": one.kind,
        "bill_to": one.bill_to,
        "attention": one.attention,
        "address": one.address,
        "email": one.email,
        "purchase_order": one.purchase_order,
        "memo": one.memo,
        "issued_on": one.issued_on,
        "due_on": one.due_on,
        "currency": one.currency,
        "total_cents": one.total_cents,
        "paid_cents": one.paid_cents,
        "credited_cents": one.credited_cents,
        "settled_at": one.settled_at,
        "pdf": f"{settings.PUBLIC_URL}{one.get_absolute_url()[:-1]}.pdf",
        "lines": list(
            one.lines.order_by("position").values("description", "quantity", "unit_cents", "amount_cents")
        ),
        "payments": list(
            one.payments.order_by("pk").values("kind", "method", "amount_cents", "received_on", "reference")
        ),
    }


def _erase(user: User, at: datetime) -> None:
    """A card of their own goes, at the provider too (by the clock); one of an organization stays with it."""
    for card in Card.objects.kept().filter(user=user, organization=None):
        remove_card(card=card, by=user, at=at)
    Card.objects.filter(user=user, organization=None).update(user=None, label="")
    Card.objects.filter(user=user).update(user=None)
    Checkout.objects.filter(started_by=user).update(started_by=None)
    Payment.objects.filter(recorded_by=user).update(recorded_by=None)
