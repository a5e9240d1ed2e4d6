"""What staff read, by their seat or by a secret address, and as files."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from docx import Document as WordFile
from pypdf import PdfReader

from rounds.memberships.tests.network_cases import NOW, hospital, person, seated, signed_in
from rounds.policies.actions import adopting, releasing, writing
from rounds.policies.tests.test_own_pages import published, url
from rounds.policies.tests.workshop_cases import LATER, Adopted, adopted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        yield


def page(one: Adopted, what: str = "") -> str:
    return reverse("policies:release", args=[one.policy.organization.slug, one.template.slug]) + what


def published_again(one: Adopted, text: str = "Bye."):
    writing.reword(clause=one.clause("end"), heading="Thanks", text=text, began=99, by=one.leader, at=LATER)
    return releasing.publish(
        policy=one.policy, title="Our policy", what_changed="Shorter.", contact="Ada", by=one.leader, at=LATER
    )


def test_staff_with_a_seat_read_the_newest_release_and_those_before():
    one = adopted()
    published(one)
    published_again(one)
    client = signed_in(seated(one.membership))
    text = client.get(page(one)).content.decode()
    assert ("Release 2" in text, "Bye." in text, "Shorter." in text, "Questions: Ada" in text) == (True,) * 4
    assert "What changed since release 1" in text
    old = client.get(page(one, "1")).content.decode()
    assert ("This is not what holds today" in old, "Thank you for reading." in old) == (True, True)
    assert client.get(page(one, "3")).status_code == 404
    assert client.get(page(one))["Cache-Control"] == "no-store"


def test_others_find_nothing():
    one = adopted()
    published(one)
    _other, stranger = hospital()
    for what in ("", "1", "policy.docx", "policy.pdf"):
        assert signed_in(stranger).get(page(one, what)).status_code == 404
        assert signed_in(person()).get(page(one, what)).status_code == 404
        assert Client().get(page(one, what)).status_code == 302


def test_nothing_is_read_before_it_is_published_or_after_it_is_given_up():
    one = adopted()
    staff = signed_in(seated(one.membership))
    assert staff.get(page(one)).status_code == 404
    published(one)
    assert staff.get(page(one)).status_code == 200
    adopting.give_up(policy=one.policy, by=one.leader, at=NOW)
    assert staff.get(page(one)).status_code == 404
    assert signed_in(one.leader).get(page(one)).status_code == 200


def test_whoever_has_the_secret_address_reads_until_it_ends():
    one = adopted()
    published(one)
    client = signed_in(one.leader)
    shown = client.post(url("publish", one), {"do": "share"}, follow=True).content.decode()
    secret = reverse("policies:shared", args=[one.now().reading_key])
    assert secret in shown
    answer = Client().get(secret)
    assert (
        answer.status_code,
        answer["X-Robots-Tag"],
        answer["Referrer-Policy"],
        answer["Cache-Control"],
    ) == (
        200,
        "noindex, nofollow",
        "no-referrer",
        "no-store",
    )
    assert url("own", one) not in answer.content.decode()
    assert Client().post(secret).status_code == 405
    assert Client().get(secret + "1").status_code == 200
    client.post(url("publish", one), {"do": "share"})
    assert Client().get(secret).status_code == 404
    again = reverse("policies:shared", args=[one.now().reading_key])
    client.post(url("publish", one), {"do": "stop"})
    assert Client().get(again).status_code == 404
    assert Client().get(reverse("policies:shared", args=["nothing"])).status_code == 404


def test_a_network_that_asks_very_often_waits():
    one = adopted()
    published(one)
    secret = reverse(
        "policies:shared", args=[releasing.share(policy=one.policy, by=one.leader, at=NOW).reading_key]
    )
    client = Client()
    assert {client.get(secret).status_code for _time in range(300)} == {200}
    assert client.get(secret).status_code == 429


def test_the_release_is_a_word_file_and_a_pdf():
    one = adopted(name="Harbor View Hospital")
    published(one)
    client = signed_in(seated(one.membership))
    word = client.get(page(one, "policy.docx"))
    assert word["Content-Disposition"] == 'attachment; filename="social-media.docx"'
    paragraphs = [part.text for part in WordFile(BytesIO(word.content)).paragraphs]
    assert "Our policy" in paragraphs
    assert "Never post about a patient." in paragraphs
    assert "Ask Dr. Ahmed first." in paragraphs
    pdf = PdfReader(BytesIO(client.get(page(one, "policy.pdf")).content))
    text = " ".join(pdf.pages[0].extract_text().split())
    assert ("Our policy" in text, "Harbor View Hospital" in text, "Dr. Ahmed" in text) == (True,) * 3


def test_the_draft_as_a_file_shows_what_is_not_filled():
    one = adopted()
    word = signed_in(one.leader).get(url("draft_word", one))
    text = "\n".join(part.text for part in WordFile(BytesIO(word.content)).paragraphs)
    assert "Privacy officer" in text
    assert "Not published to staff." in text
