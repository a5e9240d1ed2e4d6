"""The pages of the ladder: who sees what, what is kept after a refusal, and how many questions they ask."""

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from rounds.badges.actions.awarding import share
from rounds.fellows.actions import taking_back
from rounds.fellows.actions.showing import show
from rounds.fellows.honors import of_people
from rounds.fellows.models import Fellow, Level, Step
from rounds.fellows.tests.cases import (
    COMPLETED,
    LATER,
    REASONS,
    bronze,
    gold,
    judged,
    named,
    person,
    reviewer,
    runner,
    sent,
    signed_in,
    silver,
    silver_of,
    written,
)
from rounds.plans.content import content_of
from rounds.plans.models import Edition, Review, StrategicPlan
from rounds.users.honors import honors_of
from rounds.users.models import Profile

pytestmark = pytest.mark.django_db
EVERYTHING = {"about": "I *listen*.", "is_public": True, "shows_level": True, "shows_plan": False}


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path):
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": kept}


def publish(fellow: Fellow, **more) -> Fellow:
    return show(fellow=fellow, to=EVERYTHING | more, by=fellow.user, at=LATER)


def url(name, *args):
    return reverse(f"fellows:{name}", args=args)


def test_a_portfolio_is_nobodys_but_ones_own_until_it_is_public_and_again_afterwards():
    fellow = silver()
    page, own = url("fellow", fellow.slug), signed_in(fellow.user)
    assert Client().get(page).status_code == 404
    assert own.get(page)["X-Robots-Tag"] == "noindex, nofollow"
    publish(fellow)
    answer = Client().get(page)
    assert (answer.status_code, "X-Robots-Tag" in answer) == (200, False)
    text = answer.content.decode()
    assert "Silver fellow" in text
    assert "I <em>listen</em>." in text
    assert "Listening first" in text
    publish(fellow, is_public=False)
    assert Client().get(page).status_code == 404


def test_whose_every_step_is_taken_back_shows_nothing():
    fellow = publish(bronze())
    taking_back.take_back(step=fellow.steps.get(level=Level.BRONZE), reason="Wrong.", by=runner(), at=LATER)
    assert Client().get(url("fellow", fellow.slug)).status_code == 404
    assert fellow.slug not in Client().get(url("fellows")).content.decode()
    assert of_people([fellow.user_id]) == {}


def test_a_level_stands_beside_the_name_unless_its_holder_does_not_want_it():
    fellow, other = silver(), person("Nobody")
    honors = honors_of([fellow.user_id, other.pk])
    assert [str(one.label) for one in honors[fellow.user_id]] == ["Silver fellow"]
    assert honors[other.pk] == []
    publish(fellow, shows_level=False)
    assert honors_of([fellow.user_id]) == {fellow.user_id: []}


def test_levels_of_many_people_cost_one_question(django_assert_num_queries):
    people = [bronze(person(f"P {n}")).user_id for n in range(3)]
    with django_assert_num_queries(1):
        assert len(of_people(people)) == 3


def test_the_page_of_a_person_shows_their_level():
    fellow = silver()
    Profile.objects.create(user=fellow.user, slug="ada", name_for="everyone", changed_at=LATER)
    assert "Silver fellow" in Client().get(reverse("users:person", args=["ada"])).content.decode()


def test_the_list_of_fellows_asks_the_same_for_one_and_for_three():
    publish(bronze())
    client = Client()
    client.get(url("fellows"))
    with CaptureQueriesContext(connection) as few:
        client.get(url("fellows"))
    publish(silver(person("Mary")))
    publish(gold(person("Rosalind")))
    with CaptureQueriesContext(connection) as many:
        text = client.get(url("fellows")).content.decode()
    assert len(few) == len(many)
    assert text.index("Rosalind") < text.index("Mary") < text.index("Ada Lovelace")


def test_where_one_stands_is_said_with_the_clock_as_a_plain_figure():
    fellow = bronze()
    with time_machine.travel(COMPLETED + timedelta(days=90), tick=False):
        text = signed_in(fellow.user).get(url("mine")).content.decode()
    assert "3 of 6" in text
    assert "You can send it from July 31, 2026" in text


def test_whoever_is_no_fellow_is_told_how_one_becomes_one():
    answer = signed_in(person()).get(url("mine"))
    assert "You are no fellow yet" in answer.content.decode()
    assert signed_in(person("B")).get(url("report")).status_code == 404


def test_reasons_of_both_are_read_once_both_have_decided_without_their_names():
    fellow = bronze()
    judged(sent(fellow), "award", "return")
    text = signed_in(fellow.user).get(url("mine")).content.decode()
    assert text.count(REASONS) == 2
    assert "Grace Hopper" not in text


def test_a_section_is_saved_by_its_button_and_by_the_script():
    fellow = bronze()
    client = signed_in(fellow.user)
    page = url("passage", "results")
    assert client.post(page, {"base": 0, "text": "One two.\r\nThree."})["Location"].endswith(
        "#section-results"
    )
    told = client.post(page, {"base": 1, "text": "One two three."}, headers={"Accept": "application/json"})
    assert told.json() == {"version": 2, "mine": None, "text": None, "said": "Saved", "count": 3}


def test_a_clash_shows_both_and_saves_on_the_version_that_was_shown():
    fellow = bronze()
    client = signed_in(fellow.user)
    page = url("passage", "results")
    for base, text in ((0, "one two"), (1, "one 2")):
        client.post(page, {"base": base, "text": text})
    clash = client.post(page, {"base": 1, "text": "one TWO"})
    text = clash.content.decode()
    assert clash.status_code == 409
    assert "one 2" in text
    assert "one TWO</textarea>" in text
    assert 'name="base" value="2"' in text
    client.post(page, {"base": 2, "text": "one TWO"})
    assert silver_of(fellow).passages.get(key="results").text == "one TWO"


def test_what_was_typed_when_the_session_was_over_waits():
    fellow = bronze()
    client = Client()
    page = url("passage", "results")
    gone = client.post(page, {"base": 0, "text": "Long work."})
    assert gone["Location"].startswith("/people/login/?next=")
    client.force_login(fellow.user)
    assert "Long work.</textarea>" in client.get(page).content.decode()


@pytest.mark.parametrize("text", ["x" * 12_001, "bad \x00 byte", "turned \u202e round"])
def test_what_cannot_be_stored_is_told_and_shown_again(text):
    fellow = bronze()
    client = signed_in(fellow.user)
    assert client.post(url("passage", "results"), {"base": 0, "text": text}).status_code == 422
    asked = client.post(
        url("passage", "results"), {"base": 0, "text": text}, headers={"Accept": "application/json"}
    )
    assert asked.status_code == 422
    assert asked.json()["said"]


def test_markup_in_a_report_is_only_words():
    fellow = bronze()
    client = signed_in(fellow.user)
    evil = "<script>alert(1)</script> <img src=x onerror=alert(1)>"
    for key in ("title", "results"):
        client.post(url("passage", key), {"base": 0, "text": evil})
    for page in (url("report"), url("passage", "results"), url("fellow", fellow.slug)):
        text = client.get(page).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def brought(name: str = "us.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(kept, "JPEG")
    return SimpleUploadedFile(name, content or kept.getvalue(), "image/jpeg")


def test_a_picture_without_words_is_not_taken_and_neither_is_what_is_none():
    fellow = bronze()
    client = signed_in(fellow.user)
    page = url("picture_new")
    assert client.post(page, {"picture": brought(), "caption": "Us", "alt": ""}).status_code == 422
    evil = brought("evil.png", b"<?php echo 1;")
    refused = client.post(page, {"picture": evil, "caption": "Us", "alt": "Us."})
    assert (refused.status_code, "no picture that we can read" in refused.content.decode()) == (422, True)
    assert client.post(page, {"picture": brought(), "caption": "Us", "alt": "Us."}).status_code == 302
    assert silver_of(fellow).pictures.get().alt == "Us."


def test_a_picture_is_seen_by_whoever_reads_the_report():
    fellow = bronze()
    client = signed_in(fellow.user)
    written(fellow)
    client.post(url("picture_new"), {"picture": brought(), "caption": "Us", "alt": "Us."})
    picture = url("picture", silver_of(fellow).pictures.get().pk)
    one, stranger = reviewer(), signed_in(person("Stranger"))
    assert [Client().get(picture).status_code, stranger.get(picture).status_code] == [404, 404]
    assert client.get(picture)["Content-Type"] == "image/jpeg"
    client.post(url("report"), {"do": "send"})
    step = silver_of(fellow)
    assert signed_in(one).get(picture).status_code == 404
    named(step, one, reviewer("Mary"))
    assert signed_in(one).get(picture).status_code == 200
    judged(step)
    assert Client().get(picture).status_code == 404
    publish(fellow)
    assert Client().get(picture).status_code == 200


def test_sending_too_early_says_the_day_and_keeps_everything():
    fellow = bronze()
    written(fellow)
    with time_machine.travel(COMPLETED, tick=False):
        answer = signed_in(fellow.user).post(url("report"), {"do": "send"})
    assert answer.status_code == 409
    assert "You can send it from July 31, 2026" in answer.content.decode()
    assert silver_of(fellow).state == Step.State.OPEN


def test_the_report_asks_the_same_however_much_is_in_it(django_assert_num_queries):
    fellow = bronze()
    client = signed_in(fellow.user)
    client.get(url("report"))
    with CaptureQueriesContext(connection) as few:
        client.get(url("report"))
    written(fellow)
    for _n in range(3):
        client.post(url("picture_new"), {"picture": brought(), "caption": "Us", "alt": "Us."})
    client.get(url("report"))
    with CaptureQueriesContext(connection) as many:
        client.get(url("report"))
    assert len(many) <= len(few)


def test_a_reviewer_sees_nothing_of_the_other_before_both_have_decided():
    step = sent(bronze())
    one, other = (opinion.reviewer for opinion in named(step))
    page = url("judge", step.pk)
    mine = signed_in(one).post(page, {"verdict": "return", "reasons": "One says no."})
    assert mine["Location"] == url("reviews")
    assert "One says no." not in signed_in(other).get(page).content.decode()
    assert "One says no." in signed_in(one).get(page).content.decode()
    signed_in(other).post(page, {"verdict": "award", "reasons": "Other says yes."})
    assert "One says no." in signed_in(other).get(page).content.decode()
    assert signed_in(reviewer("Third")).get(page).status_code == 404
    step.refresh_from_db()
    assert step.state == Step.State.RETURNED


def test_a_verdict_without_reasons_is_refused_and_the_choice_kept():
    step = sent(bronze())
    one = named(step)[0].reviewer
    answer = signed_in(one).post(url("judge", step.pk), {"verdict": "award", "reasons": ""})
    assert answer.status_code == 422
    assert "checked" in answer.content.decode()


def test_a_certificate_is_a_tagged_pdf_with_the_badges_address():
    fellow = silver()
    answer = signed_in(fellow.user).get(url("certificate", "silver"))
    assert answer["Content-Type"] == "application/pdf"
    assert b"/MarkInfo" in answer.content
    step = silver_of(fellow)
    assert f"/badges/awards/{step.award.code}/".encode() in answer.content
    assert signed_in(person("Else")).get(url("certificate", "silver")).status_code == 404
    assert signed_in(fellow.user).get(url("certificate", "gold")).status_code == 404


def test_a_portfolio_links_only_badges_that_are_shared():
    fellow = publish(silver())
    award = silver_of(fellow).award
    assert award.get_absolute_url() not in Client().get(url("fellow", fellow.slug)).content.decode()
    share(award=award, by=fellow.user, at=LATER)
    assert award.get_absolute_url() in Client().get(url("fellow", fellow.slug)).content.decode()


def test_sharings_come_go_and_are_sent():
    fellow = silver()
    client = signed_in(fellow.user)
    assert client.post(url("gold"), {"do": "send"}).status_code == 409
    to = {
        "kind": "talk",
        "title": "We heard",
        "venue": "A congress",
        "on": "2026-08-01",
        "url": "javascript:x",
    }
    faulty = client.post(url("gold"), to)
    assert (faulty.status_code, "We heard" in faulty.content.decode()) == (422, True)
    client.post(url("gold"), to | {"url": "example.org/talk"})
    step = fellow.steps.get(level=Level.GOLD)
    one = step.sharings.get()
    assert (one.url, one.on) == ("https://example.org/talk", date(2026, 8, 1))
    client.post(url("sharing", one.pk), to | {"do": "take-out"})
    assert not step.sharings.exists()


def test_a_peer_nominates_from_a_public_portfolio():
    fellow, peer = publish(gold()), gold(person("Rosalind"))
    page = url("nominate", fellow.slug)
    assert signed_in(silver(person("Low")).user).get(page).status_code == 404
    client = signed_in(peer.user)
    assert page in client.get(url("fellow", fellow.slug)).content.decode()
    assert client.post(page, {"reasons": ""}).status_code == 422
    client.post(page, {"reasons": "They taught us."})
    assert fellow.steps.get(level=Level.PLATINUM).nominated_by == peer.user


def office(user):
    user.is_superuser = True
    user.save()
    return signed_in(user)


@pytest.fixture
def staff(settings):
    settings.STAFF_NEED_MFA = False
    return office(person("Olive"))


def test_the_office_names_two_and_is_told_of_ties(staff):
    fellow = bronze()
    step = sent(fellow)
    page = reverse("office_fellow_step", args=[step.pk])
    assert fellow.user.name in staff.get(reverse("office_fellows")).content.decode()
    one, other = reviewer(), reviewer("Mary")
    staff.post(page, {"do": "name:1", "slot-1-reviewer": one.pk})
    twice = staff.post(page, {"do": "name:2", "slot-2-reviewer": one.pk})
    assert (twice.status_code, "has the other seat already" in twice.content.decode()) == (409, True)
    staff.post(page, {"do": "name:2", "slot-2-reviewer": other.pk})
    assert list(step.opinions.order_by("slot").values_list("reviewer", flat=True)) == [one.pk, other.pk]
    assert staff.post(page, {"do": "name:2", "slot-2-reviewer": "999999"}).status_code == 422


def test_the_office_takes_back_with_a_reason_gives_again_and_nominates(staff):
    fellow = gold()
    step = fellow.steps.get(level=Level.GOLD)
    page = reverse("office_fellow_step", args=[step.pk])
    assert staff.post(page, {"do": "take-back", "reason": ""}).status_code == 422
    staff.post(page, {"do": "take-back", "reason": "It was somebody else."})
    step.refresh_from_db()
    assert step.state == Step.State.TAKEN_BACK
    staff.post(page, {"do": "restore"})
    staff.post(page, {"do": "nominate", "reasons": "They moved us."})
    assert fellow.steps.get(level=Level.PLATINUM).state == Step.State.SENT


def kept(fellow: Fellow) -> StrategicPlan:
    """Their plan, as its reviewer accepted it."""
    plan = silver_of(fellow).plan
    assert plan
    edition = Edition.objects.create(plan=plan, number=1, why="sent", content=content_of(plan), at=COMPLETED)
    Review.objects.create(
        plan=plan,
        edition=edition,
        rubric=1,
        sent_by=fellow.user,
        sent_at=COMPLETED,
        reviewer=reviewer(),
        named_at=COMPLETED,
        verdict="accepted",
        summary="Good.",
        decided_at=COMPLETED,
    )
    return plan


def test_everybody_reads_an_accepted_plan_only_while_its_lead_author_shows_it():
    fellow = silver()
    page, own = url("plan", fellow.slug), signed_in(fellow.user)
    publish(fellow)
    assert "strategic plan, from my portfolio" not in own.get(url("mine")).content.decode()
    publish(fellow, shows_plan=True)
    assert Client().get(page).status_code == 404
    plan = kept(fellow)
    plan.title = "Not accepted yet"
    plan.save(update_fields=["title"])
    assert "strategic plan, from my portfolio" in own.get(url("mine")).content.decode()
    text = Client().get(page).content.decode()
    assert "Listening first" in text
    assert "Followers who are patients" in text
    assert "Not accepted yet" not in text
    assert page in Client().get(url("fellow", fellow.slug)).content.decode()
    plan.authors.update(is_lead=False)
    assert Client().get(page).status_code == 404
    plan.authors.update(is_lead=True)
    publish(fellow, is_public=False, shows_plan=True)
    assert Client().get(page).status_code == 404
    assert own.get(page)["X-Robots-Tag"] == "noindex, nofollow"
    own.post(url("mine"), {"is_public": "on"})
    assert Client().get(page).status_code == 404


def test_nobody_else_sees_the_office(settings):
    settings.STAFF_NEED_MFA = False
    step = sent(bronze())
    for user in (step.fellow.user, reviewer()):
        answer = signed_in(user).get(reverse("office_fellow_step", args=[step.pk]))
        assert answer.status_code in (302, 403)


def test_an_administrator_who_was_named_finds_the_way_to_the_desk():
    admin = person("Ada Administrator")
    admin.is_superuser = True
    admin.save(update_fields=["is_superuser"])
    asked = signed_in(admin)
    assert f'href="{url("reviews")}"' not in asked.get("/me/").content.decode()
    named(sent(bronze()), admin, reviewer())
    assert f'href="{url("reviews")}"' in asked.get("/me/").content.decode()


def test_the_list_of_fellows_leads_to_the_residency_and_to_plans():
    ladder = Client().get(url("fellows")).content.decode().partition('id="ladder"')[2].partition("</dl>")[0]
    assert 'href="/residency/"' in ladder
    assert 'href="/plans/"' in ladder


def test_without_scripts_nobody_is_promised_that_a_report_is_saved_while_they_type():
    fellow = bronze()
    text = signed_in(fellow.user).get(url("report")).content.decode()
    assert '<span class="needs-script">It is saved while you type.</span>' in text


def test_a_nomination_that_was_typed_when_the_session_was_over_is_there_again():
    fellow, peer = gold(), gold(person("Grace Hopper"))
    show(fellow=fellow, to={"about": "", "is_public": True}, by=fellow.user, at=LATER)
    page, client = url("nominate", fellow.slug), Client()
    assert client.post(page, {"reasons": "She taught us all."}).status_code == 302
    client.force_login(peer.user)
    assert "She taught us all." in client.get(page).content.decode()
