"""The PDF files: what they say, that they are tagged, and that nobody's words are run."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from rounds.credits.actions.reversing import reverse
from rounds.credits.models import Certificate
from rounds.credits.paper import certificate, transcript
from rounds.credits.tests.factories import NOW, accreditor, activity, claimed, learner
from rounds.credits.transcript import earned
from rounds.users.models import User

pytestmark = pytest.mark.django_db
HOSTILE = '#strong[x] $a$ *b* <d> @e "f" \\ // #import "/etc/passwd"'


def text_of(content: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def of_certificate() -> bytes:
    found = Certificate.objects.get()
    return certificate.pdf(found, earned(found))


def test_a_certificate_says_who_earned_what_by_whom_and_where_to_check_it():
    accreditor(statement="The Sample Partner is accredited to provide education.\nIt designates this.")
    claimed(learner(), activity(title="What may be posted", most=90), 75)
    text = text_of(of_certificate())
    for words in (
        "Certificate of participation",
        "Ada Lovelace",
        "What may be posted",
        "and claimed 1.25 AMA PRA Category 1 Credit(s)™",
        "Nov. 2, 2026",
        "The Sample Partner is accredited to provide education.",
        f"/credits/{Certificate.objects.get().code}/",
        "Rounds keeps this record. Credit is granted by Sample Partner.",
    ):
        assert words in text, words


def test_both_are_tagged_in_their_language_as_pdf_ua():
    claimed(learner(), activity(), 60)
    for content in (of_certificate(), transcript.pdf(User.objects.get(), NOW.date())):
        reader = PdfReader(BytesIO(content))
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "en"
        assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
        assert reader.metadata.title.endswith("Ada Lovelace")


def test_what_people_write_is_shown_and_never_run():
    user = learner()
    user.name = HOSTILE
    user.save(update_fields=["name"])
    claimed(user, activity(title=HOSTILE), 60)
    assert (
        text_of(of_certificate()).replace(" ", "").count('#import"/etc/passwd"') == 2
    )  # lines break where they may
    assert "#strong[x] $a$ *b*" in text_of(transcript.pdf(user, NOW.date()))


def test_a_transcript_has_every_line_with_its_sums_and_what_was_taken_back():
    user = learner()
    claimed(user, activity("one"), 60)
    reverse(entry=claimed(user, activity("two"), 30), reason="Not attended", by=None, at=NOW)
    text = text_of(transcript.pdf(user, NOW.date()))
    for words in ("As of Nov. 2, 2026.", "ONE", "TWO", "takes back line 2: Not attended", "−0.50", "1.00"):
        assert words in text, words


def test_the_same_lines_give_the_same_file():
    claimed(learner(), activity(), 60)
    assert of_certificate() == of_certificate()


def test_an_empty_transcript_says_so():
    assert "Nothing is entered yet." in text_of(transcript.pdf(learner(), NOW.date()))
