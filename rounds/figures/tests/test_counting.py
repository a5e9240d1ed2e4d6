"""What is counted, against what, and what is left out."""

from collections import OrderedDict
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from rounds.directory.actions.evidence import attest, release
from rounds.directory.actions.listings import take_out
from rounds.directory.grid.bands import band_of_accounts, band_of_beds
from rounds.directory.grid.census import census_now
from rounds.directory.tests.factories import put_in_list
from rounds.figures.answers import Answer, Unanswerable, answer_to
from rounds.figures.questions import Question
from rounds.figures.tests.cases import BEGIN, edition, hospital, in_register
from rounds.organizations import versions
from rounds.organizations.actions.organizations import change_organization
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = BEGIN + timedelta(days=30)


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def asked(question: Question = Question(), *, moment: datetime | None = None) -> Answer:  # noqa: B008
    versions.bump()
    return answer_to(question, moment=moment)


def person() -> User:
    return User.objects.create_user("ada@example.org", "a long password")


class _Forgetful(OrderedDict[Any, Any]):
    """As where other threads ask so much that what one has just kept is gone before it looks again."""

    def __setitem__(self, key: Any, value: Any) -> None:
        """Nothing stays."""


def test_an_answer_is_given_though_it_is_forgotten_at_once() -> None:
    hospital("Alpha")
    versions.bump()
    census_now().answers = _Forgetful()
    assert answer_to(Question()).counted.whole.organizations == 1


def test_organizations_accounts_and_those_covered_through_a_parent_are_three_different_numbers() -> None:
    system = hospital("System", type="health-system")
    region = hospital("Region", type="health-system", parent=system)
    for name in ("North", "South"):
        hospital(name, parent=region)
    own = hospital("Own", parent=region)
    hospital("Alone")
    put_in_list(system, "https://x.com/system")
    put_in_list(own, "https://x.com/own")
    put_in_list(own, "https://www.facebook.com/ownhospital")
    counted = asked().counted
    assert counted.whole[1:] == (
        6,
        2,
        3,
        0,
        1,
    )  # all; own; through a parent: Region, North, South; closed; none
    assert counted.accounts == 3
    assert [(line.value, line.organizations, line.accounts) for line in counted.platforms] == [
        ("x", 2, 2),
        ("facebook", 1, 1),
    ]


def test_an_account_listed_for_two_organizations_counts_once_and_at_its_strongest() -> None:
    one, other = hospital("One"), hospital("Other")
    put_in_list(one, "https://x.com/both")
    put_in_list(other, "https://x.com/both", attested=True, at=NOW - timedelta(days=1))
    counted = asked().counted
    assert (counted.whole.own, counted.accounts, counted.proven) == (2, 1, 1)
    assert {
        line.value: (line.organizations, line.accounts) for line in counted.proofs if line.organizations
    } == {
        "official-attested": (1, 1),
        "reported": (1, 0),
    }
    assert asked(Question(country=("US",))).counted.accounts == 1


def test_what_is_no_longer_theirs_is_not_counted_and_a_proof_that_has_expired_is_out_of_date() -> None:
    one = hospital("One")
    kept = put_in_list(one, "https://x.com/kept")
    released = put_in_list(hospital("Two"), "https://x.com/gone")
    by = person()
    attest(listings=[kept], by=by, at=NOW - timedelta(days=1))
    release(listing=released, by=by, at=NOW - timedelta(days=1))
    assert asked().counted.whole[1:] == (2, 1, 0, 0, 1)
    with time_machine.travel(NOW + timedelta(days=400), tick=False):
        proofs = {line.value: line.accounts for line in asked().counted.proofs}
    assert (proofs["official-attested"], proofs["stale"]) == (0, 1)


def test_a_closed_platform_covers_nobody_and_is_counted_apart() -> None:
    put_in_list(hospital("Old"), "https://plus.google.com/+OldHospital")
    both = hospital("Both")
    put_in_list(both, "https://plus.google.com/+BothHospital")
    put_in_list(both, "https://x.com/both")
    counted = asked().counted
    assert counted.whole[1:] == (2, 1, 0, 1, 0)
    assert (counted.accounts, counted.closed_accounts) == (1, 2)
    assert [line.value for line in counted.platforms] == ["x"]
    assert [(line.value, line.organizations) for line in counted.closed_platforms] == [("google-plus", 2)]


def test_the_denominator_is_what_the_edition_holds_and_what_was_left_out_is_named() -> None:
    register = edition("cms-2026-06", date(2026, 1, 1), rejected=2)
    alpha, beta, closed = (
        hospital("Alpha"),
        hospital("Beta", region="US-CA"),
        hospital("Gone", status="closed"),
    )
    hospital("Not in it")
    in_register(register, alpha, alpha, beta, closed)
    put_in_list(alpha, "https://x.com/alpha")
    answer = asked(Question(register="cms"))
    assert answer.counted.whole[1:3] == (2, 1)
    assert answer.left_out is not None
    assert tuple(answer.left_out) == (6, 2, 1, 1, 0)
    lines, *off = answer.left_out
    assert lines - sum(off) == answer.counted.whole.organizations
    narrow = asked(Question(register="cms", region=("US-MN",)))
    assert narrow.left_out is not None
    assert (narrow.counted.whole.organizations, narrow.left_out.outside) == (1, 1)


def test_a_past_day_is_held_against_the_edition_that_had_been_read_by_then() -> None:
    old = edition("cms-2021-11", date(2021, 11, 1), read_at=BEGIN)
    new = edition("cms-2026-06", date(2026, 1, 1), read_at=BEGIN + timedelta(days=10))
    alpha, beta = hospital("Alpha"), hospital("Beta")
    in_register(old, alpha)
    in_register(new, alpha, beta)
    put_in_list(alpha, "https://x.com/alpha", at=BEGIN)
    then = asked(Question(register="cms"), moment=BEGIN + timedelta(days=5))
    assert then.edition
    assert (then.edition.slug, then.counted.whole.organizations) == ("cms-2021-11", 1)
    assert asked(Question(register="cms")).counted.whole.organizations == 2
    with pytest.raises(Unanswerable, match="had not yet read"):
        asked(Question(register="cms-2026-06"), moment=BEGIN + timedelta(days=5))
    with pytest.raises(Unanswerable, match="no register"):
        asked(Question(register="nonsense"))


def test_every_cut_adds_up_to_the_whole() -> None:
    put_in_list(hospital("A", beds=20, ownership="public", country="CA", region="CA-ON"), "https://x.com/a")
    put_in_list(hospital("B", beds=None, ownership="", region=""), "https://x.com/b")
    hospital("C", beds=700, type="clinic", country="PR", region="")
    counted = asked().counted
    for groups in (counted.places, counted.countries, counted.types, counted.beds, counted.ownerships):
        assert sum(one.organizations for one in groups) == 3
        assert sum(one.own for one in groups) == 2
        assert all(one.organizations == one.own + one.parent + one.closed + one.none for one in groups)
    assert [one.value for one in counted.beds] == ["1-25", "400-more", "unknown"]
    assert {one.value for one in counted.places} == {"CA-ON", "US", "PR"}
    assert sum(band.organizations for band in counted.spread.bands) == counted.whole.own
    assert sum(line.accounts for line in counted.proofs) == counted.accounts
    assert sum(line.organizations for line in counted.proofs) == counted.whole.own


def test_facts_are_those_of_the_day() -> None:
    one = hospital("One", beds=20)
    listing = put_in_list(one, "https://x.com/one", at=BEGIN)
    parent = hospital("Parent", type="health-system")
    put_in_list(parent, "https://x.com/parent", at=BEGIN)
    by = person()
    at = BEGIN + timedelta(days=10)
    change_organization(
        organization=one,
        to={"beds": 500, "region": "US-CA", "ownership": "public", "parent": parent},
        by=by,
        at=at,
    )
    take_out(listing=listing, reason="Given up.", by=None, at=at)
    then, now = asked(moment=BEGIN + timedelta(days=5)).counted, asked().counted
    assert (then.whole.own, then.whole.parent) == (2, 0)
    assert (now.whole.own, now.whole.parent) == (1, 1)
    assert [one.value for one in then.beds] == ["1-25", "unknown"]
    assert [one.value for one in now.beds] == ["400-more", "unknown"]
    assert {one.value for one in now.places} == {"US-CA", "US-MN"}
    change_organization(organization=one, to={"status": "closed"}, by=by, at=at + timedelta(days=1))
    assert asked().counted.whole.organizations == 1
    assert asked(moment=BEGIN + timedelta(days=5)).counted.whole.organizations == 2


def test_a_circle_of_parents_ends() -> None:
    one = hospital("One")
    other = hospital("Other", parent=one)
    one.parent = other
    one.save(update_fields=["parent"])
    assert asked().counted.whole[1:] == (2, 0, 0, 0, 2)
    put_in_list(other, "https://x.com/other")
    assert asked().counted.whole[1:] == (2, 1, 1, 0, 0)


def test_a_closed_parent_covers_nobody() -> None:
    system = hospital("System")
    hospital("Part", parent=system)
    put_in_list(system, "https://x.com/system")
    change_organization(organization=system, to={"status": "closed"}, by=person(), at=BEGIN)
    assert asked().counted.whole[1:] == (1, 0, 0, 0, 1)


def test_nothing_counted_is_nothing_and_no_fault() -> None:
    counted = asked(Question(country=("ZZ",))).counted
    assert (counted.whole.organizations, counted.accounts, counted.spread.median) == (0, 0, 0)
    assert counted.whole.share == 0


@pytest.mark.parametrize(
    ("beds", "band"),
    [(None, "unknown"), (0, "unknown"), (1, "1-25"), (25, "1-25"), (26, "26-99"), (400, "400-more")],
)
def test_a_number_of_beds_is_in_one_band(beds: int | None, band: str) -> None:
    assert band_of_beds(beds) == band


def test_a_number_of_accounts_is_in_one_band() -> None:
    assert [band_of_accounts(n) for n in (1, 3, 4, 5, 6, 10, 11, 400)] == [
        "1", "3", "4-5", "4-5", "6-10", "6-10", "11-more", "11-more",
    ]  # fmt: skip
