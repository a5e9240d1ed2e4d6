"""The PDF: what it says, to whom it can be read, and that nobody's words are run."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from rounds.billing.actions import BillTo, Line, credit
from rounds.billing.models import Invoice
from rounds.billing.paper.pdf import content_of, pdf_of
from rounds.billing.tests.factories import A_MOMENT, dues, invoice, paid
from rounds.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
HOSTILE = '#strong[x] $a$ *b* _c_ <d> @e "f" \\ // /* `g` = h #import "/etc/passwd"'


def read(issued: Invoice) -> PdfReader:
    return PdfReader(BytesIO(pdf_of(issued)))


def text_of(issued: Invoice) -> str:
    return " ".join("".join(page.extract_text() for page in read(issued).pages).split())


def test_it_says_what_the_page_says(settings: Any) -> None:
    settings.HOUSE_ADDRESS, settings.HOUSE_TAX_ID = "200 First Street SW\nRochester, MN", "41-6011702"
    settings.REMIT_TO = "First Bank\nRouting 123456789"
    to = BillTo(
        name="Mercy Hospital",
        email="ap@mercy.example",
        attention="Pat Payer",
        address="1 Main Street\nRochester",
        purchase_order="PO-7",
    )
    issued = invoice(
        dues(500_000), Line("One more seat", 15_000, "dues", quantity=3), bill_to=to, memo="Thanks."
    )
    text = text_of(issued)
    for words in (
        "Invoice R-000001",
        "Due on Feb. 4, 2026",
        "Mercy Hospital",
        "Attention: Pat Payer",
        "1 Main Street",
        "PO-7",
        "One more seat",
        "$450.00",
        "$5,450.00",
        "Total (USD)",
        "Thanks.",
        "200 First Street SW",
        "41-6011702",
        "Routing 123456789",
        issued.get_absolute_url(),
    ):
        assert words in text, words


def test_a_paid_one_says_so_and_asks_for_nothing(settings: Any) -> None:
    settings.REMIT_TO = "First Bank"
    issued = invoice()
    paid(issued, at=A_MOMENT + timedelta(days=2))
    text = text_of(issued)
    assert "Paid on Jan. 7, 2026" in text
    assert "Still to pay $0.00" in text
    assert "First Bank" not in text


def test_a_credit_note_names_its_invoice() -> None:
    issued = invoice()
    note = credit(key="c", invoice=issued, amount_cents=250, reason="A slip.", by=None, at=A_MOMENT)
    text = text_of(note)
    for words in ("Credit note R-000002", "Credits invoice R-000001", "Total credited $2.50", "A slip."):
        assert words in text
    issued.refresh_from_db()
    assert "Credited −$2.50" in text_of(issued)


def test_it_can_be_read_aloud() -> None:
    issued = invoice(language="en")
    root: Any = read(issued).trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read(issued).metadata.title == "Invoice R-000001"
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()
    kinds = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/THead"} <= kinds


def tags(node: Any) -> set[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return set().union(*map(tags, node)) if node else set()
    if not hasattr(node, "get"):
        return set()
    found = {str(node["/S"])} if "/S" in node else set()
    return found | (tags(node["/K"]) if "/K" in node else set())


@pytest.mark.parametrize("place", ["name", "attention", "address", "purchase_order", "memo", "line"])
def test_nobodys_words_are_run(place: str) -> None:
    to = {"name": "N", "email": "a@b.example"}
    if place in ("memo", "line"):
        issued = invoice(
            Line(HOSTILE if place == "line" else "x", 1, "dues"),
            bill_to=BillTo(**to),
            memo=HOSTILE if place == "memo" else "",
        )
    else:
        issued = invoice(bill_to=BillTo(**{**to, place: HOSTILE[:60]}))
    assert "".join(HOSTILE[:60].split()) in "".join(text_of(issued).split())


def test_any_script_can_be_printed() -> None:
    issued = invoice(bill_to=BillTo(name="東京 Ωμέγα ‮שלום\x07 𝔘", email="a@b.example", address="\n\n\t\n"))
    assert "DongJing" in text_of(issued)


def test_a_long_one_goes_on_to_the_next_page() -> None:
    issued = invoice(*[Line(f"Seat {number}", 100, "dues") for number in range(80)])
    pages = read(issued).pages
    assert len(pages) > 1
    assert all("Amount" in page.extract_text() for page in pages[:2])  # the header comes again


def test_the_same_state_gives_the_same_bytes() -> None:
    issued = invoice()
    assert pdf_of(issued) == pdf_of(Invoice.objects.get(pk=issued.pk))


@pytest.mark.parametrize(
    ("country", "paper"), [("US", "letter"), ("CA", "letter"), ("DE", "a4"), ("", "letter")]
)
def test_the_paper_is_that_of_the_payer(country: str, paper: str) -> None:
    organization = OrganizationFactory(country=country) if country else None
    assert content_of(invoice(organization=organization))["paper"] == paper
