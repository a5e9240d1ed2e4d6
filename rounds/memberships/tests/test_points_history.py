"""Random histories of points against a slow model that keeps every single point in a list."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from rounds.memberships.actions import points, seats
from rounds.memberships.models import Lot, PointsEntry, PointsOperation, Seat
from rounds.memberships.points import last_day
from rounds.memberships.refusing import Refused
from rounds.memberships.statement import every_line, outlook
from rounds.memberships.tests.network_cases import (
    DAY,
    NOW,
    end,
    given,
    hospital,
    left,
    person,
    transfer,
    wallet,
)

HOME = "home"
NAMES = ("ann", "bob")


class Histories(RuleBasedStateMachine):
    """The model: each point is a dict with who has it (or why it is gone), its last day, its order, who gave it."""

    def __init__(self) -> None:
        super().__init__()
        self.together = transaction.atomic()
        self.together.__enter__()
        self.membership, self.leader = hospital(seat_count=3)
        self.people = {name: person(name) for name in NAMES}
        self.model: list[dict] = []
        self.seats: set[str] = set()
        self.spends: list[tuple[PointsOperation, list[dict]]] = []
        self.orders: list = []
        self.at = NOW
        self.turn = 0
        self.ended = False

    def teardown(self) -> None:
        """The next history begins with nothing."""
        transaction.set_rollback(True)
        self.together.__exit__(None, None, None)

    # --- the slow model ---

    def usable(self, owner: str) -> list[dict]:
        if not self.runs():
            return []
        mine = [p for p in self.model if p["at"] == owner and p["until"] >= self.at.date()]
        return sorted(mine, key=lambda p: (p["until"], p["lot"]))

    def runs(self) -> bool:
        return not self.ended and self.at.date() <= NOW.date() + timedelta(days=364 + 30)

    def owner(self, name: str):
        return self.membership if name == HOME else self.people[name]

    def key(self) -> str:
        self.turn += 1
        return f"h{id(self)}-{self.turn}"

    def returned(self, name: str) -> int:
        back = [p for p in self.model if p["at"] == name and p["given"] and p["until"] >= self.at.date()]
        for p in back:
            p["at"], p["given"], p["lot"] = HOME, False, p["home_lot"]
        return len(back)

    # --- what can happen ---

    @rule(count=st.integers(1, 30))
    def buy(self, count: int) -> None:
        if not self.runs():
            return
        order = given(self.membership, count, self.at, by=self.leader)
        lot = Lot.objects.latest("pk").pk
        self.orders.append(order)
        until = last_day(self.at.date())
        self.model += [
            {"at": HOME, "until": until, "lot": lot, "home_lot": lot, "given": False, "order": order.pk}
            for _point in range(count)
        ]

    @rule(name=st.sampled_from(NAMES))
    def sit(self, name: str) -> None:
        if self.runs():
            seats.grant(membership=self.membership, user=self.people[name], by=None, at=self.at)
            self.seats.add(name)

    @rule(name=st.sampled_from(NAMES))
    def stand(self, name: str) -> None:
        seat = Seat.objects.held().filter(user=self.people[name]).first()
        if seat:
            assert seats.take_back(seat=seat, by=self.leader, at=self.at) == self.returned(name)
            self.seats.discard(name)

    @rule(name=st.sampled_from(NAMES), count=st.integers(1, 25))
    def give(self, name: str, count: int) -> None:
        may = self.runs() and name in self.seats and len(self.usable(HOME)) >= count
        try:
            transfer(self.membership, self.people[name], count, self.at, by=self.leader, key=self.key())
        except Refused:
            assert not may
            return
        assert may
        taken = self.usable(HOME)[:count]
        lots = {
            entry.source_id: entry.target_id for entry in PointsOperation.objects.latest("pk").entries.all()
        }
        for p in taken:
            p["at"], p["given"], p["lot"] = name, True, lots[p["lot"]]

    @rule(name=st.sampled_from((HOME, *NAMES)), count=st.integers(1, 25))
    def spend(self, name: str, count: int) -> None:
        may = len(self.usable(name)) >= count
        try:
            operation = points.spend(
                wallet=wallet(self.owner(name)), points=count, memo="It", key=self.key(), by=None, at=self.at
            )
        except Refused:
            assert not may
            return
        assert may
        taken = self.usable(name)[:count]
        for p in taken:
            p["was"], p["at"] = p["at"], "spent"
        self.spends.append((operation, taken))

    @precondition(lambda self: self.spends)
    @rule(data=st.data())
    def give_back(self, data) -> None:
        operation, taken = self.spends.pop(data.draw(st.integers(0, len(self.spends) - 1)))
        points.unspend(operation=operation, by=None, at=self.at)
        name = taken[0]["was"]
        for p in taken:
            p["at"] = name
        touched = {p["lot"] for p in taken}
        for p in self.model:
            if p["at"] == name and p["lot"] in touched and (p["until"] < self.at.date() or not self.runs()):
                p["at"] = "gone"
        if name != HOME and name not in self.seats:
            self.returned(name)

    @rule(name=st.sampled_from(NAMES))
    def recall(self, name: str) -> None:
        found = points.recall(membership=self.membership, user=self.people[name], by=self.leader, at=self.at)
        assert found == self.returned(name)

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def refund(self, data) -> None:
        order = self.orders.pop(data.draw(st.integers(0, len(self.orders) - 1)))
        spent = points.take_back(order=order, at=self.at)
        mine = [p for p in self.model if p["order"] == order.pk]
        assert spent == sum(p["at"] == "spent" for p in mine)
        for p in mine:
            if p["at"] in {HOME, *NAMES}:
                p["at"] = "gone"

    @rule(days=st.sampled_from([0, 1, 30, 120, 300, 700]))
    def time_passes(self, days: int) -> None:
        self.at += days * DAY + timedelta(seconds=1)

    @rule()
    def the_clock_comes(self) -> None:
        over = [p for p in self.model if p["at"] in {HOME, *NAMES} and p["until"] < self.at.date()]
        assert points.expire(at=self.at) == len(over)
        for p in over:
            p["at"] = "gone"

    @precondition(lambda self: not self.ended)
    @rule(sure=st.sampled_from([False, False, False, True]))
    def the_membership_ends(self, sure: bool) -> None:
        if not sure:
            return
        end(self.membership, self.at.date())
        self.ended = True
        points.end_membership(membership=self.membership, at=self.at)
        for p in self.model:
            if p["at"] in {HOME, *NAMES}:
                p["at"] = "gone"

    # --- what holds always ---

    @invariant()
    def balances_agree(self) -> None:
        for name in (HOME, *NAMES):
            owner = self.owner(name)
            assert left(owner) == sum(p["at"] == name for p in self.model)
            assert outlook(wallet(owner), self.at.date()).points == len(self.usable(name))
            assert next((line.balance for line in every_line(wallet(owner))), 0) == left(owner)

    @invariant()
    def each_lot_has_what_its_entries_left(self) -> None:
        for lot in Lot.objects.all():
            came = sum(lot.ins.values_list("amount", flat=True))
            went = sum(lot.outs.values_list("amount", flat=True))
            assert 0 <= lot.remaining == came - went <= lot.amount

    @invariant()
    def nothing_is_issued_but_by_an_order_or_a_giving_back(self) -> None:
        issued = PointsEntry.objects.filter(source=None).values_list("operation__kind", flat=True)
        assert set(issued) <= {"dues", "top_up", "unspend"}


@pytest.mark.django_db
def test_in_any_history_wallets_agree_with_a_list_of_single_points():
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
