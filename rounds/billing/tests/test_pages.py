"""The page of an invoice, a person's own list, and what becomes of it all when they leave."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client
from django.utils import timezone

from rounds.billing import readers
from rounds.billing.ledger import trial_balance
from rounds.billing.models import Card, Checkout, Invoice, Payment
from rounds.billing.tests.factories import A_MOMENT, invoice, paid, person
from rounds.core.ways import ways_from
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.personal_data import Fate, holdings

pytestmark = pytest.mark.django_db


@pytest.fixture
def leads(monkeypatch: pytest.MonkeyPatch) -> dict[int, set[int]]:
    """Who may read the invoices of which organizations, as a context above says."""
    monkeypatch.setattr(readers, "_readers", {})
    of: dict[int, set[int]] = {}
    readers.enter("test", lambda user: of.get(user.pk, set()))
    return of


def body(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_whoever_has_the_address_sees_the_invoice(client: Client) -> None:
    owed = invoice(due_on=timezone.now().date() + timedelta(days=3))
    response = client.get(owed.get_absolute_url())
    assert (
        response.status_code,
        response["Referrer-Policy"],
        response["X-Robots-Tag"],
        response["Cache-Control"],
    ) == (
        200,
        "no-referrer",
        "noindex, nofollow",
        "no-store",
    )
    assert "To pay: $1,000.00" in body(response)
    assert "Pay by card" in body(response)
    assert client.get("/invoices/not-an-address-of-any-invoice/").status_code == 404


def test_its_address_is_written_to_no_log() -> None:
    hidden = re.sub(project.SECRETS, r"\1…", f"GET {invoice().get_absolute_url()}pay/")
    assert hidden == "GET /invoices/…/pay/"


@pytest.mark.parametrize("ending", [".pdf", "/"])
def test_the_pdf_has_the_address_with_pdf_at_its_end(client: Client, ending: str) -> None:
    owed = invoice()
    response = client.get(owed.get_absolute_url()[:-1] + ending)
    assert (response.content[:5] == b"%PDF-") is (ending == ".pdf")
    assert response["Referrer-Policy"] == "no-referrer"


def test_coming_back_from_the_card_company_is_not_yet_paid(client: Client) -> None:
    owed = invoice()
    waiting = body(client.get(f"{owed.get_absolute_url()}?back=done"))
    assert "We are waiting for the card company" in waiting
    assert "Pay by card" not in waiting
    owed.refresh_from_db()
    assert owed.owed_cents == 100_000
    assert "Pay by card" in body(client.get(f"{owed.get_absolute_url()}?back=left"))


def test_a_paid_invoice_asks_for_nothing(client: Client) -> None:
    done = invoice()
    paid(done)
    text = body(client.get(f"{done.get_absolute_url()}?back=done"))
    assert "Paid on Jan. 5, 2026" in text
    assert "To pay" not in text
    assert client.post(f"{done.get_absolute_url()}pay/").status_code == 302
    assert Checkout.objects.count() == 0


def test_without_a_card_company_everybody_pays_by_bank(client: Client, settings: Any) -> None:
    settings.SAMPLE, settings.REMIT_TO = False, "First Bank\nRouting 123456789"
    owed = invoice()
    text = body(client.get(owed.get_absolute_url()))
    assert "Pay by card" not in text
    assert "Routing 123456789" in text
    assert client.post(f"{owed.get_absolute_url()}pay/").status_code == 302


def test_where_cards_are_taken_a_transfer_is_still_offered(client: Client, settings: Any) -> None:
    settings.REMIT_TO = ""
    text = body(client.get(invoice().get_absolute_url()))
    assert "Pay by card" in text
    assert "Rather by bank transfer or check?" in text


@pytest.mark.parametrize(
    ("answer", "outcome", "owed_cents"),
    [("pay", "paid", 0), ("decline", "failed", 100_000), ("leave", "expired", 100_000)],
)
def test_the_pretended_card_company(client: Client, answer: str, outcome: str, owed_cents: int) -> None:
    owed = invoice()
    page = client.post(f"{owed.get_absolute_url()}pay/")["Location"]
    assert "$1,000.00" in body(client.get(page))
    client.post(page, {"do": answer})
    client.post(page, {"do": "pay"})  # it is over
    owed.refresh_from_db()
    assert (Checkout.objects.get().outcome, owed.owed_cents) == (outcome, owed_cents)


def test_there_is_no_pretended_card_company_in_a_real_house(client: Client, settings: Any) -> None:
    page = client.post(f"{invoice().get_absolute_url()}pay/")["Location"]
    settings.SAMPLE = False
    assert client.get(page).status_code == 404
    assert client.post("/webhooks/offline/").status_code == 404


def test_a_forged_event_of_the_pretended_company_is_refused(client: Client) -> None:
    response = client.post("/webhooks/offline/", b'{"kind":"paid"}', content_type="application/json")
    assert response.status_code == 400


def test_a_card_that_was_kept_is_shown_and_removed(client: Client) -> None:
    ana = person()
    client.force_login(ana)
    owed = invoice(user=ana)
    page = client.post(f"{owed.get_absolute_url()}pay/", {"keep_card": "on"})["Location"]
    client.post(page, {"do": "pay"})
    card = Card.objects.kept().get(user=ana)
    assert card.label in body(client.get("/me/invoices/"))
    client.post(f"/me/invoices/cards/{card.pk}/")
    assert Card.objects.kept().count() == 0
    assert "is removed" in body(client.get("/me/invoices/"))


def test_nobody_removes_the_card_of_another(client: Client) -> None:
    card = Card.objects.create(
        user=person(), provider="offline", customer="c", method="m", label="Visa", agreed_at=A_MOMENT
    )
    client.force_login(person("Bo"))
    assert client.post(f"/me/invoices/cards/{card.pk}/").status_code == 404
    assert Card.objects.kept().count() == 1


def test_one_sees_ones_own_invoices_and_those_of_organizations_one_leads(
    client: Client, leads: dict[int, set[int]]
) -> None:
    ana, bo = person(), person("Bo")
    mercy, other = OrganizationFactory(), OrganizationFactory()
    own, led = invoice(user=ana), invoice(user=bo, organization=mercy)
    invoice(user=bo), invoice(user=None, organization=other)
    leads[ana.pk] = {mercy.pk}
    assert set(Invoice.objects.visible_to(ana)) == {own, led}
    client.force_login(ana)
    text = body(client.get("/me/invoices/"))
    assert [number in text for number in ("R-000001", "R-000002", "R-000003", "R-000004")] == [
        True,
        True,
        False,
        False,
    ]


def test_nobody_sees_a_list_without_signing_in(client: Client) -> None:
    assert client.get("/me/invoices/").status_code == 302


@pytest.mark.parametrize("address", ["/me/invoices/", "{one.address}"])
def test_more_rows_ask_no_more_of_the_database(
    client: Client, address: str, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    ana = person()
    client.force_login(ana)
    one = invoice(user=ana, organization=OrganizationFactory())
    one.address = one.get_absolute_url()
    path = address.format(one=one)
    client.get(path)
    with django_assert_max_num_queries(40) as first:
        client.get(path)
    for _more in range(2):
        invoice(user=ana, organization=OrganizationFactory())
        paid(one, 10)
    with django_assert_num_queries(len(first)):
        client.get(path)


def test_the_way_to_it_is_on_a_persons_pages(client: Client) -> None:
    assert "/me/invoices/" in [way.url for way in ways_from("me", person())]
    client.force_login(person("Bo"))
    assert '<a class="tab" href="/me/invoices/" aria-current="page">' in body(client.get("/me/invoices/"))


def test_an_archive_holds_a_persons_invoices_and_cards() -> None:
    ana = person()
    own = invoice(user=ana)
    paid(own)
    invoice(user=person("Bo"))
    parts = {part.name: part.content for part in holdings()["billing"].export(ana)}
    assert [one["number"] for one in parts["invoices.json"]] == [own.number]
    assert parts["invoices.json"][0]["payments"][0]["amount_cents"] == 100_000
    assert parts["cards.json"] == []


def test_who_leaves_takes_their_cards_along_and_leaves_their_invoices() -> None:
    ana, mercy = person(), OrganizationFactory()
    own = invoice(user=ana)
    paid(own, by=ana)
    Card.objects.create(user=ana, provider="x", customer="c", method="m", label="Visa", agreed_at=A_MOMENT)
    Card.objects.create(
        user=ana,
        organization=mercy,
        provider="x",
        customer="d",
        method="n",
        label="Visa",
        agreed_at=A_MOMENT,
    )
    holding = holdings()["billing"]
    for _time in range(2):
        holding.erase(ana, A_MOMENT)
    assert [card.organization for card in Card.objects.kept()] == [mercy]
    assert Card.objects.filter(user=ana).count() == 0
    assert (Payment.objects.get().recorded_by, Invoice.objects.get(user=ana)) == (None, own)
    assert all(table.reason for table in holding.tables if table.fate != Fate.ERASED)


def test_who_ordered_for_an_organization_can_take_away_the_card_they_had_kept(
    client: Client, leads: dict[int, set[int]]
) -> None:
    ana, leader = person(), person("Lee")
    mercy = OrganizationFactory()
    owed = invoice(user=ana, organization=mercy)
    leads[leader.pk] = {mercy.pk}
    client.force_login(ana)
    client.post(client.post(f"{owed.get_absolute_url()}pay/", {"keep_card": "on"})["Location"], {"do": "pay"})
    card = Card.objects.get()
    assert (card.user, card.organization) == (ana, mercy)
    assert list(Card.objects.visible_to(ana)) == list(Card.objects.visible_to(leader)) == [card]
    assert list(Card.objects.visible_to(person("Bo"))) == []


def test_an_invoice_stays_in_the_currency_of_its_day(client: Client, settings: Any) -> None:
    old = invoice()
    settings.CURRENCY = "EUR"
    new = invoice()
    assert "To pay: $1,000.00" in body(client.get(old.get_absolute_url()))
    assert "Pay by card" not in body(client.get(old.get_absolute_url()))
    assert "To pay: €1,000.00" in body(client.get(new.get_absolute_url()))
    assert {one.account: one.balance_cents for one in trial_balance()} == {
        "dues": -100_000,
        "receivable": 100_000,
    }
