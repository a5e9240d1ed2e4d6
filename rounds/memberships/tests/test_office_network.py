"""Staff spend points for somebody and give them back; they appoint who leads."""

from collections.abc import Iterator
from html import unescape

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client

from rounds.memberships.models import PointsOperation
from rounds.memberships.tests.network_cases import NOW, given, hospital, left, person, signed_in, wallet

pytestmark = pytest.mark.django_db
KEY = "5f0c1a52-55a3-4e0a-9f3e-0d8f3f8f2f11"


@pytest.fixture(autouse=True)
def _at_that_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff() -> Client:
    user = person("Staff")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["manage_membership", "access_admin"]))
    return signed_in(user)


def test_points_are_found_spent_and_given_back(staff):
    membership, _leader = hospital(name="Mercy Hospital")
    given(membership, 100)
    purse = f"/office/points/{wallet(membership).pk}/"
    assert purse in staff.get("/office/points/", {"q": "mercy"}).content.decode()
    for _twice in range(2):
        assert staff.post(purse, {"key": KEY, "points": "30", "memo": "Summit"}).status_code == 302
    assert left(membership) == 70
    assert "Spent: Summit" in staff.get(purse).content.decode()
    spent = PointsOperation.objects.get(kind="spend")
    staff.post(purse, {"give-back": spent.pk})
    assert left(membership) == 100
    assert "Give back" not in staff.get(purse).content.decode()


def test_more_than_there_is_cannot_be_spent_and_what_was_typed_stays(staff):
    membership, _leader = hospital()
    given(membership, 10)
    response = staff.post(
        f"/office/points/{wallet(membership).pk}/", {"key": KEY, "points": "11", "memo": "Summit"}
    )
    assert (response.status_code, left(membership)) == (409, 10)
    assert 'value="Summit"' in unescape(response.content.decode())


def test_what_another_wallet_spent_is_not_given_back_here(staff):
    one, two = hospital()[0], hospital()[0]
    given(one, 10)
    staff.post(f"/office/points/{wallet(one).pk}/", {"key": KEY, "points": "5", "memo": "Summit"})
    spent = PointsOperation.objects.get(kind="spend")
    assert staff.post(f"/office/points/{wallet(two).pk}/", {"give-back": spent.pk}).status_code == 404


def test_only_who_manages_memberships_comes_here():
    membership, leader = hospital()
    user = person("Editor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for path in ("/office/points/", f"/office/points/{wallet(membership).pk}/"):
        assert signed_in(user).get(path).status_code in {302, 403}
        assert signed_in(leader).get(path).status_code in {302, 403}


def test_staff_appoint_a_leader_and_end_one_but_not_the_last(staff):
    membership, leader = hospital()
    ann = person("Ann")
    path = f"/office/memberships/{membership.pk}/leaders/"
    assert staff.post(path, {"email": "nobody@x.org"}).status_code == 422
    assert staff.post(path, {"which": leader.leaderships.get().pk}).status_code == 409
    assert staff.post(path, {"email": ann.email.upper()}).status_code == 302
    assert staff.post(path, {"which": leader.leaderships.get().pk}).status_code == 302
    assert list(membership.leaderships.filter(until_at=None).values_list("user__name", flat=True)) == ["Ann"]
    assert "Ann" in staff.get(path).content.decode()
