"""One's own pages: the transcript, claiming, a certificate, disclosing; and what a stranger with a code is told."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rounds.credits import claimable
from rounds.credits.actions.designating import withdraw
from rounds.credits.actions.disclosing import Related, give_role
from rounds.credits.actions.reversing import reverse as take_back
from rounds.credits.actions.sharing import share
from rounds.credits.claimable import Attended, Kind, Known, NotYet
from rounds.credits.disclosures import disclosed_for
from rounds.credits.models import Certificate, Disclosure, Entry
from rounds.credits.tests.factories import (
    DAY,
    NOW,
    accreditor,
    activity,
    attended,
    claimed,
    disclosed,
    learner,
    live,
    sat_in,
)
from rounds.users.personal_data import holdings
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"
CLAIM = "/me/credits/claim/course/pro-101/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW + DAY, tick=False):
        yield


@pytest.fixture
def courses(monkeypatch):
    """A kind of activity that says of everybody what stands here."""
    says: dict[str, Attended | NotYet] = {"": attended(60)}
    kind = Kind("Course", lambda user, key: says[""], lambda key: Known("Pro 101", 60, "/courses/pro-101/"))
    monkeypatch.setitem(claimable._kinds, "course", kind)
    return says


def signed_in(user=None) -> Client:
    client = Client()
    client.force_login(user or learner())
    return client


def text(response) -> str:
    return " ".join(response.content.decode().split())


def certificate() -> Certificate:
    return Certificate.objects.get()


# Claiming


def test_a_claim_shows_disclosures_first_then_the_most_and_is_entered(courses):
    of, ann = activity(most=90), person("ann@example.org", "Ann Author")
    disclosed(ann, Related("Acme <b>Devices</b>", "consultant", has_ended=True))
    give_role(activity=of, person=ann, kind="author", mitigation="A second reader", by=None, at=NOW)
    client = signed_in()
    page = text(client.get(CLAIM))
    assert "Sample Partner designates this activity for at most 1.50 AMA PRA Category 1 Credit(s)™" in page
    assert "Acme &lt;b&gt;Devices&lt;/b&gt;: consultant or adviser (ended)" in page
    assert "How it is kept out: A second reader" in page
    assert page.index("Ann Author") < page.index('name="minutes"')
    assert "We keep the record. Sample Partner grants the credit" in page
    answer = client.post(CLAIM, {"minutes": "52"}, follow=True)
    assert answer.redirect_chain == [(f"/me/credits/{certificate().pk}/", 302)]
    assert "52 minutes ÷ 60 = 0.87, rounded to the nearest quarter: 0.75" in text(answer)


@pytest.mark.parametrize("typed", ["", "0", "-5", "1e3", "62", "9" * 30, "sixty", "\0"])
def test_what_cannot_be_claimed_is_refused_in_words_and_nothing_is_entered(courses, typed):
    activity()
    answer = signed_in().post(CLAIM, {"minutes": typed})
    assert answer.status_code in (409, 422)
    assert "At most 60 minutes can be claimed" in text(answer) or "error-summary" in text(answer)
    assert Entry.objects.count() == 0


def test_the_same_claim_from_a_second_tab_is_told_and_enters_nothing(courses):
    activity()
    client = signed_in()
    client.post(CLAIM, {"minutes": "60"})
    again = client.post(CLAIM, {"minutes": "60"})
    assert (again.status_code, Entry.objects.count()) == (409, 1)
    assert "60 minutes of it are entered already" in text(again)


def test_who_has_not_finished_is_told_what_is_missing(courses):
    activity()
    courses[""] = NotYet("Please pass the course first.")
    client = signed_in()
    assert "Please pass the course first." in text(client.get(CLAIM))
    assert client.post(CLAIM, {"minutes": "60"}).status_code == 409
    assert Entry.objects.count() == 0


def test_what_is_of_a_kind_that_nobody_knows_is_not_claimed_by_oneself():
    live("talk", 0, 60)
    page = signed_in().get("/me/credits/claim/webinar/talk/")
    assert "Please ask whoever held it" in text(page)


def test_what_was_withdrawn_before_it_was_finished_is_not_offered(courses):
    withdraw(activity=activity(), by=None, at=NOW - DAY)
    page = text(signed_in().get(CLAIM))
    assert "Withdrawn from credit" in page
    assert 'name="minutes"' not in page


def test_a_presenter_claims_for_presenting_once_it_was_held():
    of, ann = live("talk", 0, 60), learner()
    disclosed(ann)
    give_role(activity=of, person=ann, kind="presenter", by=None, at=NOW - DAY)
    client = signed_in(ann)
    with time_machine.travel(NOW, tick=False):
        assert "Claim credit for presenting" not in text(client.get("/me/credits/claim/webinar/talk/"))
        assert client.post("/me/credits/claim/webinar/talk/", {"do": "presented"}).status_code == 409
    answer = client.post("/me/credits/claim/webinar/talk/", {"do": "presented"}, follow=True)
    assert "60 minutes × 2.00 an hour = 2.00" in text(answer)
    assert Entry.objects.get().side == "faculty"


def test_an_activitys_own_page_says_how_much_it_earns_and_who_made_it():
    of, ann = activity(most=90), person("ann@example.org", "Ann Author")
    disclosed(ann)
    give_role(activity=of, person=ann, kind="author", by=None, at=NOW)
    shown = get_template("credits/_designated.html").render({"credit": disclosed_for("course", "pro-101")})
    page = " ".join(shown.split())
    assert "Sample Partner designates this for at most 1.50 AMA PRA Category 1 Credit(s)™." in page
    assert CLAIM in page
    assert "Ann Author" in page
    assert "Nothing to disclose." in page
    nothing = get_template("credits/_designated.html").render({"credit": disclosed_for("course", "else")})
    assert nothing.strip() == ""


# The transcript


def test_an_empty_transcript_says_where_credit_comes_from():
    assert "No credit yet" in text(signed_in().get("/me/credits/"))


def test_the_transcript_sums_by_year_and_accreditor_and_explains_each_number():
    user, other = learner(), accreditor("Another Partner", unit="Contact hours")
    claimed(user, activity(), 60)
    claimed(user, activity("two", 90), 90)
    claimed(user, activity("three", 30, accreditor=other), 30)
    with time_machine.travel(NOW - timedelta(days=400)):
        old = activity("old", at=NOW - timedelta(days=420))
    claimed(user, old, 15, attended(15, at=NOW - timedelta(days=400)))
    page = text(signed_in(user).get("/me/credits/"))
    assert "<dd>2.50</dd>" in page
    assert "<dd>0.50</dd>" in page
    assert "90 minutes ÷ 60 = 1.50, rounded to the nearest quarter: 1.50" in page
    assert "OLD" not in page
    assert "OLD" in text(signed_in(user).get("/me/credits/?year=2025"))
    assert signed_in(user).get("/me/credits/?year=x").status_code == 200


def test_a_transcript_asks_as_often_for_three_lines_as_for_one(django_assert_num_queries):
    user = learner()
    client = signed_in(user)
    claimed(user, activity("one"), 60)
    client.get("/me/credits/")
    with CaptureQueriesContext(connection) as first:
        client.get("/me/credits/")
    for key in ("two", "three"):
        take_back(entry=claimed(user, activity(key), 60), reason="A mistake", by=None, at=NOW)
    with django_assert_num_queries(len(first)):
        client.get("/me/credits/")


def test_a_reversal_stands_in_the_transcript_with_its_reason():
    made = claimed(learner(), activity(), 60)
    take_back(entry=made, reason=HOSTILE, by=None, at=NOW)
    page = text(signed_in().get("/me/credits/"))
    assert "taken back by line 2" in page
    assert "takes back line 1" in page
    assert "&lt;script&gt;" in page
    assert HOSTILE not in page
    assert "<dd>0.00</dd>" in page


def test_the_csv_has_every_line_with_its_explanation_and_runs_no_formula():
    user = learner()
    claimed(user, activity(title="=HYPERLINK(1)"), 60)
    back = take_back(entry=Entry.objects.get(), reason="A mistake", by=None, at=NOW)
    answer = signed_in(user).get("/me/credits.csv")
    found = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [one["credit"] for one in found] == ["-1.00", "1.00"]
    assert found[1]["activity"] == "'=HYPERLINK(1)"
    assert found[1]["explanation"].endswith("rounded to the nearest quarter: 1.00")
    assert (found[0]["takes_back"], found[0]["reason"]) == ("1", back.reason)


# Certificates


def test_others_certificates_are_not_there():
    claimed(learner(), activity(), 60)
    stranger = signed_in(person("bea@example.org", "Bea"))
    for path in ("", "certificate.pdf"):
        assert stranger.get(f"/me/credits/{certificate().pk}/{path}").status_code == 404
    assert stranger.post(f"/me/credits/{certificate().pk}/", {"name": "on"}).status_code == 404
    assert not certificate().shares_name


def test_a_stranger_with_the_code_learns_what_the_holder_shares_and_no_more():
    claimed(learner(), activity(), 60)
    url = reverse("credits:verify", args=[certificate().code])
    page = text(Client().get(url))
    assert "This certificate stands" in page
    for secret in ("Ada", "PRO-101", "1.00", "Sample Partner", "November"):
        assert secret not in page
    client = signed_in()
    client.post(f"/me/credits/{certificate().pk}/", {"name": "on", "credit": "on"})
    page = text(Client().get(url))
    assert "Ada Lovelace" in page
    assert "<dd>1.00</dd>" in page
    assert "PRO-101" not in page
    client.post(f"/me/credits/{certificate().pk}/", {"activity": "on"})
    page = text(Client().get(url))
    assert "PRO-101" in page
    assert "Ada" not in page
    assert "1.00" not in page


def test_a_code_is_found_however_it_is_typed_and_an_unknown_one_is_none():
    claimed(learner(), activity(), 60)
    typed = certificate().code.upper()
    assert Client().get(f"/credits/{typed[:7]}-{typed[7:]}/").status_code == 200
    unknown = Client().get("/credits/unknown/")
    assert (unknown.status_code, "No such certificate" in text(unknown)) == (404, True)


def test_codes_are_not_guessed_at_leisure():
    assert {Client().get("/credits/unknown/").status_code for _time in range(31)} == {404, 429}


def test_a_certificate_whose_credit_was_taken_back_says_so_and_has_no_file():
    made = claimed(learner(), activity(), 60)
    take_back(entry=made, reason="A mistake", by=None, at=NOW)
    assert "This certificate does not stand" in text(Client().get(f"/credits/{certificate().code}/"))
    answer = signed_in().get(f"/me/credits/{certificate().pk}/certificate.pdf")
    assert answer.status_code == 409
    assert "taken back" in text(signed_in().get(f"/me/credits/{certificate().pk}/"))


def test_a_name_that_claims_a_credential_nobody_checked_is_not_shown_with_it():
    user = learner()
    user.name = "Ada Lovelace, MD"
    user.save(update_fields=["name"])
    claimed(user, activity(), 60)
    share(certificate=certificate(), name=True, activity=False, credit=False)
    page = text(Client().get(f"/credits/{certificate().code}/"))
    assert "Ada Lovelace" in page
    assert "MD" not in page


# Disclosing

ROWS = {"r-TOTAL_FORMS": "3", "r-INITIAL_FORMS": "0"}


def test_somebody_discloses_nothing_and_later_something():
    client = signed_in()
    client.post("/me/disclosures/", {**ROWS, "what": "nothing"})
    assert "Nothing to disclose." in text(client.get("/me/disclosures/"))
    some = {"what": "relations", "r-0-company": HOSTILE, "r-0-kind": "stock", "r-0-has_ended": "on"}
    client.post("/me/disclosures/", {**ROWS, **some})
    page = text(client.get("/me/disclosures/"))
    assert "&lt;script&gt;" in page
    assert HOSTILE not in page
    assert [one.relations.count() for one in Disclosure.objects.order_by("pk")] == [0, 1]
    assert Disclosure.objects.order_by("pk")[1].months == 24


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Please choose one of the two."),
        ({"what": "relations"}, "There is no relation below."),
        ({"what": "nothing", "r-0-company": "Acme", "r-0-kind": "stock"}, "There are relations below."),
        ({"what": "relations", "r-0-company": "Acme"}, "Please say what you are to this company."),
        ({"what": "relations", "r-0-kind": "stock"}, "Please name the company."),
        ({"what": "relations", "r-0-company": "A" * 151, "r-0-kind": "stock"}, "at most 150 fit"),
        ({"what": "relations", "r-0-company": "Acme", "r-0-kind": "friend"}, "friend"),
    ],
)
def test_half_a_disclosure_is_refused_with_its_place(sent, said):
    answer = signed_in().post("/me/disclosures/", {**ROWS, **sent})
    assert (answer.status_code, Disclosure.objects.count()) == (422, 0)
    assert said in text(answer)


def test_more_rows_keep_what_was_typed():
    sent = {"do": "more", "what": "relations", "r-1-company": "Acme", "r-1-kind": "stock"}
    page = text(signed_in().post("/me/disclosures/", {**ROWS, **sent}))
    assert 'value="Acme"' in page
    assert "Relation 4" in page
    assert Disclosure.objects.count() == 0


def test_an_old_disclosure_asks_for_a_new_one():
    disclosed(learner(), at=NOW - timedelta(days=740))
    assert "Your disclosure is out of date" in text(signed_in().get("/me/disclosures/"))


# Leaving


def test_who_leaves_takes_their_certificates_along_and_the_sums_stay_true():
    user = learner()
    of = live("one", 0, 60)
    claimed(user, of, 60, sat_in(0, 60))
    disclosed(user)
    give_role(activity=of, person=user, kind="planner", by=None, at=NOW - DAY / 2)
    disclosed(user, at=NOW)  # no role relies on it
    for _again in range(2):
        holdings()["credits"].erase(user, NOW)
    assert (Certificate.objects.count(), Disclosure.objects.count(), Entry.objects.count()) == (0, 1, 1)
