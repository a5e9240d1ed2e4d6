"""The small window in other people's pages, and the pages for people."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.directory.models import Listing
from rounds.directory.tests.factories import put_in_list
from rounds.organizations.models import Organization
from rounds.reconciliation.features import all_features
from rounds.reconciliation.tests.asking import ROOT
from rounds.reconciliation.tests.conftest import hospital

Hospitals = dict[str, Organization]


def preview(client: Client, id: str) -> Any:
    return client.get(f"{ROOT}/preview", {"id": id})


def words(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_it_says_name_place_type_accounts_and_numbers(client: Client, hospitals: Hospitals) -> None:
    told = words(preview(client, "mercy-hospital"))
    for expected in (
        "Mercy Hospital",
        "Hospital · Springfield, Missouri, United States",
        "Part of Mercy",
        "Facebook mercyspringfield Reported",
        "CCN 260065 · Wikidata Q6818104",
    ):
        assert expected in told


def test_it_may_stand_in_a_frame_anywhere_and_no_other_page_may(client: Client, hospitals: Hospitals) -> None:
    shown = preview(client, "mercy-hospital")
    assert "X-Frame-Options" not in shown.headers
    policy = shown.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    for other in (f"{ROOT}/about/", "/organizations/mercy-hospital/"):
        response = client.get(other)
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


def test_it_needs_no_script_and_sets_no_cookie(client: Client, hospitals: Hospitals) -> None:
    shown = preview(client, "mercy-hospital")
    page = shown.content.decode()
    assert "<script" not in page
    assert " style=" not in page
    assert not shown.cookies
    assert shown.headers["Access-Control-Allow-Origin"] == "*"


def test_a_proof_that_has_expired_is_not_official(client: Client, hospitals: Hospitals) -> None:
    Listing.objects.update(proof="official-site", proof_until=timezone.now() + timedelta(days=1))
    assert "Official, by its own site" in words(preview(client, "mercy-hospital"))
    Listing.objects.update(proof_until=timezone.now() - timedelta(seconds=1))
    told = words(preview(client, "mercy-hospital"))
    assert "Official" not in told
    assert "Out of date" in told


def test_the_best_proven_accounts_come_first_and_the_rest_is_counted(
    client: Client, hospitals: Hospitals
) -> None:
    for handle in ("a", "b", "c", "d"):
        put_in_list(hospitals["mercy-hospital"], f"https://x.com/mercy{handle}")
    Listing.objects.filter(account__key="mercyd").update(
        proof="official-mutual", proof_until=timezone.now() + timedelta(days=1)
    )
    told = words(preview(client, "mercy-hospital"))
    assert told.index("mercyd") < told.index("mercya")
    assert "and 2 more accounts" in told


def test_the_id_of_a_merged_organization_shows_what_it_was_merged_into(
    client: Client, hospitals: Hospitals
) -> None:
    hospital("Old Cox", "old-cox", status="merged", merged_into=hospitals["cox-medical-center-south"])
    assert "Cox Medical Center South" in words(preview(client, "old-cox"))


@pytest.mark.parametrize("id", ["", "no-such-one", "../x", "a\x00b", "<script>", "x" * 5_000])
def test_an_id_that_nobody_has_says_so(client: Client, hospitals: Hospitals, id: str) -> None:
    response = preview(client, id)
    assert response.status_code == 404
    assert "Not in the List" in words(response)
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]


def test_markup_in_a_name_is_shown_and_not_obeyed(client: Client, hospitals: Hospitals) -> None:
    Organization.objects.filter(slug="mercy").update(name="<img src=x> & Sons")
    assert "&lt;img src=x&gt; &amp; Sons" in preview(client, "mercy").content.decode()


def test_many_accounts_cost_as_many_queries_as_one(client: Client, hospitals: Hospitals) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            preview(client, "mercy-hospital")
        return len(counted)

    cost()
    one = cost()
    for number in range(5):
        put_in_list(hospitals["mercy-hospital"], f"https://x.com/mercy{number}")
    assert cost() == one


def test_the_page_for_people_says_the_address_and_every_property(
    client: Client, db: None, settings: Any
) -> None:
    page = client.get(f"{ROOT}/about/").content.decode()
    for expected in (
        f"{settings.PUBLIC_URL}/reconcile",
        "<code>postal-code</code>",
        "<code>account-bluesky</code>",
    ):
        assert expected in page


def test_every_feature_has_a_page(client: Client, db: None) -> None:
    for id, one in all_features().items():
        response = client.get(f"{ROOT}/features/{id}/")
        assert response.status_code == 200
        assert str(one.name) in words(response)
    assert client.get(f"{ROOT}/features/no-such-feature/").status_code == 404


def test_the_list_leads_to_the_page_for_people(client: Client, hospitals: Hospitals) -> None:
    assert f'href="{ROOT}/about/"' in client.get("/list/").content.decode()
