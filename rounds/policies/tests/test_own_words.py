"""An organization adopts a policy and makes it its own: each step, and each step back."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from rounds.activity.models import Activity
from rounds.memberships.tests.network_cases import NOW, end, hospital, person, seated
from rounds.policies.actions import adopting, releasing, writing
from rounds.policies.actions.writing import Typed
from rounds.policies.models import Release
from rounds.policies.refusing import Refused
from rounds.policies.tests.workshop_cases import (
    FIRST,
    LAST,
    LATER,
    PRIVACY,
    PURPOSE,
    STUDENTS,
    adopted,
    edition,
    template,
)
from rounds.policies.workbench import workbench

pytestmark = pytest.mark.django_db


def refusal(work) -> str:
    with pytest.raises(Refused) as refused, transaction.atomic():
        work()
    return refused.value.reason


def filled(one) -> None:
    typed = {"organization": Typed("", "Harbor View"), "privacy_officer": Typed("", "Dr. Ahmed")}
    writing.fill(policy=one.policy, typed=typed, by=one.leader, at=NOW)


def test_a_leader_adopts_all_clauses_of_the_newest_edition():
    made = template()
    edition(made, FIRST[:1])
    edition(made)
    one = adopted(of=made)
    assert one.words() == [(clause.heading, clause.text, True) for clause in FIRST]
    bench = workbench(one.policy)
    assert ([gap.key for gap in bench.gaps], bench.edition_number, bench.changes) == (
        ["organization", "privacy_officer"],
        2,
        [],
    )


def test_only_a_leader_of_a_running_member_organization_adopts_and_only_what_is_open_and_out():
    made = template()
    membership, leader = hospital()
    theirs = membership.organization

    def adopt(by=leader, of=made, at=NOW):
        return lambda: adopting.adopt(template=of, organization=theirs, by=by, at=at)

    assert refusal(adopt()) == Refused.NOT_PUBLISHED
    edition(made)
    assert refusal(adopt(by=seated(membership))) == Refused.NOT_A_LEADER
    assert refusal(adopt(by=hospital(leader=person())[1])) == Refused.NOT_A_LEADER
    board = template("for-the-board", zone="board")
    edition(board)
    assert refusal(adopt(of=board)) == Refused.NOT_OPEN
    adopt()()
    assert refusal(adopt()) == Refused.ADOPTED
    end(membership, NOW.date())
    assert refusal(adopt(at=LATER)) == Refused.NOT_RUNNING


def test_a_policy_that_was_given_up_is_taken_up_as_it_was():
    one = adopted()
    filled(one)
    releasing.share(policy=one.policy, by=one.leader, at=NOW)
    adopting.give_up(policy=one.policy, by=one.leader, at=NOW)
    assert (one.now().given_up_at, one.policy.reading_key) == (NOW, "")
    assert refusal(lambda: filled(one)) == Refused.GIVEN_UP
    again = adopting.adopt(
        template=one.template, organization=one.membership.organization, by=one.leader, at=LATER
    )
    assert (again, again.given_up_at, workbench(again).values["organization"]) == (
        one.policy,
        None,
        "Harbor View",
    )


def test_what_a_colleague_filled_meanwhile_is_not_overwritten_and_the_rest_is_saved():
    one = adopted()
    filled(one)
    typed = {
        "organization": Typed("", "Harbor View Hospital"),  # a colleague wrote "Harbor View" since
        "privacy_officer": Typed("Dr. Ahmed", "Dr. Bose"),
    }
    met = writing.fill(policy=one.policy, typed=typed, by=one.leader, at=NOW)
    assert met == {"organization": "Harbor View"}
    assert workbench(one.policy).values == {"organization": "Harbor View", "privacy_officer": "Dr. Bose"}


def test_a_page_that_was_opened_long_ago_changes_only_what_was_typed_in_it():
    one = adopted()
    filled(one)
    typed = {"organization": Typed("", ""), "privacy_officer": Typed("Dr. Ahmed", "Dr. Bose")}
    assert writing.fill(policy=one.policy, typed=typed, by=one.leader, at=NOW) == {}
    assert workbench(one.policy).values == {"organization": "Harbor View", "privacy_officer": "Dr. Bose"}


def test_own_words_are_kept_with_those_before_them_and_each_step_is_taken_back():
    one = adopted()
    reworded = writing.reword(
        clause=one.clause("privacy"), heading="Privacy", text="Ours.", began=1, by=one.leader, at=NOW
    )
    assert (reworded.text, reworded.changed_in, one.now().version) == ("Ours.", 2, 2)
    assert writing.undo(policy=one.policy, version=2, by=one.leader, at=NOW) == 1
    assert one.clause("privacy").text == PRIVACY
    assert writing.undo(policy=one.policy, version=3, by=one.leader, at=NOW) == 1  # the undoing undone
    assert one.clause("privacy").text == "Ours."
    writing.reset(clause=one.clause("privacy"), began=4, by=one.leader, at=NOW)
    assert one.clause("privacy").text == PRIVACY
    former = one.clause("privacy").former.get(version=2)
    assert former.text == PRIVACY
    ours = one.clause("privacy").former.get(version=5)
    writing.put_back(former=ours, began=5, by=one.leader, at=NOW)
    assert one.clause("privacy").text == "Ours."


def test_what_a_colleague_reworded_meanwhile_is_never_overwritten():
    one = adopted()
    writing.reword(clause=one.clause("end"), heading="Thanks", text="Theirs.", began=1, by=one.leader, at=NOW)
    stale = one.clause("end")
    for work in (
        lambda: writing.reword(clause=stale, heading="Thanks", text="Mine.", began=1, by=one.leader, at=NOW),
        lambda: writing.reset(clause=stale, began=1, by=one.leader, at=NOW),
    ):
        assert refusal(work) == Refused.CHANGED
    writing.reword(clause=one.clause("privacy"), heading="P", text="Mine.", began=1, by=one.leader, at=NOW)
    assert [text for _heading, text, _is_in in one.words()] == [PURPOSE, "Mine.", STUDENTS, "Theirs."]


def test_a_step_after_which_somebody_wrote_is_not_taken_back():
    one = adopted()
    for began, text in ((1, "Mine."), (2, "Theirs.")):
        writing.reword(clause=one.clause("end"), heading="T", text=text, began=began, by=one.leader, at=NOW)
    undo = lambda: writing.undo(policy=one.policy, version=2, by=one.leader, at=NOW)  # noqa: E731
    assert refusal(undo) == Refused.CHANGED
    assert one.clause("end").text == "Theirs."


def test_optional_clauses_and_own_ones_can_be_left_out_and_taken_in_again():
    one = adopted()
    own = writing.add(policy=one.policy, heading="Badges", text="Wear one.", by=one.leader, at=NOW)
    for clause in (one.clause("students"), own):
        writing.leave_out(clause=clause, began=2, by=one.leader, at=NOW)
    assert [heading for heading, _text, is_in in one.words() if not is_in] == ["Students", "Badges"]
    assert (
        refusal(lambda: writing.leave_out(clause=one.clause("privacy"), began=9, by=one.leader, at=NOW))
        == Refused.NOT_OPTIONAL
    )
    writing.take_in(clause=own, by=one.leader, at=NOW)
    assert [heading for heading, _text, is_in in one.words() if not is_in] == ["Students"]


def test_blanks_of_a_clause_that_is_left_out_need_not_be_filled():
    one = adopted()
    own = writing.add(policy=one.policy, heading="Badge", text="See {{badge_office}}.", by=one.leader, at=NOW)
    assert [gap.label for gap in workbench(one.policy).gaps][-1] == "Badge office"
    writing.leave_out(clause=own, began=2, by=one.leader, at=NOW)
    assert [gap.key for gap in workbench(one.policy).gaps] == ["organization", "privacy_officer"]


def test_clauses_move_past_those_that_are_left_out():
    one = adopted()
    writing.leave_out(clause=one.clause("students"), began=1, by=one.leader, at=NOW)
    writing.move(clause=one.clause("end"), steps=-1, by=one.leader, at=NOW)
    assert [heading for heading, _text, is_in in one.words() if is_in] == [
        "Purpose",
        "Thanks",
        "Patients come first",
    ]
    writing.move(clause=one.clause("purpose"), steps=-1, by=one.leader, at=NOW)
    assert one.words()[0][0] == "Purpose"


def publish(one, at=NOW, **more):
    said = {"title": "Our policy", "what_changed": "", "contact": "ada@example.org", **more}
    return releasing.publish(policy=one.policy, by=one.leader, at=at, **said)


def test_nothing_is_published_before_each_blank_is_filled():
    one = adopted()
    with pytest.raises(Refused) as refused:
        publish(one)
    assert (refused.value.reason, refused.value.about) == (
        Refused.BLANKS,
        ["organization", "privacy_officer"],
    )


def test_a_release_is_what_staff_read_whatever_is_written_afterwards():
    one = adopted()
    filled(one)
    writing.leave_out(clause=one.clause("students"), began=2, by=one.leader, at=NOW)
    first = publish(one)
    assert (first.number, first.edition.number, first.clauses) == (
        1,
        1,
        [
            {
                "key": "purpose",
                "heading": "Purpose",
                "text": PURPOSE.replace("{{organization}}", "Harbor View"),
            },
            {
                "key": "privacy",
                "heading": "Patients come first",
                "text": PRIVACY.replace("{{privacy_officer}}", "Dr. Ahmed"),
            },
            {"key": "end", "heading": "Thanks", "text": LAST},
        ],
    )
    assert refusal(lambda: publish(one)) == Refused.THE_SAME
    writing.reword(clause=one.clause("end"), heading="Thanks", text="Bye.", began=9, by=one.leader, at=NOW)
    second = publish(one, at=LATER, what_changed="Shorter.")
    first.refresh_from_db()
    assert (second.number, first.clauses[-1]["text"], second.clauses[-1]["text"]) == (2, LAST, "Bye.")


def test_the_database_keeps_releases_as_they_are():
    one = adopted()
    filled(one)
    release = publish(one)
    for work in (
        lambda: Release.objects.filter(pk=release.pk).update(title="Another"),
        lambda: release.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            work()
    assert Release.objects.get().title == "Our policy"


def test_a_lapsed_organization_changes_nothing_but_can_close_its_secret_address():
    one = adopted()
    filled(one)
    releasing.share(policy=one.policy, by=one.leader, at=NOW)
    end(one.membership, NOW.date())
    at = NOW + timedelta(days=1)
    for work in (
        lambda: publish(one, at=at),
        lambda: writing.add(policy=one.policy, heading="H", text="T", by=one.leader, at=at),
        lambda: releasing.share(policy=one.policy, by=one.leader, at=at),
    ):
        assert refusal(work) == Refused.NOT_RUNNING
    releasing.stop_sharing(policy=one.policy, by=one.leader, at=at)
    assert one.now().reading_key == ""


def test_each_address_for_staff_is_another():
    one = adopted()
    keys = [releasing.share(policy=one.policy, by=one.leader, at=NOW).reading_key for _time in range(2)]
    assert keys[0] != keys[1]
    assert len(keys[0]) == 43


def test_every_step_is_on_record():
    one = adopted()
    filled(one)
    writing.reword(clause=one.clause("end"), heading="Thanks", text="Bye.", began=2, by=one.leader, at=NOW)
    writing.undo(policy=one.policy, version=3, by=one.leader, at=NOW)
    publish(one)
    assert [(entry.verb, entry.actor) for entry in Activity.objects.about(one.policy)] == [
        (verb, one.leader)
        for verb in (
            "policy.released",
            "policy.step_undone",
            "policy.clause_reworded",
            "policy.blanks_filled",
            "policy.adopted",
        )
    ]
