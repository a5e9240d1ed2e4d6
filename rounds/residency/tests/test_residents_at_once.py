"""What several do at the same moment: the last place, the eighth seat, two who leave, a cancelling that runs twice."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection

from rounds.billing.models import Invoice
from rounds.mail.models import Message
from rounds.memberships.tests.factories import UserFactory
from rounds.residency.actions import cancelling, chiefs, deciding, placing
from rounds.residency.models import Fee, Place
from rounds.residency.refusing import Refused
from rounds.residency.tests.cases import NOW, accepted, chief, opened, resident, sent

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*all_do: Callable[[], object]) -> list[str]:
    """Each in a thread, begun together. Returns the reasons of what was refused; a busy file is tried again."""
    start, refused, wrong = Barrier(len(all_do)), [], []

    def run(do: Callable[[], object]) -> None:
        start.wait()
        try:
            again(do)
        except Refused as fault:
            refused.append(fault.reason)
        except BaseException as fault:
            wrong.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[do]) for do in all_do]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    return refused


def again(do: Callable[[], object]) -> None:
    for _n in range(20):
        try:
            do()
        except OperationalError as busy:
            if "locked" not in str(busy):
                raise
        else:
            return


def test_two_accept_the_last_place_and_one_of_them_waits():
    cohort = opened(places=1, fee_cents=450_00)
    asked = [sent(cohort), sent(cohort)]
    by = UserFactory()
    assert at_once(*(lambda one=one: deciding.accept(application=one, by=by, at=NOW) for one in asked)) == []
    states = sorted(cohort.applications.values_list("state", flat=True))
    assert (states, Place.objects.held().count(), Fee.objects.count()) == (["placed", "waiting"], 1, 1)


def test_two_assign_the_eighth_seat_and_one_is_refused():
    cohort = opened()
    leader = chief(cohort)
    for seat in range(1, 8):
        resident(cohort, chief=leader, seat=seat)
    late = [resident(cohort), resident(cohort)]
    done = at_once(
        *(lambda one=one: placing.assign(place=one, chief=leader, by=None, at=NOW) for one in late)
    )
    assert (done, Place.objects.filter(chief=leader).count()) == ([Refused.NO_SEAT], 8)


def test_two_leave_at_once_and_two_move_up():
    cohort = opened(places=2, fee_cents=450_00)
    going = [accepted(cohort), accepted(cohort)]
    waiting = [accepted(cohort), accepted(cohort), accepted(cohort)]
    leave = [
        lambda one=one: placing.leave(place=Place.objects.get(application=one), why="", by=None, at=NOW)
        for one in going
    ]
    assert at_once(*leave) == []
    held = set(Place.objects.held().values_list("user_id", flat=True))
    assert len(held) == 2
    assert held < {one.user_id for one in waiting}


def test_one_who_leaves_twice_gets_the_fee_back_once():
    application = accepted(opened(fee_cents=450_00))
    place = Place.objects.get(application=application)
    leave = [lambda: placing.leave(place=place, why="", by=None, at=NOW)] * 3
    assert at_once(*leave) == []
    assert Invoice.objects.filter(kind="credit", lines__account="residency").count() == 1


def test_a_cancelling_that_runs_many_times_gives_back_once():
    cohort = opened(fee_cents=450_00)
    accepted(cohort), accepted(cohort)
    cancelling.cancel(cohort=cohort, why="Storm.", by=UserFactory(), at=NOW)
    assert at_once(*([lambda: cancelling.settle(cohort=cohort, at=NOW)] * 3)) == []
    assert Invoice.objects.filter(kind="credit", lines__account="residency").count() == 2
    assert Message.objects.filter(key__startswith="residency-cancelled").count() == 2


def test_two_chiefs_named_at_once_lead_two_groups():
    cohort = opened()
    people = [UserFactory(), UserFactory()]
    named = [
        lambda user=user: chiefs.name_chief(cohort=cohort, user=user, by=None, at=NOW) for user in people
    ]
    assert at_once(*named) == []
    assert sorted(cohort.chiefs.values_list("group", flat=True)) == [1, 2]
