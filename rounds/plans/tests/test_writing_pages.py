"""The pages on which a plan is written: with the script and without it, nothing that was typed is lost."""

import json

import pytest

from rounds.plans.actions import rows
from rounds.plans.actions.comments import comment
from rounds.plans.actions.texts import save_text
from rounds.plans.models import Author, Comment, Key, Objective, Risk, StrategicPlan
from rounds.plans.tests.plan_cases import NOW, author, client, lead_of, person, plan, section

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def address(of, key="goals"):
    return f"/plans/{of.code}/sections/{key}/"


def save(who, of, key="goals", **data):
    answer = client(who).post(address(of, key), {"base": 0, **data}, headers=JSON)
    return answer.status_code, json.loads(answer.content)


def told(answer):
    return answer.content.decode()


@pytest.mark.parametrize("key", Key.values)
def test_every_section_has_a_page_to_write_it(key):
    of = plan()
    rows.begin_with_violations(plan=of, by=lead_of(of), at=NOW)
    answer = client(lead_of(of)).get(address(of, key))
    assert answer.status_code == 200
    assert str(Key(key).label) in told(answer)
    assert "What belongs here" in told(answer)


@pytest.mark.parametrize("page", ["", "write/", "authors/", "about/", "comments/", "sections/goals/history/"])
def test_who_does_not_write_a_plan_finds_no_page_of_it(page):
    of = plan()
    assert client(person()).get(f"/plans/{of.code}/{page}").status_code == 404
    assert client(author(of)).get(f"/plans/{of.code}/{page}", follow=True).status_code == 200


def test_an_author_who_was_taken_out_finds_none_either():
    of = plan()
    gone = author(of)
    Author.objects.filter(user=gone).update(left_at=NOW)
    assert client(gone).get(f"/plans/{of.code}/").status_code == 404
    assert client(gone).post(address(of), {"base": 0, "text": "Mine"}, headers=JSON).status_code == 404


def test_the_script_saves_and_is_told_the_version():
    of = plan()
    assert save(lead_of(of), of, text="Our goals ") == (200, {"answer": "saved", "version": 1, "rows": {}})
    assert section(of).text == "Our goals "


def test_the_script_is_told_what_the_text_became():
    of = plan()
    assert save(lead_of(of), of, text="•\tOne") == (
        200,
        {"answer": "saved", "version": 1, "text": "- One", "rows": {}},
    )


def test_the_script_is_told_both_where_changes_met():
    of = plan()
    save(lead_of(of), of, text="Ten nurses")
    save(lead_of(of), of, base=1, text="Twelve nurses")
    assert save(author(of), of, base=1, text="Nine nurses") == (
        200,
        {
            "answer": "conflict",
            "version": 2,
            "text": "Twelve nurses",
            "both": "Twelve nurses\nNine nurses",
            "rows": {},
        },
    )


def test_whoever_was_signed_out_is_told_so_and_sees_the_form_again_with_what_they_typed(client):
    of = plan()
    assert client.post(address(of), {"base": 0, "text": "Mine"}, headers=JSON).status_code == 401
    assert client.post(address(of), {"base": 0, "text": "Mine"}).status_code == 302
    client.force_login(lead_of(of))
    page = told(client.get(address(of)))
    assert "Mine</textarea>" in page
    assert "You were signed out" in page


def test_a_plan_that_was_sent_meanwhile_answers_with_a_reason():
    of = plan()
    StrategicPlan.objects.update(state="sent")
    status, said = save(lead_of(of), of, text="Mine")
    assert (status, said["answer"]) == (409, "refused")
    assert "sent for review" in said["why"]
    answer = client(lead_of(of)).post(address(of), {"base": 0, "text": "Mine"})
    assert answer.status_code == 409
    assert "Mine</textarea>" in told(answer)


def test_the_form_saves_text_and_row_and_comment_with_one_press():
    of = plan()
    typed = {
        "base": 0,
        "text": "Three of them.",
        "new-text": "Six in ten know the unit",
        "new-goal": "Keep it open",
        "comment-text": "Is that enough?",
        "comment-quote": "Six in ten",
        "do": "save",
    }
    answer = client(lead_of(of)).post(address(of, "objectives"), typed)
    assert answer.status_code == 302
    assert section(of, "objectives").text == "Three of them."
    assert list(Objective.objects.values_list("text", "goal")) == [
        ("Six in ten know the unit", "Keep it open")
    ]
    assert list(Comment.objects.values_list("quote", "text")) == [("Six in ten", "Is that enough?")]


def test_a_row_with_a_fault_is_shown_again_and_the_text_is_saved():
    of = plan()
    typed = {"base": 0, "text": "Words", "new-name": "Births", "new-target": "many", "do": "add"}
    answer = client(lead_of(of)).post(address(of, "measures"), typed)
    assert answer.status_code == 422
    assert 'value="many"' in told(answer)
    assert section(of, "measures").text == "Words"


def test_both_texts_are_shown_without_the_script_and_saving_again_takes_what_was_joined():
    of = plan()
    save(lead_of(of), of, text="Ten nurses")
    save(lead_of(of), of, base=1, text="Twelve nurses")
    ann = author(of)
    answer = client(ann).post(address(of), {"base": 1, "text": "Nine nurses"})
    assert answer.status_code == 409
    assert "A colleague changed the same words" in told(answer)
    assert "Nine nurses</textarea>" in told(answer)
    assert 'name="base" value="2"' in told(answer)
    assert client(ann).post(address(of), {"base": 2, "text": "Nine or twelve"}).status_code == 302
    assert section(of).text == "Nine or twelve"


def row(of, **more):
    return rows.add(
        plan=of, kind="objective", values={"text": "Know us", "goal": "Grow", **more}, by=lead_of(of), at=NOW
    )


def fields(of, text, goal, was=("Know us", "Grow")):
    begin = f"row-{of.pk}-"
    return {
        f"{begin}text": text,
        f"{begin}goal": goal,
        f"{begin}due_on": "",
        f"was-{begin}text": was[0],
        f"was-{begin}goal": was[1],
        f"was-{begin}due_on": "",
    }


def test_two_who_change_different_fields_of_a_row_lose_neither():
    of = plan()
    one = row(of)
    save(lead_of(of), of, "objectives", text="", **fields(one, "Know the unit", "Grow"))
    _status, said = save(author(of), of, "objectives", text="", **fields(one, "Know us", "Stay open"))
    assert said["rows"][str(one.pk)]["answer"] == "saved"
    one.refresh_from_db()
    assert (one.text, one.goal, one.version) == ("Know the unit", "Stay open", 3)


def test_two_who_change_the_same_field_see_what_the_other_wrote():
    of = plan()
    one = row(of)
    save(lead_of(of), of, "objectives", text="", **fields(one, "Know the unit", "Grow"))
    _status, said = save(author(of), of, "objectives", text="", **fields(one, "Know the team", "Grow"))
    assert said["rows"][str(one.pk)]["met"] == {f"row-{one.pk}-text": "Know the unit"}
    one.refresh_from_db()
    assert one.text == "Know the unit"


def test_a_row_that_is_taken_out_can_be_brought_back():
    of = plan()
    one = row(of)
    lead = client(lead_of(of))
    page = lead.post(address(of, "objectives"), {"base": 0, "text": "", "do": f"out:{one.pk}"}, follow=True)
    assert f'value="back:{one.pk}"' in told(page)
    lead.post(address(of, "objectives"), {"base": 0, "text": "", "do": f"back:{one.pk}"})
    one.refresh_from_db()
    assert one.taken_out_at is None


def test_the_three_violations_come_with_one_press_and_only_once():
    of = plan()
    for _time in range(2):
        client(lead_of(of)).post(address(of, "risks"), {"base": 0, "text": "", "do": "violations"})
    assert list(Risk.objects.order_by("position").values_list("kind", flat=True)) == [
        "patients",
        "prescribing",
        "credentials",
    ]


def test_a_page_that_was_away_asks_for_what_is_new():
    of = plan()
    save_text(section=section(of), base=0, text="New", by=lead_of(of), at=NOW)
    ann = client(author(of))
    assert json.loads(ann.get(address(of) + "?since=0", headers=JSON).content)["text"] == "New"
    assert "text" not in json.loads(ann.get(address(of) + "?since=1", headers=JSON).content)


def test_earlier_words_are_compared_and_taken_again():
    of = plan()
    save(lead_of(of), of, text="First words")
    save(author(of), of, base=1, text="Other words")
    lead, history = client(lead_of(of)), address(of) + "history/"
    page = told(lead.get(history + "?text=2&since=1"))
    assert "<del>" in page
    assert lead.post(history, {"text": 1, "base": 2}).status_code == 302
    assert (section(of).text, section(of).version) == ("First words", 3)


def test_a_comment_is_answered_and_settled():
    of = plan()
    first = comment(plan=of, section="goals", text="Why?", by=author(of), at=NOW)
    lead = client(lead_of(of))
    lead.post(address(of), {"base": 0, "text": "", f"answer-{first.pk}": "Because."})
    lead.post(f"/plans/{of.code}/comments/", {"do": f"settle:{first.pk}"})
    first.refresh_from_db()
    assert first.settled_by == lead_of(of)
    assert "Because." in told(lead.get(f"/plans/{of.code}/comments/"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_section_asks_the_same_of_the_database_however_much_there_is(
    count, django_assert_num_queries
):
    of = plan()
    one = lead_of(of)
    for number in range(count):
        rows.add(plan=of, kind="objective", values={"text": f"Objective {number}"}, by=one, at=NOW)
        rows.add(plan=of, kind="tactic", values={"text": f"Tactic {number}"}, by=one, at=NOW)
        comment(plan=of, section="tactics", text="Hm", by=author(of, f"Ann {number}"), at=NOW)
    who = client(one)
    who.get(address(of, "tactics"))
    with django_assert_num_queries(23):
        who.get(address(of, "tactics"))


def test_the_rubric_is_one_press_away_from_sending():
    one = plan()
    text = client(lead_of(one)).get(f"/plans/{one.code}/send/").content.decode()
    assert 'href="/plans/rubric/"' in text


def test_two_fields_of_a_row_do_not_have_the_same_label():
    one = plan()
    text = client(lead_of(one)).get(f"/plans/{one.code}/sections/tactics/").content.decode()
    assert text.count(">Who does it<") == 1
    assert "Or somebody else" in text


def test_sections_that_are_empty_say_what_to_do_about_them():
    one = plan()
    text = client(lead_of(one)).get(f"/plans/{one.code}/send/").content.decode()
    assert "Write a sentence in each, and the plan can be sent." in text


def test_whoever_only_reads_a_plan_in_review_is_not_told_of_what_they_typed():
    one = plan()
    StrategicPlan.objects.update(state=StrategicPlan.State.SENT)
    page, lead = f"/plans/{one.code}/sections/goals/", client(lead_of(one))
    text = lead.get(page).content.decode()
    assert "The plan is in review. Nobody changes it now." in text
    assert "What you typed is still here" not in text
    typed = lead.post(page, {"base": "0", "text": "Ours.", "do": "save"}).content.decode()
    assert "What you typed is still here" in typed
