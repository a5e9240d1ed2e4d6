"""Decisions, their statements of reasons, and appeals."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rounds.activity.models import Activity
from rounds.mail.models import Message
from rounds.moderation import actions
from rounds.moderation.actions import Conflict, NotImpartial, Refused, Ruling, SecondRuling
from rounds.moderation.models import APPEAL_FOR, Appeal, Case
from rounds.moderation.signals import case_decided, decision_changed
from rounds.moderation.tests.conftest import AFFECTED
from rounds.moderation.tests.factories import A_MOMENT, CaseFactory
from rounds.moderation.tests.people import moderator
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = A_MOMENT + timedelta(days=2)
OFFICE = "/office/cases/"
UPHELD = Ruling("upheld", "hidden", "Its site names another one.", "Things are real. This one is not.")
REJECTED = Ruling("rejected", "", "Its site names this one.", "Things are real, and so is this one.")
STANDS = SecondRuling("upheld", "", "We saw the same.")
LIFTED = SecondRuling("overturned", "", "The site names it by now.")


def decided(by: User, ruling: Ruling = UPHELD, at: datetime = NOW, **changed: Any) -> Case:
    case = CaseFactory(**changed)
    return actions.decide(case=case, version=case.version, ruling=ruling, by=by, at=at)


def appealed(by: User, side: str = "affected", ruling: Ruling = UPHELD) -> Case:
    case = decided(by, ruling)
    actions.appeal(case=case, side=side, text="Please look again.", at=NOW)
    case.refresh_from_db()
    return case


def again(case: Case, by: User, ruling: SecondRuling = LIFTED) -> Case:
    return actions.decide_appeal(
        case=case, version=case.version, ruling=ruling, by=by, at=NOW + timedelta(days=3)
    )


@pytest.fixture
def heard() -> Any:
    """What was announced."""
    told: list[tuple[str, str, str]] = []

    def first(sender: Any, case: Case, measure: str, before: str, **more: Any) -> None:
        told.append(("decided", before, measure))

    def second(sender: Any, case: Case, measure: str, before: str, **more: Any) -> None:
        told.append(("changed", before, measure))

    case_decided.connect(first)
    decision_changed.connect(second)
    yield told
    case_decided.disconnect(first)
    decision_changed.disconnect(second)


# --- The decision ----------------------------------------------------------------------------------------------------


def test_a_decision_has_all_that_the_law_asks_a_statement_of_reasons_to_have(
    mia: User, heard: list[Any]
) -> None:
    case = decided(mia)
    case.refresh_from_db()
    stated = {
        "decision": case.decision,
        "measure": (case.measure, case.measure_in_force, case.effect),
        "facts": case.facts,
        "rule": case.rule,
        "automated": case.automated,
        "appeal until": case.appeal_until_at,
        "who and when": (case.decided_by, case.decided_at),
    }
    assert stated == {
        "decision": "upheld",
        "measure": ("hidden", "hidden", "It is hidden."),
        "facts": "Its site names another one.",
        "rule": "Things are real. This one is not.",
        "automated": False,
        "appeal until": NOW + APPEAL_FOR,
        "who and when": (mia, NOW),
    }
    assert (case.state, case.version) == ("decided", 2)
    assert heard == [("decided", "", "hidden")]
    assert Activity.objects.about(case).get().verb == "case.decided"


def test_the_database_refuses_a_decision_without_reasons() -> None:
    for missing in ("facts", "rule", "decision", "decided_at", "appeal_until_at"):
        whole = {
            "state": "decided",
            "decision": "rejected",
            "facts": "Facts.",
            "rule": "Rule.",
            "decided_at": NOW,
            "appeal_until_at": NOW,
        }
        CaseFactory(**whole)
        empty = None if missing.endswith("_at") else ""
        with pytest.raises(IntegrityError, match="reasons"), transaction.atomic():
            CaseFactory(**whole | {missing: empty})


def test_both_sides_are_told_why_and_how_to_appeal(mia: User) -> None:
    case = decided(mia)
    mails = {mail.to: mail.text for mail in Message.objects.all()}
    assert sorted(mails) == sorted([case.reporter_email, *AFFECTED])
    for text in mails.values():
        for words in (
            "It is hidden.",
            UPHELD.facts,
            UPHELD.rule,
            "No automated means were used.",
            "July 9, 2026",
        ):
            assert words in text
    assert f"/reports/{case.token}/" in mails[case.reporter_email]
    assert f"/reports/{case.affected_token}/" in mails[AFFECTED[0]]


def test_the_affected_never_learn_who_reported_nor_what_was_written(
    client: Client, mia: User, noah: User
) -> None:
    case = decided(mia, links=["https://ada.example/blog"])
    actions.appeal(case=case, side="reporter", text="I, Ada, know it.", at=NOW)
    case.refresh_from_db()
    again(case, noah, SecondRuling("overturned", "gone", "It is worse than that."))
    page = client.get(f"/reports/{case.affected_token}/").content.decode()
    mails = [f"{mail.subject} {mail.text}" for mail in Message.objects.filter(to__in=AFFECTED)]
    assert len(mails) == 4
    for text in (page, *mails):
        assert "It is gone." in text or "It is hidden." in text
        for secret in ("Ada", "ada", case.token, case.reporter_email, case.confirmation):
            assert secret not in text
    assert "Ada" in client.get(f"/reports/{case.token}/").content.decode()


def test_a_rejected_report_does_nothing_and_concerns_nobody_else(mia: User, heard: list[Any]) -> None:
    case = decided(mia, Ruling("rejected", "hidden", "Facts.", "Rule."))
    assert (case.measure, case.measure_in_force) == ("", "")
    assert heard == [("decided", "", "")]
    assert [mail.to for mail in Message.objects.all()] == [case.reporter_email]
    assert not case.may_appeal("affected", at=NOW)
    assert case.may_appeal("reporter", at=NOW)


def test_whoever_comes_second_is_told_who_was_first(mia: User, noah: User) -> None:
    case = CaseFactory()
    actions.decide(case=case, version=1, ruling=UPHELD, by=mia, at=NOW)
    with pytest.raises(Conflict) as conflict:
        actions.decide(case=case, version=1, ruling=REJECTED, by=noah, at=NOW)
    assert (conflict.value.verb, conflict.value.by, conflict.value.at) == ("case.decided", mia, NOW)
    case.refresh_from_db()
    assert case.decision == "upheld"


def test_what_is_not_confirmed_cannot_be_decided(mia: User) -> None:
    case = CaseFactory(state="unconfirmed", confirmed_at=None)
    with pytest.raises(Conflict):
        actions.decide(case=case, version=1, ruling=UPHELD, by=mia, at=NOW)


# --- The appeal ------------------------------------------------------------------------------------------------------


def test_another_moderator_decides_about_an_appeal(mia: User, noah: User, heard: list[Any]) -> None:
    case = appealed(mia)
    with pytest.raises(NotImpartial):
        again(case, mia)
    assert case.appeals.get().decided_at is None
    again(case, noah)
    case.refresh_from_db()
    appeal = case.appeals.get()
    assert (appeal.outcome, appeal.measure, appeal.decided_by, appeal.reasons) == (
        "overturned",
        "",
        noah,
        "The site names it by now.",
    )
    assert (case.state, case.measure, case.measure_in_force) == ("decided", "hidden", "")
    assert heard == [("decided", "", "hidden"), ("changed", "hidden", "")]


def test_the_database_refuses_the_same_person_twice(mia: User) -> None:
    case = appealed(mia)
    with pytest.raises(IntegrityError, match="another_person"), transaction.atomic():
        case.appeals.update(decided_by=mia, decided_at=NOW, outcome="upheld", reasons="I was right.")


def test_a_decision_that_stands_is_not_announced_again(mia: User, noah: User, heard: list[Any]) -> None:
    case = again(appealed(mia), noah, STANDS)
    assert (case.measure_in_force, case.appeals.get().measure) == ("hidden", "hidden")
    assert heard == [("decided", "", "hidden")]


def test_an_appeal_against_a_rejection_can_bring_a_measure_and_then_the_affected_hear_of_it(
    mia: User, noah: User, heard: list[Any]
) -> None:
    case = appealed(mia, "reporter", REJECTED)
    Message.objects.all().delete()
    again(case, noah, SecondRuling("overturned", "gone", "It is not theirs after all."))
    assert heard == [("decided", "", ""), ("changed", "", "gone")]
    mails = {mail.to: mail.text for mail in Message.objects.all()}
    assert sorted(mails) == sorted([case.reporter_email, *AFFECTED])
    assert "You may appeal once" in mails[AFFECTED[0]]
    assert "This is our last word." in mails[case.reporter_email]


def test_each_side_appeals_once_and_a_third_moderator_decides_about_the_second(mia: User, noah: User) -> None:
    case = again(appealed(mia), noah)
    assert not case.may_appeal("affected", at=NOW)
    actions.appeal(case=case, side="reporter", text="It was right.", at=NOW)
    case.refresh_from_db()
    for partial in (mia, noah):
        with pytest.raises(NotImpartial):
            again(case, partial)
    case = again(case, moderator("Olga"), SecondRuling("overturned", "gone", "It was right."))
    assert (case.state, case.measure_in_force) == ("closed", "gone")
    assert not any(case.may_appeal(side, at=NOW) for side in ("reporter", "affected"))


def test_an_appeal_sent_twice_is_one(mia: User) -> None:
    case = appealed(mia)
    actions.appeal(case=case, side="affected", text="Please!", at=NOW)
    assert [appeal.text for appeal in case.appeals.all()] == ["Please look again."]


def test_no_side_appeals_while_an_appeal_waits_nor_after_six_months(mia: User) -> None:
    case = appealed(mia)
    with pytest.raises(Refused):
        actions.appeal(case=case, side="reporter", text="Me too.", at=NOW)
    late = decided(mia)
    assert late.may_appeal("reporter", at=NOW + APPEAL_FOR - timedelta(seconds=1))
    with pytest.raises(Refused):
        actions.appeal(case=late, side="reporter", text="Late.", at=NOW + APPEAL_FOR)


def test_a_case_closes_when_the_time_to_appeal_is_over(mia: User) -> None:
    case, waiting = decided(mia), appealed(mia)
    assert actions.close_settled(at=NOW + APPEAL_FOR - timedelta(seconds=1)) == 0
    assert actions.close_settled(at=NOW + APPEAL_FOR) == 1
    case.refresh_from_db()
    waiting.refresh_from_db()
    assert (case.state, waiting.state) == ("closed", "appealed")


def test_the_status_page_takes_an_appeal_from_each_side(client: Client, mia: User) -> None:
    now_ish = {"at": datetime.now(tz=NOW.tzinfo)}
    for token_name, side in (("token", "reporter"), ("affected_token", "affected")):
        case = decided(mia, **now_ish)
        address = f"/reports/{getattr(case, token_name)}/"
        assert "Do you disagree?" in client.get(address).content.decode()
        assert client.post(address, {"do": "appeal", "text": ""}).status_code == 422
        assert client.post(address, {"do": "appeal", "text": "Look again."}).status_code == 302
        assert list(Appeal.objects.filter(case=case).values_list("side", "text")) == [(side, "Look again.")]
        page = client.get(address).content.decode()
        assert "An appeal was made" in page
        assert "Look again." in page
    other = client.get(f"/reports/{case.token}/").content.decode()
    assert "Look again." not in other


def test_the_affected_cannot_have_the_reporters_link_sent_again(client: Client) -> None:
    case = CaseFactory(state="unconfirmed", confirmed_at=None)
    client.post(f"/reports/{case.affected_token}/", {"do": "again"})
    assert not Message.objects.exists()


# --- The office ------------------------------------------------------------------------------------------------------


def deciding(case: Case, **changed: Any) -> dict[str, Any]:
    return {
        "do": "decide",
        "version": case.version,
        "decision": "upheld",
        "measure": "hidden",
        "facts": "Facts.",
        "rule": "Rule.",
        **changed,
    }


def test_a_moderator_decides_in_the_office_and_goes_on_to_the_next(office: Client, mia: User) -> None:
    case, following = CaseFactory(), CaseFactory()
    page = office.get(f"{OFFICE}{case.pk}/").content.decode()
    for words in ("Hide it", "Things are real.", case.text, case.reporter_email, "https://mercy.example/"):
        assert words in page
    response = office.post(f"{OFFICE}{case.pk}/", deciding(case))
    assert response["Location"] == f"{OFFICE}{following.pk}/"
    case.refresh_from_db()
    assert (case.decision, case.measure, case.decided_by) == ("upheld", "hidden", mia)
    response = office.post(f"{OFFICE}{following.pk}/", deciding(following, decision="rejected", measure=""))
    assert response["Location"] == OFFICE
    following.refresh_from_db()
    assert (following.decision, following.measure) == ("rejected", "")


def test_an_upheld_report_may_have_no_consequence(office: Client) -> None:
    case = CaseFactory()
    office.post(f"{OFFICE}{case.pk}/", deciding(case, measure="nothing"))
    case.refresh_from_db()
    assert (case.decision, case.measure, case.effect) == ("upheld", "", "Nothing changes.")


@pytest.mark.parametrize("missing", ["decision", "measure", "facts", "rule"])
def test_a_decision_that_is_not_whole_is_not_taken(office: Client, missing: str) -> None:
    case = CaseFactory()
    response = office.post(f"{OFFICE}{case.pk}/", deciding(case, **{missing: ""}))
    assert response.status_code == 422
    case.refresh_from_db()
    assert case.state == "open"


def test_a_decision_from_an_old_page_keeps_what_was_entered(office: Client, noah: User) -> None:
    case = CaseFactory()
    data = deciding(case, facts="My own facts.")
    actions.decide(case=case, version=1, ruling=REJECTED, by=noah, at=NOW)
    response = office.post(f"{OFFICE}{case.pk}/", data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Noah decided" in page
    assert "My own facts." in page


def test_whoever_decided_sees_that_another_must_and_that_there_is_none(office: Client, mia: User) -> None:
    case = appealed(mia)
    page = office.get(f"{OFFICE}{case.pk}/").content.decode()
    assert "Somebody else decides about this appeal" in page
    assert "There is no other moderator here." in page
    assert 'name="outcome"' not in page
    data = {"do": "appeal", "version": case.version, "outcome": "upheld", "reasons": "I was right."}
    assert office.post(f"{OFFICE}{case.pk}/", data).status_code == 409
    moderator("Noah")
    assert "There is no other moderator here." not in office.get(f"{OFFICE}{case.pk}/").content.decode()


@pytest.mark.parametrize(
    ("measure", "status", "in_force"),
    [("nothing", 302, ""), ("gone", 302, "gone"), ("hidden", 422, "hidden"), ("", 422, "hidden")],
)
def test_an_appeal_is_decided_in_the_office(
    office: Client, noah: User, measure: str, status: int, in_force: str
) -> None:
    case = appealed(noah)
    assert "Please look again." in office.get(f"{OFFICE}{case.pk}/").content.decode()
    data = {
        "do": "appeal",
        "version": case.version,
        "outcome": "overturned",
        "measure": measure,
        "reasons": "Yes.",
    }
    assert office.post(f"{OFFICE}{case.pk}/", data).status_code == status
    case.refresh_from_db()
    assert case.measure_in_force == in_force


def test_only_those_who_may_decide_see_the_cases(client: Client, django_user_model: type[User]) -> None:
    case = CaseFactory()
    user = django_user_model.objects.create_user("vera@example.org", name="Vera")
    client.force_login(user)
    for address in (OFFICE, f"{OFFICE}{case.pk}/"):
        assert client.get(address).status_code in (302, 403)
        assert client.post(address).status_code in (302, 403, 405)


def test_the_group_of_moderators_may_decide() -> None:
    group = Group.objects.get(name="Moderators")
    assert "decide_case" in group.permissions.values_list("codename", flat=True)
    assert "moderate_submission" in group.permissions.values_list("codename", flat=True)


def test_the_queue_shows_the_oldest_first_and_asks_as_often_for_three_as_for_one(office: Client) -> None:
    late = CaseFactory(title="Late", sent_at=NOW)
    with CaptureQueriesContext(connection) as one:
        office.get(OFFICE)
    CaseFactory(title="Early")
    CaseFactory(title="Slow", solved=False, sent_at=A_MOMENT - timedelta(days=9))
    with CaptureQueriesContext(connection) as three:
        page = office.get(OFFICE).content.decode()
    assert len(three) == len(one)
    assert page.index("Early") < page.index("Late") < page.index("Slow")
    assert late.title in page


@pytest.mark.parametrize(
    ("state", "shown"),
    [("waiting", "Open"), ("appealed", "Appealed"), ("decided", "Done"), ("unconfirmed", "New")],
)
def test_the_queue_has_its_parts(office: Client, noah: User, state: str, shown: str) -> None:
    CaseFactory(title="Open")
    CaseFactory(title="New", state="unconfirmed", confirmed_at=None)
    decided(noah, title="Done")
    case = decided(noah, title="Appealed")
    actions.appeal(case=case, side="reporter", text="Please.", at=NOW)
    page = office.get(OFFICE, {"state": state}).content.decode()
    titles = {title for title in ("Open", "New", "Done", "Appealed") if f'">{title}</a>' in page}
    assert titles == ({"Open", "Appealed"} if state == "waiting" else {shown})
