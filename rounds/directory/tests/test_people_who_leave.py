"""What the List keeps of people who leave, and what it does not."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress

from rounds.directory import holding
from rounds.directory.actions import claims, representatives
from rounds.directory.models import Claim, Evidence, Invitation, Removal, Representative, Submission
from rounds.directory.tests.factories import EvidenceFactory, RemarkFactory, SubmissionFactory
from rounds.directory.tests.speaking_cases import NOW, person, representative, signed_in, speaks
from rounds.mail.models import Message
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.actions import closing
from rounds.users.leaving import tasks
from rounds.users.models import User

pytestmark = pytest.mark.django_db
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def mercy() -> Organization:
    return OrganizationFactory(name="Mercy", slug="mercy")


def leave(user: User) -> User:
    closing.ask(user=user, at=NOW)
    tasks.erase_closed(NOW + HALF_AN_HOUR)
    left = User.objects.get(pk=user.pk)
    assert left.closed_at
    return left


def test_whoever_leaves_speaks_for_nobody_and_no_colleague_calls_them_back(mercy: Organization):
    rosa, remy = representative(mercy), representative(mercy, "Remy")
    leave(rosa)
    assert speaks(mercy) == ["Remy"]
    ended = Representative.objects.get(user=rosa)
    assert (ended.ended_at, ended.ended_by, ended.ended_reason) == (NOW + HALF_AN_HOUR, rosa, "")
    assert not representatives.may_be_undone(ended, remy, NOW + HALF_AN_HOUR)
    with time_machine.travel(NOW + HALF_AN_HOUR, tick=False):
        page = signed_in(remy).get("/organizations/mercy/people/").text
    assert ("A person who left" in page, "closed.invalid" in page) == (True, False)


def test_even_the_last_one_may_leave_and_is_told_so_before(mercy: Organization):
    rosa = representative(mercy)
    assert list(holding.warn(rosa)) == [
        "Nobody else speaks for Mercy. Invite a colleague first, if somebody should."
    ]
    remy = representative(mercy, "Remy")
    assert list(holding.warn(rosa)) == []
    User.objects.filter(pk=remy.pk).update(is_active=False)
    assert len(list(holding.warn(rosa))) == 1
    leave(rosa)
    assert speaks(mercy) == ["Remy"]


def test_what_was_said_when_somebody_was_to_be_removed_goes(mercy: Organization):
    rosa = representative(mercy)
    one = Representative.objects.get(user=rosa)
    representatives.remove(representative=one, reason="She quarrels", by=rosa, at=NOW)
    leave(rosa)
    removal = Removal.objects.get()
    assert (removal.reason, removal.decided_at) == ("", NOW + HALF_AN_HOUR)


def test_claims_and_invitations_go(mercy: Organization):
    rosa, eve = representative(mercy), person("eve@example.org")
    representatives.invite(organization=mercy, email="new@mercy.example", by=rosa, at=NOW)
    representatives.invite(organization=mercy, email="eve@example.org", by=rosa, at=NOW)
    claims.claim(user=eve, organization=mercy, method="decision", note="I am Eve", at=NOW)
    leave(eve)
    assert Claim.objects.count() == 0
    assert list(Invitation.objects.values_list("email", flat=True)) == ["new@mercy.example"]
    leave(rosa)
    assert Invitation.objects.count() == 0


def test_a_decided_submission_stays_without_its_sender(mercy: Organization):
    ada = person("ada@example.org", name="Ada")
    sent = SubmissionFactory(
        sender_email="Ada@Example.org", state="accepted", decided_at=NOW, note="I am Ada", pasted="x.com/a"
    )
    RemarkFactory(submission=sent, from_sender=True, text="Ask for Ada")
    RemarkFactory(submission=sent, from_sender=False, text="Is it all of it?")
    leave(ada)
    sent.refresh_from_db()
    assert (sent.sender_name, sent.sender_email, sent.note, sent.pasted) == ("", "", "", "")
    assert (sent.state, sent.organization is not None) == ("accepted", True)
    assert [remark.text for remark in sent.remarks.all()] == ["Is it all of it?"]


def test_an_undecided_submission_is_taken_back_and_an_unconfirmed_one_goes(mercy: Organization):
    ada = person("ada@example.org", name="Ada")
    waiting = SubmissionFactory(sender_email="ada@example.org", state="waiting")
    SubmissionFactory(sender_email="ada@example.org", state="unconfirmed", confirmed_at=None)
    leave(ada)
    assert list(Submission.objects.values_list("pk", "state", "sender_email")) == [
        (waiting.pk, "withdrawn", "")
    ]
    assert not Message.objects.filter(to="").exists()


def test_what_was_sent_from_an_address_that_was_only_stated_stays_its_owners(mercy: Organization):
    eve = person("eve@example.org")
    EmailAddress.objects.create(user=eve, email="ada@example.org", verified=False)
    SubmissionFactory(sender_email="ada@example.org")
    leave(eve)
    assert Submission.objects.get().sender_email == "ada@example.org"


def test_evidence_stays_as_the_word_of_a_person_who_left(mercy: Organization):
    rosa = representative(mercy)
    EvidenceFactory(by=rosa)
    leave(rosa)
    assert str(Evidence.objects.get().by) == "A person who left"
