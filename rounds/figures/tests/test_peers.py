"""Who counts as a peer, how the circle widens, and what an organization lacks beside its peers."""

from collections.abc import Iterator

import pytest
import time_machine

from rounds.directory.actions.evidence import release
from rounds.directory.grid import bits
from rounds.directory.grid.census import Census, census_now
from rounds.directory.tests.factories import put_in_list
from rounds.figures.counting import count
from rounds.figures.peers import (
    ENOUGH,
    Peers,
    covering,
    described,
    lacking,
    peers_of,
    platforms_of,
    widened,
)
from rounds.figures.tests.cases import BEGIN, hospital
from rounds.organizations import versions
from rounds.organizations.models import Organization, Status
from rounds.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(BEGIN.replace(month=3), tick=False):
        yield


def census() -> Census:
    versions.bump()
    return census_now()


def peers(of: Organization) -> Peers:
    found = peers_of(of, census())
    assert found is not None
    return found


def names(of: Peers) -> set[str]:
    ids = of.census.ids_in(of.members)
    return set(Organization.objects.filter(pk__in=ids).values_list("name", flat=True))


def several(count: int, start: str, **facts: object) -> list[Organization]:
    return [hospital(f"{start} {n}", **facts) for n in range(count)]


MINNESOTA = {"country": "US", "region": "US-MN", "beds": 60}


def test_peers_are_of_the_same_type_size_and_state_where_there_are_enough() -> None:
    one = hospital("One", **MINNESOTA)
    several(ENOUGH, "Near", **MINNESOTA)
    several(3, "Larger", **(MINNESOTA | {"beds": 700}))
    several(3, "Away", **(MINNESOTA | {"region": "US-IA"}))
    hospital("System", type="health-system", **MINNESOTA)
    found = peers(one)
    assert names(found) == {f"Near {n}" for n in range(ENOUGH)}
    assert described(found, one) == "10 other organizations of type “Hospital” with 26–99 beds in Minnesota"
    assert widened(found, one) == ""


def test_the_circle_widens_step_by_step_and_says_so() -> None:
    one = hospital("One", **MINNESOTA)
    several(4, "Near", **MINNESOTA)
    several(ENOUGH, "Away", **(MINNESOTA | {"region": "US-IA"}))
    found = peers(one)
    assert [(step.common, step.organizations) for step in found.steps] == [
        (("beds", "region"), 4),
        (("beds", "country"), 14),
    ]
    assert widened(found, one) == (
        "Nearer there were fewer than 10: 4 other organizations of type “Hospital” with 26–99 beds in Minnesota."
    )


def test_what_is_not_known_of_an_organization_is_not_asked_of_its_peers() -> None:
    one = hospital("One", country="US", region="", beds=None)
    several(ENOUGH, "Any", **MINNESOTA)
    assert [step.common for step in peers(one).steps] == [("country",)]


def test_too_few_are_named_as_too_few() -> None:
    one = hospital("One", **MINNESOTA)
    several(2, "Near", **MINNESOTA)
    found = peers(one)
    assert not found.is_enough
    assert len(names(found)) == 2
    assert "fewer than 10, so take what follows with care" in widened(found, one)


def test_a_peer_is_neither_closed_nor_merged_nor_the_organization_itself() -> None:
    one = hospital("One", **MINNESOTA)
    hospital("Gone", status=Status.CLOSED, **MINNESOTA)
    hospital("Here", **MINNESOTA)
    assert names(peers(one)) == {"Here"}
    assert peers_of(Organization.objects.get(name="Gone"), census()) is None


def test_the_place_among_peers_goes_by_accounts_on_open_platforms() -> None:
    one, first, level, last = (hospital(name, **MINNESOTA) for name in ("One", "First", "Level", "Last"))
    for of, accounts in ((one, "a"), (first, "bc"), (level, "d")):
        for letter in accounts:
            put_in_list(of, f"https://x.com/hospital_{letter}")
    put_in_list(one, "https://plus.google.com/+hospital")  # closed: counts for nothing
    found = peers(one)
    assert (found.accounts, found.place, found.level) == (1, 2, 1)
    alone = peers(last)
    assert (alone.accounts, alone.place, alone.level) == (0, 4, 0)


def test_there_is_a_rank_only_where_half_of_the_peers_are_in_the_list() -> None:
    one, *near = (hospital(name, **MINNESOTA) for name in ("One", "Two", "Three", "Four", "Five"))
    put_in_list(one, "https://x.com/hospital_one")
    put_in_list(near[0], "https://x.com/hospital_two")
    assert not peers(one).is_ranked
    put_in_list(near[1], "https://x.com/hospital_three")
    assert peers(one).is_ranked
    assert peers(one).rank == "tied for 1st of 5"


def test_it_lacks_what_most_peers_with_accounts_have_and_what_was_released_is_lacking() -> None:
    one = hospital("One", **MINNESOTA)
    near = several(12, "Near", **MINNESOTA)
    for at, other in enumerate(near[:6]):
        put_in_list(other, f"https://www.facebook.com/near{at}hospital")
        put_in_list(other, f"https://x.com/near{at}")
    put_in_list(near[0], "https://www.youtube.com/@near0")
    lost = put_in_list(one, "https://www.facebook.com/onehospital")
    put_in_list(one, "https://x.com/one_hospital")
    assert platforms_of(peers(one)) == {"facebook", "x"}
    assert lacking(peers(one)) == []
    release(
        listing=lost,
        by=User.objects.create_user("ada@example.org", "a long password"),
        at=BEGIN.replace(month=2),
    )
    assert [(lack.platform, lack.peers, lack.of) for lack in lacking(peers(one))] == [("facebook", 6, 6)]


def test_what_most_of_a_handful_have_says_nothing() -> None:
    one = hospital("One", **MINNESOTA)
    for other in several(4, "Near", **MINNESOTA):
        put_in_list(other, f"https://x.com/{other.slug.replace('-', '_')}")
    assert lacking(peers(one)) == []


def test_who_has_no_account_is_covered_by_the_nearest_above_that_has_one() -> None:
    top = hospital("Top", type="health-system")
    middle = hospital("Middle", type="health-system", parent=top)
    part = hospital("Part", parent=middle)
    put_in_list(top, "https://x.com/the_top")
    now = census()
    position = now.timeline.position
    assert covering(now, position[part.pk]) == top.pk
    assert covering(now, position[top.pk]) is None
    put_in_list(middle, "https://x.com/the_middle")
    assert covering(census(), position[part.pk]) == middle.pk


def test_members_and_counts_agree() -> None:
    one = hospital("One", **MINNESOTA)
    near = several(ENOUGH, "Near", **MINNESOTA)
    put_in_list(near[3], "https://x.com/near_three")
    found = peers(one)
    counted = count(found.census, found.members)
    assert found.whole == counted.whole
    assert found.on == {line.value: line.organizations for line in counted.platforms} == {"x": 1}
    assert found.whole.organizations == len(list(bits.positions_in(found.members))) == ENOUGH
