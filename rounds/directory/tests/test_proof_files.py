"""The proofs that we write for an organization: what they name, that nothing breaks out, that we read them back."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.directory import proof_files
from rounds.directory.checking.html import read_page
from rounds.directory.checking.trust_txt import read_trust_txt
from rounds.directory.models import Health, Site
from rounds.directory.proof_files import Family, Named
from rounds.directory.tests.factories import AccountFactory, ListingFactory
from rounds.organizations.models import Organization, OrganizationType
from rounds.organizations.tests.factories import OrganizationFactory

ACCOUNTS = [
    Named("Facebook MercyHospital", "https://www.facebook.com/MercyHospital"),
    Named("X mercy", "https://x.com/mercy"),
    Named("YouTube Channel", "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv"),
]
SITE = "https://www.mercy.example/"
EVIL = [
    "https://x.com/a\nsocial=https://x.com/evil",
    "https://x.com/a\u2028b",
    "https://x.com/a\x00",
    "https://x.com/a b",
    "javascript:alert(1)",
    "x.com/mercy",
    "https://[",
    "",
]


# --- The text alone --------------------------------------------------------------------------------------------------


def test_trust_txt_names_accounts_and_family_in_the_words_of_its_specification() -> None:
    family = Family(control=["https://north.example/"], belongto=["https://association.example/"])
    text = proof_files.trust_txt(
        "Mercy", ACCOUNTS[:2], family, source="https://list.example/organizations/mercy/"
    )
    assert text.splitlines() == [
        "# Mercy: our accounts, and whom we belong to",
        "# https://list.example/organizations/mercy/",
        "control=https://north.example/",
        "belongto=https://association.example/",
        "social=https://www.facebook.com/MercyHospital",
        "social=https://x.com/mercy",
    ]


@pytest.mark.parametrize("address", EVIL)
def test_an_address_that_is_none_or_breaks_a_line_is_left_out(address: str) -> None:
    evil = [Named("X a", address)]
    assert "social=" not in proof_files.trust_txt("Mercy", evil, Family(control=[address]), source=SITE)
    assert "control=" not in proof_files.trust_txt("Mercy", evil, Family(control=[address]), source=SITE)
    assert "sameAs" not in json.loads(proof_files.same_as_json("Mercy", SITE, evil))
    assert "<li>" not in proof_files.rel_me_html(evil)


@pytest.mark.parametrize(
    "name", ["Mercy\nsocial=https://x.com/evil", "Mercy\r\nx", "Mercy\u2028social=x", "Mercy\x85social=x"]
)
def test_a_name_cannot_begin_a_line(name: str) -> None:
    text = proof_files.trust_txt(name, [], Family(), source=SITE)
    assert all(line.startswith("#") for line in text.splitlines())
    assert len(proof_files.rel_me_html([Named(name, ACCOUNTS[0].address)]).splitlines()) == 3


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "<!--<script>", 'A "B" \\ & <b>'])
def test_a_name_cannot_end_the_script_or_the_element(name: str) -> None:
    script = proof_files.same_as_script(name, SITE, ACCOUNTS)
    inside = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>\n")
    assert "<" not in inside
    assert json.loads(inside)["name"] == name
    html = proof_files.rel_me_html([Named(name, 'https://x.com/a"><b>')])
    assert html.count("<") == 6  # of the list, its one line and its one link


def test_we_read_back_what_we_write() -> None:
    told = read_trust_txt(
        proof_files.trust_txt(
            "Mercy <b>", ACCOUNTS, Family(controlledby=["https://system.example/"]), source=SITE
        ).encode()
    )
    assert told is not None
    assert told.social == tuple(one.address for one in ACCOUNTS)
    assert told.relations == {"controlledby": ("https://system.example/",)}
    for text, kind in (
        (proof_files.same_as_script("Mercy </script>", SITE, ACCOUNTS), "json-ld"),
        (proof_files.rel_me_html(ACCOUNTS), "rel-me"),
    ):
        page = read_page(f"<html><head></head><body><footer>{text}</footer></body></html>".encode(), url=SITE)
        assert [(one.kind, one.address.url) for one in page.mentions] == [
            (kind, one.address) for one in ACCOUNTS
        ]


# --- The pages -------------------------------------------------------------------------------------------------------


@pytest.fixture
def mercy(db: None) -> Organization:
    one = OrganizationFactory(name="Mercy <Hospital>", slug="mercy", website=SITE)
    ListingFactory(
        organization=one, account=AccountFactory(platform="x", handle="mercy", address="https://x.com/mercy")
    )
    return one


def social(client: Client) -> list[str]:
    text = client.get("/organizations/mercy/proofs/trust.txt").content.decode()
    return [line.removeprefix("social=") for line in text.splitlines() if line.startswith("social=")]


def listed(one: Organization, **changed: Any) -> Any:
    handle = changed.pop("handle")
    platform = changed.pop("platform", "x")
    account = AccountFactory(platform=platform, handle=handle, address=f"https://x.com/{handle}")
    return ListingFactory(organization=one, account=account, **changed)


def test_only_what_is_theirs_undisputed_and_in_reach_is_written(client: Client, mercy: Organization) -> None:
    now = timezone.now()
    listed(mercy, handle="stale", proof="stale")
    listed(mercy, handle="suspect")
    Health.objects.create(account=listed(mercy, handle="shaky").account, state="suspect", next_check_at=now)
    Health.objects.create(account=listed(mercy, handle="gone").account, state="gone", next_check_at=now)
    listed(mercy, handle="let-go", proof="released")
    listed(mercy, handle="disputed", proof="disputed")
    listed(mercy, handle="ended", ended_at=now)
    listed(mercy, handle="plus", platform="google-plus")
    listed(OrganizationFactory(), handle="elsewhere")
    assert sorted(social(client)) == [
        f"https://x.com/{name}" for name in ("mercy", "shaky", "stale", "suspect")
    ]


@pytest.mark.parametrize(
    ("kind", "up", "down"),
    [
        (OrganizationType.HEALTH_SYSTEM, "controlledby", "control"),
        (OrganizationType.PROFESSIONAL_ASSOCIATION, "belongto", "member"),
    ],
)
def test_a_family_names_each_other_with_the_words_of_its_kind(
    client: Client, mercy: Organization, kind: str, up: str, down: str
) -> None:
    whole = OrganizationFactory(slug="whole", website="https://whole.example/", type=kind)
    Organization.objects.filter(pk=mercy.pk).update(parent=whole)
    OrganizationFactory(slug="without", website="", parent=whole)
    OrganizationFactory(slug="closed", parent=whole, status="closed")
    OrganizationFactory(slug="same", website=whole.website, parent=whole)
    assert (
        f"{up}=https://whole.example/" in client.get("/organizations/mercy/proofs/trust.txt").content.decode()
    )
    text = client.get("/organizations/whole/proofs/trust.txt").content.decode()
    assert [line for line in text.splitlines() if not line.startswith("#")] == [f"{down}={SITE}"]


@pytest.mark.parametrize(
    ("file", "content_type"),
    [("trust.txt", "text/plain"), ("same-as.json", "application/ld+json"), ("rel-me.html", "text/plain")],
)
def test_each_can_be_downloaded_and_is_no_page_of_ours(
    client: Client, mercy: Organization, file: str, content_type: str
) -> None:
    response = client.get(f"/organizations/mercy/proofs/{file}")
    assert response["Content-Type"] == f"{content_type}; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{file}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "https://x.com/mercy" in response.content.decode()
    assert not response.cookies


def test_the_page_says_what_we_have_seen_on_the_site(client: Client, mercy: Organization) -> None:
    assert (
        "We have not looked on your site yet." in client.get("/organizations/mercy/proofs/").content.decode()
    )
    Site.objects.create(
        organization=mercy,
        visited_at=timezone.now(),
        next_visit_at=timezone.now() + timedelta(days=7),
        proofs={"rel-me": "2026-05-03T04:00:00+00:00", "json-ld": 7, "else": "x"},
    )
    page = client.get("/organizations/mercy/proofs/").content.decode()
    assert "We saw all of it on your site on" in page
    assert page.count("We have not seen it on your site yet") == 2
    assert "May 3, 2026" in page
    assert "Mercy &lt;Hospital&gt;" in page
    assert "<Hospital>" not in page


def test_an_organization_without_accounts_is_asked_to_add_one(client: Client, db: None) -> None:
    OrganizationFactory(slug="empty")
    page = client.get("/organizations/empty/proofs/").content.decode()
    assert "There is nothing to prove yet" in page
    assert "/submissions/new/?organization=empty" in page
    assert client.get("/organizations/nobody/proofs/").status_code == 404


def test_the_page_asks_as_often_for_three_accounts_as_for_one(client: Client, mercy: Organization) -> None:
    with CaptureQueriesContext(connection) as one:
        client.get("/organizations/mercy/proofs/")
    for handle in ("a", "b"):
        listed(mercy, handle=handle)
        OrganizationFactory(parent=mercy)
    with CaptureQueriesContext(connection) as three:
        client.get("/organizations/mercy/proofs/")
    assert len(three) == len(one)
