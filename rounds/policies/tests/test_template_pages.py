"""What there is to adopt: the shelf, a template, its editions and its files, for whom they are open."""

from io import BytesIO

import docx
import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from rounds.memberships.tests.network_cases import NOW, signed_in
from rounds.policies.models import Template
from rounds.policies.tests.workshop_cases import FIRST, LATER, SECOND, Written, adopted, edition, template
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
PAGE = "/policies/social-media/"
WORDS = "Never post about a patient"  # of a clause
CLOSED = [
    f"{PAGE}editions/1/",
    f"{PAGE}changes/1/2/",
    "/policies/social-media.docx",
    "/policies/social-media.pdf",
]


@pytest.fixture(autouse=True)
def _at_that_time():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def guest() -> Client:
    return signed_in(person("vera@example.org", "Vera Visitor"))


def two_editions(zone: str = "guest") -> Template:
    of = template(zone=zone)
    edition(of, FIRST)
    edition(of, SECOND, at=LATER)
    return of


def test_a_template_without_a_published_edition_is_nowhere(client, guest):
    template()

    assert "Social media policy" not in guest.get("/policies/").text
    assert [guest.get(page).status_code for page in (PAGE, *CLOSED)] == [404] * 5


def test_a_visitor_sees_title_summary_and_headings_and_no_clause(client):
    two_editions()
    response = client.get(PAGE)

    assert response.status_code == 200
    assert "For everybody." in response.text
    assert all(one.heading in response.text for one in SECOND)
    assert not [one.key for one in SECOND if one.text.split("\n")[0][:30] in response.text]
    assert "Photographs are named." not in response.text
    assert "No name is not enough." not in response.text
    assert f"/people/signup/?next={PAGE.replace('/', '%2F')}" in response.text


def test_whoever_may_not_read_the_clauses_is_led_to_where_they_end(client):
    two_editions()

    for page in CLOSED:
        response = client.get(page)
        assert (response.status_code, response.headers["Location"]) == (302, PAGE)


def test_a_guest_reads_the_clauses_with_guidance_and_marked_blanks(guest):
    edition(template(), FIRST)
    response = guest.get(PAGE)

    assert WORDS in response.text
    assert '<mark class="blank">Name of the organization</mark>' in response.text
    assert "No name is not enough." in response.text
    assert '<a href="#privacy">Patients come first</a>' in response.text
    assert response.text.count('<span class="tag">Optional</span>') == 1
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("zone", ["member", "organization"])
def test_what_is_for_members_is_known_to_a_guest_and_ends_with_membership(guest, zone):
    two_editions(zone)
    response = guest.get(PAGE)

    assert WORDS not in response.text
    assert 'href="/membership/"' in response.text


@pytest.mark.parametrize("zone", ["staff", "board"])
def test_what_is_for_staff_is_unknown_to_others(client, guest, zone):
    two_editions(zone)

    assert [guest.get(page).status_code for page in (PAGE, *CLOSED)] == [404] * 5
    assert client.get(PAGE).status_code == 404
    assert "Social media policy" not in client.get("/policies/").text


def test_what_is_for_everybody_is_kept_for_a_moment_and_asked_about_again(client):
    of = two_editions("public")
    first = client.get(PAGE)
    assert (WORDS in first.text, "public" in first.headers["Cache-Control"]) == (True, True)

    again = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304

    Template.objects.filter(pk=of.pk).update(zone="member")
    assert client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_the_editions_stand_there_with_what_changed_and_each_as_it_was(guest):
    two_editions()
    newest, first = guest.get(PAGE).text, guest.get(f"{PAGE}editions/1/").text

    assert "Photographs are named." in newest
    assert f'href="{PAGE}changes/1/2/"' in newest
    assert ("a photo of one" in newest, "a photo of one" in first) == (True, False)
    assert ("There is a newer edition" in newest, "There is a newer edition" in first) == (False, True)
    assert guest.get(f"{PAGE}editions/3/").status_code == 404


def test_two_editions_are_compared_clause_by_clause(guest):
    two_editions()
    text = guest.get(f"{PAGE}changes/1/2/").text

    assert "4 clauses are different. 1 is the same." in " ".join(text.split())
    assert "or a photo of one" in text
    assert '<del><span class="visually-hidden">taken out: </span>Thanks</del>' in text
    assert '<ins><span class="visually-hidden">new: </span>Artificial intelligence</ins>' in text
    assert "[Name of the organization]" not in text
    assert [guest.get(f"{PAGE}changes/{pair}/").status_code for pair in ("2/1", "1/1", "1/3", "0/2")] == [
        404
    ] * 4


def test_word_and_pdf_hold_the_newest_edition(guest):
    two_editions()
    word, pdf = guest.get("/policies/social-media.docx"), guest.get("/policies/social-media.pdf")

    paragraphs = [one.text for one in docx.Document(BytesIO(word.content)).paragraphs]
    assert "Never post about a patient or a photo of one." in paragraphs
    assert "Ask [Privacy officer] first." in paragraphs
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    assert "Never post about a patient or a photo of one." in text
    for response, name in ((word, "social-media-2.docx"), (pdf, "social-media-2.pdf")):
        assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response.headers["Cache-Control"] == "private, no-store"


def test_it_says_how_many_have_adopted_which_edition_and_names_nobody(client, guest):
    of = template()
    for name in ("One Hospital", "Two Hospital", "Three Hospital"):
        adopted(of=of, name=name)

    for page in (client.get(PAGE), guest.get(PAGE)):
        assert "Edition 1: 3 organizations" in page.text
        assert "Two Hospital" not in page.text
    assert "Adopted by 3 organizations" in client.get("/policies/").text


def test_markup_in_a_clause_is_no_markup(guest):
    evil = "<script>alert(1)</script>"
    edition(template(), [Written("evil", evil, evil, guidance=evil)])

    assert evil not in guest.get(PAGE).text
    assert evil not in guest.get(f"{PAGE}").text


def test_the_shelf_asks_as_much_for_three_templates_as_for_one(client, django_assert_max_num_queries):
    counts = []
    for made in (1, 2):
        for number in range(made):
            edition(template(f"policy-{made}-{number}"), FIRST)
        client.get("/policies/")
        with django_assert_max_num_queries(20) as asked:
            client.get("/policies/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_page_asks_as_much_for_four_clauses_as_for_one(guest, django_assert_max_num_queries):
    counts = []
    for slug, clauses in (("one", FIRST[:1]), ("four", FIRST)):
        edition(template(slug), clauses)
        guest.get(f"/policies/{slug}/")
        with django_assert_max_num_queries(40) as asked:
            guest.get(f"/policies/{slug}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_day_of_an_edition_is_said(client):
    edition(template(), FIRST, at=NOW)

    assert f'datetime="{NOW:%Y-%m-%d}' in client.get(PAGE).text
