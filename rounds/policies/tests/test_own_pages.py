"""The pages on which an organization writes its policy: who finds them, and that nothing typed is lost."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rounds.memberships.tests.network_cases import NOW, end, hospital, person, seated, signed_in
from rounds.policies.actions import changes, releasing, writing
from rounds.policies.actions.adopting import adopt
from rounds.policies.actions.changes import Decision, How
from rounds.policies.actions.writing import Typed
from rounds.policies.tests.workshop_cases import (
    LAST,
    PRIVACY,
    SECOND,
    Adopted,
    adopted,
    edition,
    template,
)
from rounds.policies.workbench import workbench
from rounds.users.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


def url(name: str, one: Adopted, *more) -> str:
    return reverse(f"policies:{name}", args=[one.policy.pk, *more])


def filled(one: Adopted) -> None:
    typed = {"organization": Typed("", "Harbor View"), "privacy_officer": Typed("", "Dr. Ahmed")}
    writing.fill(policy=one.policy, typed=typed, by=one.leader, at=NOW)


def published(one: Adopted):
    filled(one)
    return releasing.publish(
        policy=one.policy, title="Our policy", what_changed="", contact="Ada", by=one.leader, at=NOW
    )


def all_pages(one: Adopted) -> list[str]:
    return [
        url("own", one),
        url("new_clause", one),
        url("clause", one, one.clause("privacy").pk),
        url("update", one),
        url("edit_change", one, "privacy"),
        url("publish", one),
        url("draft_word", one),
        url("draft_pdf", one),
    ]


def test_a_leader_adopts_a_template_and_comes_to_the_policy():
    made = template()
    edition(made)
    membership, leader = hospital(name="Harbor View")
    client = signed_in(leader)
    page = client.get(reverse("policies:adopt", args=[made.slug]))
    assert "Adopt for Harbor View" in page.content.decode()
    answer = client.post(page.wsgi_request.path, {"organization": membership.organization_id}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("policies:own", args=[made.policies.get().pk])
    text = answer.content.decode()
    assert "0 of 2" in text
    assert "Patients come first" in text
    again = client.post(page.wsgi_request.path, {"organization": membership.organization_id})
    assert (again.status_code, "has adopted it already" in again.content.decode()) == (409, True)


def test_others_are_told_what_they_need_to_adopt():
    made = template()
    edition(made)
    membership, _leader = hospital()
    address = reverse("policies:adopt", args=[made.slug])
    assert Client().get(address)["Location"].startswith("/people/login/")
    guest = signed_in(person()).get(address).content.decode()
    assert "Policies are adopted by member organizations" in guest
    staff = signed_in(seated(membership)).get(address).content.decode()
    assert "Whoever leads the network at your organization adopts policies for it." in staff
    posted = signed_in(seated(membership)).post(address, {"organization": membership.organization_id})
    assert posted.status_code == 404
    hidden = template("for-the-board", zone="board")
    edition(hidden)
    assert signed_in(person()).get(reverse("policies:adopt", args=[hidden.slug])).status_code == 404


def test_nobody_but_its_leaders_finds_a_policys_pages():
    one = adopted()
    edition(one.template, SECOND)
    published(one)
    _other, stranger = hospital()
    staff = seated(one.membership)
    leader = signed_in(one.leader)
    for address in all_pages(one):
        assert leader.get(address).status_code == 200, address
        assert signed_in(stranger).get(address).status_code == 404, address
        assert signed_in(staff).get(address).status_code == 404, address
        assert Client().get(address).status_code == 302, address
        assert signed_in(stranger).post(address, {"do": "publish"}).status_code in (404, 405), address


def test_a_clause_of_another_policy_is_not_found_below_ones_own():
    one, other = adopted(), adopted(of=template("another"))
    theirs = other.clause("privacy").pk
    answer = signed_in(one.leader).post(url("clause", one, theirs), {"do": "reset", "began": 1})
    assert answer.status_code == 404


def test_pages_are_kept_by_no_cache_and_found_by_no_search_engine():
    one = adopted()
    answer = signed_in(one.leader).get(url("own", one))
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-cache", "noindex, nofollow")


def test_blanks_are_filled_and_counted():
    one = adopted()
    client = signed_in(one.leader)
    data = {
        "do": "fill",
        "blank-organization": " Harbor View ",
        "was-blank-organization": "",
        "blank-privacy_officer": "",
    }
    text = client.post(url("own", one), data, follow=True).content.decode()
    assert "1 of 2" in text
    assert "Harbor View" in text
    assert workbench(one.policy).values == {"organization": "Harbor View"}


def test_two_leaders_who_fill_the_same_blank_lose_nothing():
    one = adopted()
    filled(one)
    data = {
        "do": "fill",
        "blank-organization": "Harbor View Hospital",
        "was-blank-organization": "",
        "blank-privacy_officer": "Dr. Ahmed",
        "was-blank-privacy_officer": "",
    }
    client = signed_in(one.leader)
    answer = client.post(url("own", one), data)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Name of the organization: “Harbor View”" in text
    assert 'value="Harbor View Hospital"' in text
    again = client.post(url("own", one), {**data, "was-blank-organization": "Harbor View"})
    assert again.status_code == 302
    assert workbench(one.policy).values["organization"] == "Harbor View Hospital"


def test_words_are_saved_on_a_page_and_can_be_taken_back():
    one = adopted()
    client = signed_in(one.leader)
    address = url("clause", one, one.clause("privacy").pk)
    began = client.get(address).context["began"]
    typed = {"do": "save", "began": began, "heading": "Privacy", "text": "One.\r\n\r\nTwo."}
    page = client.post(address, typed, follow=True)
    assert one.clause("privacy").text == "One.\n\nTwo."
    assert "Your words" in page.content.decode()
    client.post(url("own", one), {"do": "undo", "version": page.context["undo"]["version"]})
    assert one.clause("privacy").text == PRIVACY


def test_in_place_the_same_form_comes_and_goes_as_a_part_of_the_page():
    one = adopted()
    client = signed_in(one.leader)
    address, htmx = url("clause", one, one.clause("end").pk), {"HX-Request": "true"}
    form = client.get(address, headers=htmx).content.decode()
    assert "<form" in form
    assert "<html" not in form
    faulty = client.post(address, {"do": "save", "began": 1, "heading": "", "text": "Bye."}, headers=htmx)
    assert (faulty.status_code, "Bye." in faulty.content.decode()) == (200, True)
    saved = client.post(
        address, {"do": "save", "began": 1, "heading": "Thanks", "text": "Bye."}, headers=htmx
    )
    assert "Saved." in saved.content.decode()
    assert "<html" not in saved.content.decode()
    card = client.get(f"{address}?show=card", headers=htmx).content.decode()
    assert ("Bye." in card, "<textarea" in card) == (True, False)


def test_what_a_colleague_wrote_meanwhile_stands_beside_what_was_typed():
    one = adopted()
    writing.reword(clause=one.clause("end"), heading="Thanks", text="Theirs.", began=1, by=one.leader, at=NOW)
    client = signed_in(one.leader)
    address = url("clause", one, one.clause("end").pk)
    answer = client.post(address, {"do": "save", "began": 1, "heading": "Thanks", "text": "Mine."})
    text = answer.content.decode()
    assert (answer.status_code, answer.context["began"]) == (409, 2)
    assert "Theirs." in text
    assert "Mine.</textarea>" in text
    client.post(address, {"do": "save", "began": 2, "heading": "Thanks", "text": "Mine."})
    assert one.clause("end").text == "Mine."
    assert one.clause("end").former.filter(text="Theirs.").exists()


def test_what_was_typed_when_the_session_was_over_is_there_after_signing_in():
    one = adopted()
    address = url("clause", one, one.clause("end").pk)
    client = Client()
    gone = client.post(address, {"do": "save", "began": 1, "heading": "Thanks", "text": "Long work."})
    assert gone["Location"].startswith("/people/login/?next=/me/policies/")
    one.leader.set_password(PASSWORD)
    one.leader.save()
    back = client.post(gone["Location"], {"login": one.leader.email, "password": PASSWORD}, follow=True)
    text = back.content.decode()
    assert back.redirect_chain[-1][0] == address
    assert "You were signed out before this was saved" in text
    assert "Long work.</textarea>" in text
    assert one.clause("end").text == LAST
    assert "Long work." not in client.get(address).content.decode()


def test_where_a_script_sends_it_the_browser_is_led_to_sign_in():
    one = adopted()
    address = url("clause", one, one.clause("end").pk)
    answer = Client().post(address, {"text": "Long work."}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/people/login/")


@pytest.mark.parametrize("text", ["x" * 10_001, "bad \x00 byte", "", "turned \u202e round"])
def test_what_cannot_be_stored_is_told_and_shown_again(text):
    one = adopted()
    address = url("clause", one, one.clause("end").pk)
    answer = signed_in(one.leader).post(address, {"do": "save", "began": 1, "heading": "H", "text": text})
    assert answer.status_code == 422
    assert one.clause("end").text == LAST


def test_markup_in_own_words_is_only_words():
    one = adopted()
    client = signed_in(one.leader)
    evil = "<script>alert(1)</script> <b>x</b> {% now %}"
    address = url("clause", one, one.clause("end").pk)
    client.post(address, {"do": "save", "began": 1, "heading": evil, "text": evil})
    published(one)
    release = reverse("policies:release", args=[one.policy.organization.slug, one.template.slug])
    for page in (url("own", one), address, url("publish", one), release):
        assert "<script>alert" not in client.get(page).content.decode()


def test_optional_clauses_go_and_come_by_buttons():
    one = adopted()
    client = signed_in(one.leader)
    address = url("clause", one, one.clause("students").pk)
    client.post(address, {"do": "leave-out", "began": 1})
    page = client.get(url("own", one)).content.decode()
    assert "Left out" in page
    assert one.clause("students").is_included is False
    client.post(address, {"do": "take-in"})
    assert one.clause("students").is_included is True
    client.post(address, {"do": "up"})
    assert [heading for heading, _text, _in in one.words()][:3] == [
        "Purpose",
        "Students",
        "Patients come first",
    ]


def test_nobody_publishes_with_a_gap_and_the_gaps_are_linked():
    one = adopted()
    client = signed_in(one.leader)
    page = client.get(url("publish", one)).content.decode()
    assert f"{url('own', one)}#id_blank-privacy_officer" in page
    answer = client.post(url("publish", one), {"do": "publish", "title": "T", "contact": "C"})
    assert answer.status_code == 409
    assert one.policy.releases.count() == 0


def test_a_release_is_published_and_read():
    one = adopted()
    filled(one)
    client = signed_in(one.leader)
    data = {"do": "publish", "title": "Our policy", "contact": "Ada, 555-0100"}
    page = client.post(url("publish", one), data, follow=True).content.decode()
    assert "Release 1 is out." in page
    assert "Questions: Ada, 555-0100" in page
    assert "Dr. Ahmed" in page
    assert "blank" not in page


def test_an_update_is_shown_with_old_new_and_own_words_and_decided_by_buttons():
    one = adopted()
    writing.reword(
        clause=one.clause("privacy"),
        heading="Patients come first",
        text=PRIVACY.replace("first", "before you post"),
        began=1,
        by=one.leader,
        at=NOW,
    )
    edition(one.template, SECOND)
    client = signed_in(one.leader)
    page = client.get(url("update", one))
    text = page.content.decode()
    assert "4 clauses wait for you." in text
    assert "Edit: both changes together" in text
    assert [one.change.key for one in page.context["weighed"]] == ["privacy", "ai", "students", "end"]
    start = client.get(url("edit_change", one, "privacy")).content.decode()
    assert "a patient or a photo of one." in start
    assert "before you post.</textarea>" in start

    def decide(key, how):
        now = client.get(url("update", one)).context
        data = {"do": how, "key": key, "edition": 2, "began": now["policy"].version}
        return client.post(url("update", one), data, follow=True)

    assert "The new words are in." in decide("ai", "take").content.decode()
    decide("students", "keep")
    decide("end", "take")
    data = {"heading": "Privacy", "text": "Both.", "edition": 2, "began": one.now().version}
    done = client.post(url("edit_change", one, "privacy"), data, follow=True).content.decode()
    assert "Your policy is up to date with edition 2" in done
    assert one.clause("privacy").text == "Both."
    undone = client.post(
        url("own", one), {"do": "undo", "version": one.now().version, "next": "update"}, follow=True
    )
    assert "1 clause waits for you." in undone.content.decode()


def test_what_was_typed_about_a_change_that_a_colleague_decided_stays():
    one = adopted()
    edition(one.template, SECOND)
    changes.decide(
        policy=one.policy,
        key="privacy",
        decision=Decision(How.TAKE),
        edition=2,
        began=1,
        by=one.leader,
        at=NOW,
    )
    client = signed_in(one.leader)
    data = {"heading": "Privacy", "text": "Typed.", "edition": 2, "began": 1}
    answer = client.post(url("edit_change", one, "privacy"), data)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Typed.</textarea>" in text
    assert SECOND[1].text.split(".")[0] in text
    assert url("clause", one, one.clause("privacy").pk) in text


def test_a_lapsed_organization_reads_and_exports_and_is_told_why_it_cannot_write():
    one = adopted()
    published(one)
    end(one.membership, NOW.date())
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=False):
        client = signed_in(one.leader)
        page = client.get(url("own", one)).content.decode()
        assert "You can read and export the policy" in page
        assert ">Edit<" not in page
        assert client.get(url("draft_word", one)).status_code == 200
        answer = client.post(url("clause", one, one.clause("end").pk), {"do": "up"}, follow=True)
        assert "renew the membership" in answer.content.decode()
        release = reverse("policies:release", args=[one.policy.organization.slug, one.template.slug])
        assert client.get(release).status_code == 200


def test_who_gave_up_a_policy_can_take_it_up_again():
    one = adopted()
    client = signed_in(one.leader)
    client.post(url("own", one), {"do": "give-up"})
    page = client.get(url("own", one)).content.decode()
    assert "Take it up again" in page
    client.post(url("own", one), {"do": "take-up"})
    assert one.now().given_up_at is None


def test_the_overview_of_ones_policies_says_what_waits():
    one = adopted(name="Harbor View")
    edition(one.template, SECOND)
    more = template("community")
    edition(more)
    text = signed_in(one.leader).get(reverse("policies:mine")).content.decode()
    assert "An update waits: 4 clauses" in text
    assert "2 blanks to fill" in text
    assert reverse("policies:adopt", args=["community"]) in text
    assert reverse("policies:adopt", args=[one.template.slug]) not in text
    me = signed_in(one.leader).get("/me/").content.decode()
    assert "Social media policy: an update waits" in me
    desk = (
        signed_in(one.leader).get(reverse("memberships:network", args=[one.membership.pk])).content.decode()
    )
    assert "Social media policy: an update waits, 4 clauses." in desk


def test_whoever_sends_very_much_at_once_finds_it_again(settings):
    one = adopted()
    client = signed_in(one.leader)
    address = url("new_clause", one)
    statuses = [client.post(address, {"heading": "", "text": "Typed."}).status_code for _time in range(121)]
    assert (statuses[0], statuses[-1]) == (422, 429)
    assert "Typed." in client.get(address).content.decode()


def test_the_page_asks_the_same_number_of_questions_for_few_clauses_and_for_many(django_assert_num_queries):
    one = adopted()
    client = signed_in(one.leader)
    client.get(url("own", one))
    with django_assert_num_queries(17) as few:
        client.get(url("own", one))
    for n in range(20):
        writing.add(policy=one.policy, heading=f"H{n}", text="{{b" + str(n) + "}}", by=one.leader, at=NOW)
    with django_assert_num_queries(len(few)):
        client.get(url("own", one))


def test_the_list_asks_the_same_number_of_questions_for_one_policy_and_for_three(django_assert_num_queries):
    one = adopted()
    edition(one.template, SECOND)
    client = signed_in(one.leader)
    client.get(reverse("policies:mine"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("policies:mine"))
    for slug in ("second", "third"):
        more = template(slug)
        edition(more)
        adopt(template=more, organization=one.membership.organization, by=one.leader, at=NOW)
    with django_assert_num_queries(len(asked)):
        client.get(reverse("policies:mine"))
