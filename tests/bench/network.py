"""A made-up network of 20,000 paying members and an organization of 500 seats; how fast its people's pages are."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.billing.models import Invoice, InvoiceLine, Payment
from rounds.content.models import Resource
from rounds.core import zones
from rounds.core.zones import Zone
from rounds.memberships.models import (
    Leadership,
    Lot,
    Membership,
    Order,
    Plan,
    PointsEntry,
    PointsOperation,
    Seat,
    Term,
    Wallet,
)
from rounds.memberships.points import last_day
from rounds.organizations.models import Organization
from rounds.users.models import User
from tests.bench.figures import Figure
from tests.bench.people import _in_bulk

MEMBERS = 20_000
SEATS = 500
SPENT = 60  # times that the member spent points
ROUNDS, WARM_UP = 30, 3
YEAR = timedelta(days=364)
AIM = "< 30 ms"


def figures() -> list[Figure]:
    """What a membership opens is worked out from its terms, as for everybody."""
    zones.enter("bench", lambda user: [])
    if not Membership.objects.exists():
        print(f"Making {MEMBERS:,} memberships …", flush=True)
        seed(timezone.now() - timedelta(days=100))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    call_command("starter", "resources", verbosity=0)
    led = Leadership.objects.select_related("user").order_by("pk")[0]
    member = User.objects.exclude(wallet=None).order_by("wallet")[0]
    return [*_of_member(_signed_in(member)), *_of_leader(_signed_in(led.user), led.membership_id)]


def _of_member(client: Client) -> list[Figure]:
    chance = random.Random(11)
    names = list(User.objects.exclude(name="").order_by("pk").values_list("name", flat=True)[:20_000])
    resource = Resource.objects.live().filter(zone=Zone.MEMBER, is_sample=False).order_by("pk")[0]
    asked: list[tuple[str, Callable[[], tuple[str, dict[str, str]]]]] = [
        ("member, what is yours", lambda: ("/me/", {})),
        ("member, your membership", lambda: ("/me/membership/", {})),
        ("member, your points", lambda: ("/me/points/", {})),
        ("member, people by a name", lambda: ("/members/", {"q": chance.choice(names)})),
        ("member, a resource for members", lambda: (f"/resources/{resource.slug}/", {})),
    ]
    return [_figure(what, client, address) for what, address in asked]


def _of_leader(client: Client, membership: int) -> list[Figure]:
    roster = f"/network/{membership}/roster/"
    return [_figure(f"leader, a roster of {SEATS} seats", client, lambda: (roster, {}))]


def _figure(what: str, client: Client, address: Callable[[], tuple[str, dict[str, str]]]) -> Figure:
    """The median by the clock; beside it that of the processor's own time."""
    for _ in range(WARM_UP):
        _get(client, *address())
    clock, processor = [], []
    for _ in range(ROUNDS):
        asked = address()
        began, worked = time.perf_counter(), time.process_time()
        _get(client, *asked)
        clock.append((time.perf_counter() - began) * 1_000)
        processor.append((time.process_time() - worked) * 1_000)
    with CaptureQueriesContext(connection) as queries:
        _get(client, *address())
    note = f"processor {median(processor):.1f} ms"
    return Figure(what, median(clock), "ms", AIM, str(len(queries)), note)


def _get(client: Client, path: str, query: dict[str, str]) -> None:
    response = client.get(path, query)
    assert response.status_code == 200, (path, response.status_code)


def _signed_in(user: User) -> Client:
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@transaction.atomic
def seed(at: datetime) -> None:
    """The first of the people are members by themselves, those after them have the organization's seats."""
    people = list(User.objects.filter(email__startswith="person").order_by("pk")[: MEMBERS + SEATS])
    alone = Plan.objects.filter(kind=Plan.Kind.INDIVIDUAL).order_by("pk")[0]
    own = _in_bulk(Membership, (_own(one, at) for one in people[:MEMBERS]))
    orders = _joined(own, alone, 1, at)
    _points(orders[0], at)
    _organization(people[MEMBERS:], at)


def _organization(people: list[User], at: datetime) -> None:
    plan = Plan.objects.filter(kind=Plan.Kind.ORGANIZATION).order_by("pk")[0]
    organization = Organization.objects.order_by("pk").first() or _hospital(at)
    membership = Membership.objects.create(kind=plan.kind, organization=organization, opened_at=at)
    Leadership.objects.create(membership=membership, user=people[0], from_at=at)
    _joined([membership], plan, MEMBERS + 1, at)
    term = membership.terms.get()
    _in_bulk(Seat, (_seat(term, place, one, at) for place, one in enumerate(people, 1)))
    source = _lot(Wallet.objects.create(membership=membership), membership, 40_000, at, left=30_020)
    given = PointsOperation.objects.create(key="bench:given", kind="transfer", at=at, by=people[0])
    wallets = _in_bulk(Wallet, (Wallet(user=one) for one in people[1:]))
    lots = _in_bulk(Lot, (_unsaved_lot(one, membership, 20, at) for one in wallets))
    _in_bulk(
        PointsEntry, (PointsEntry(operation=given, source=source, target=lot, amount=20) for lot in lots)
    )


def _hospital(at: datetime) -> Organization:
    return Organization.objects.create(
        slug="bench-hospital",
        name="Bench Hospital",
        sort_name="bench hospital",
        type="hospital",
        country="US",
        created_at=at,
        changed_at=at,
    )


def _joined(memberships: list[Membership], plan: Plan, first: int, at: datetime) -> list[Order]:
    """Each with an invoice that is paid, the term that stands on it, and the order that was delivered."""
    invoices = _in_bulk(Invoice, (_invoice(one, plan, first + n, at) for n, one in enumerate(memberships)))
    _in_bulk(InvoiceLine, (_line(one, plan) for one in invoices))
    _in_bulk(Payment, (_payment(one) for one in invoices if one.total_cents))
    pairs = list(zip(memberships, invoices, strict=True))
    _in_bulk(Term, (_term(membership, invoice, plan, at) for membership, invoice in pairs))
    return _in_bulk(Order, (_order(membership, invoice, plan, at) for membership, invoice in pairs))


def _own(user: User, at: datetime) -> Membership:
    return Membership(kind=Plan.Kind.INDIVIDUAL, user=user, opened_at=at)


def _invoice(membership: Membership, plan: Plan, serial: int, at: datetime) -> Invoice:
    cents = plan.price_cents or 4_000_00
    return Invoice(
        key=f"bench:{serial}",
        serial=serial,
        number=f"B-{serial:06d}",
        user_id=membership.user_id,
        organization_id=membership.organization_id,
        bill_to="Somebody",
        email="accounts@example.org",
        currency="USD",
        issued_at=at,
        issued_on=at.date(),
        due_on=at.date() + timedelta(days=30),
        total_cents=cents,
        paid_cents=cents,
        settled_at=at,
    )


def _line(invoice: Invoice, plan: Plan) -> InvoiceLine:
    cents = invoice.total_cents
    what: dict[str, Any] = {"description": plan.name, "account": "dues"}
    return InvoiceLine(invoice=invoice, position=1, unit_cents=cents, amount_cents=cents, **what)


def _payment(invoice: Invoice) -> Payment:
    return Payment(
        key=invoice.key,
        invoice=invoice,
        method=Payment.Method.BANK,
        amount_cents=invoice.total_cents,
        received_on=invoice.issued_on,
        recorded_at=invoice.issued_at,
    )


def _term(membership: Membership, invoice: Invoice, plan: Plan, at: datetime) -> Term:
    return Term(
        membership=membership,
        plan=plan,
        how=Term.How.JOINED,
        starts_on=at.date(),
        ends_on=at.date() + YEAR,
        basis=Term.Basis.INVOICE,
        invoice=invoice,
        dues_cents=invoice.total_cents,
        zones=plan.zones,
        seats=SEATS if plan.is_for_organizations else 0,
        written_at=at,
    )


def _order(membership: Membership, invoice: Invoice, plan: Plan, at: datetime) -> Order:
    return Order(
        kind=Order.Kind.JOIN,
        membership=membership,
        user_id=membership.user_id,
        plan=plan,
        dues_cents=invoice.total_cents,
        invoice=invoice,
        placed_at=at,
        delivered_at=at,
    )


def _seat(term: Term, place: int, user: User, at: datetime) -> Seat:
    return Seat(term=term, place=place, places=SEATS, user=user, from_at=at)


def _points(order: Order, at: datetime) -> None:
    """A wallet in which three lots lie, and out of which points were spent again and again."""
    wallet = Wallet.objects.create(user=order.user)
    lots = [_lot(wallet, order.membership, 500, at, left=500 - SPENT // 3) for _ in range(3)]
    came = _in_bulk(PointsOperation, (_operation("top_up", n, order, at) for n in range(3)))
    _in_bulk(PointsEntry, _entries(came, lots, "target", 500))
    spent = _in_bulk(PointsOperation, (_operation("spend", n, order, at) for n in range(SPENT)))
    _in_bulk(PointsEntry, _entries(spent, lots, "source", 1))


def _operation(kind: str, number: int, order: Order, at: datetime) -> PointsOperation:
    moment = at + timedelta(days=number)
    return PointsOperation(
        key=f"bench:{kind}:{number}", kind=kind, memo="A webinar", at=moment, by=order.user
    )


def _entries(
    operations: list[PointsOperation], lots: list[Lot], side: str, amount: int
) -> Iterator[PointsEntry]:
    for number, operation in enumerate(operations):
        lot: dict[str, Any] = {side: lots[number % len(lots)]}
        yield PointsEntry(operation=operation, amount=amount, **lot)


def _lot(wallet: Wallet, membership: Membership, amount: int, at: datetime, *, left: int = 0) -> Lot:
    lot = _unsaved_lot(wallet, membership, amount, at, left=left)
    lot.save(force_insert=True)
    return lot


def _unsaved_lot(wallet: Wallet, membership: Membership, amount: int, at: datetime, *, left: int = 0) -> Lot:
    expires_on: date = last_day(at.date())
    remaining = left or amount
    return Lot(
        wallet=wallet,
        membership=membership,
        amount=amount,
        remaining=remaining,
        expires_on=expires_on,
        came_at=at,
    )
