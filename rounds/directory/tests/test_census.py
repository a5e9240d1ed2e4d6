"""The filters that figures lead to, and the List of a moment that stands behind them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from rounds.directory.actions.evidence import attest
from rounds.directory.actions.listings import take_out
from rounds.directory.actions.mistakes import take_back_organization
from rounds.directory.grid.census import KEPT, Busy, census_at, census_now
from rounds.directory.grid.queries import QUIET
from rounds.directory.models import Statement
from rounds.directory.tests.factories import put_in_list
from rounds.directory.tests.test_as_of import BEGIN, get, listed, organization, person
from rounds.directory.tests.test_list_pages import names_in
from rounds.organizations import versions
from rounds.organizations.actions.organizations import change_organization
from rounds.organizations.models import Organization

pytestmark = pytest.mark.django_db
NOW = BEGIN + timedelta(days=20)


def names(address: str) -> list[str]:
    response = get(address)
    assert response.status_code == 200, address
    return names_in(response.content.decode())


def test_quiet_filters_are_obeyed_today_and_on_a_past_day() -> None:
    alpha, beta = organization("Alpha", region="US-MN"), organization("Beta", region="US-CA")
    organization("Gamma", country="PR", region="")
    listed(alpha, "https://x.com/alpha")
    by = person()
    at = BEGIN + timedelta(days=10)
    to = {"beds": 30, "ownership": "public", "parent": alpha}
    change_organization(organization=beta, to=to, by=by, at=at)
    listed(alpha, "https://www.youtube.com/@gammahealth", at=at)
    with time_machine.travel(NOW, tick=False):
        for question, now, then in (
            ("beds=26-99", ["Beta"], []),
            ("beds=unknown", ["Alpha", "Gamma"], ["Alpha", "Beta", "Gamma"]),
            ("ownership=public", ["Beta"], []),
            ("place=PR", ["Gamma"], ["Gamma"]),
            ("place=US-CA&place=PR", ["Beta", "Gamma"], ["Beta", "Gamma"]),
            ("coverage=own", ["Alpha"], ["Alpha"]),
            ("coverage=parent", ["Beta"], []),
            ("coverage=none", ["Gamma"], ["Beta", "Gamma"]),
            ("accounts=1", [], ["Alpha"]),
            ("accounts=2", ["Alpha"], []),
            ("register=nonsense", [], []),
            ("beds=nonsense&place=%00", [], []),
        ):
            address = f"/list/?scope=register&sort=name&{question}"
            assert names(address) == now, question
            assert names(f"{address}&as_of=2026-01-06") == then, question


def test_a_quiet_filter_is_offered_only_where_it_is_chosen_and_can_be_taken_out() -> None:
    listed(organization("Alpha"), "https://x.com/alpha")
    with time_machine.travel(NOW, tick=False):
        plain = get("/list/").content.decode()
        assert not any(f'name="{facet}"' in plain for facet in QUIET)
        chosen = get("/list/?coverage=own&country=US").content.decode()
    assert 'name="coverage" value="own" checked' in chosen
    assert '<a class="chosen" href="?country=US">An account of its own' in chosen


def test_what_comes_and_goes_while_the_history_is_read_is_left_to_the_next_reading() -> None:
    listed(organization("Alpha"), "https://x.com/alpha")
    gone, by = listed(organization("Beta"), "https://x.com/beta"), person()
    take_out(listing=gone, reason="A mistake.", by=by, at=BEGIN + timedelta(hours=1))
    read: list[str] = []

    def meanwhile(execute: Any, sql: str, *more: Any) -> Any:
        for table in (Statement._meta.db_table, Organization._meta.db_table):
            if f'FROM "{table}"' in sql and table not in read:
                read.append(table)
                if len(read) == 2:  # between the two
                    listed(organization("Gamma"), "https://x.com/gamma")
                    assert take_back_organization(organization=gone.organization, by=by, at=NOW)
        return execute(sql, *more)

    with time_machine.travel(NOW, tick=False):
        with connection.execute_wrapper(meanwhile):
            census_now()
        assert len(read) == 2
        assert len(census_now().timeline.owners) == 2
        assert names("/list/") == ["Alpha", "Gamma"]


def test_a_proof_that_lapses_is_out_of_date_from_that_moment_though_nothing_was_done() -> None:
    one = listed(organization("Alpha"), "https://x.com/alpha")
    attest(listings=[one], by=person(), at=BEGIN)
    lapses_at = BEGIN + timedelta(days=365)
    before, after = lapses_at - timedelta(seconds=1), lapses_at + timedelta(seconds=1)
    with time_machine.travel(before, tick=False):
        assert census_now().by_proof["official-attested"].bit_count() == 1
    with time_machine.travel(after, tick=False):
        assert census_now().by_proof["official-attested"].bit_count() == 0
        assert census_now().by_proof["stale"].bit_count() == 1


def test_a_past_day_is_worked_out_once_and_whoever_may_not_is_told(client: Client) -> None:
    listed(organization("Alpha"), "https://x.com/alpha")
    versions.bump()
    with time_machine.travel(NOW, tick=False):
        day = BEGIN + timedelta(days=1)
        with pytest.raises(Busy):
            census_at(day, may_build=lambda: False)
        made = census_at(day, may_build=lambda: True)
        assert census_at(day, may_build=lambda: False) is made
        for number in range(KEPT):
            census_at(BEGIN + timedelta(days=2 + number), may_build=lambda: True)
        with pytest.raises(Busy):
            census_at(day, may_build=lambda: False)
        put_in_list(organization("Beta"), "https://x.com/beta", at=NOW)
        with pytest.raises(Busy):
            census_at(BEGIN + timedelta(days=5), may_build=lambda: False)
