"""Reports of people who leave go on without them; decisions hold."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from rounds.mail.models import Message
from rounds.moderation import actions
from rounds.moderation.models import Case
from rounds.moderation.tests.factories import A_MOMENT, CaseFactory
from rounds.moderation.tests.test_deciding import NOW, UPHELD, decided
from rounds.users.actions import closing
from rounds.users.leaving import tasks
from rounds.users.models import User
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db


def leave(user: User) -> None:
    closing.ask(user=user, at=A_MOMENT)
    tasks.erase_closed(A_MOMENT + timedelta(minutes=30))
    tasks.erase_closed(A_MOMENT + timedelta(minutes=45))
    assert User.objects.get(pk=user.pk).closed_at


def test_a_report_goes_on_without_name_and_address_and_nobody_is_written_to(mia: User):
    ada = person("ada@example.org")
    case = CaseFactory(reporter=ada, reporter_email="ada@work.example")
    leave(ada)
    case.refresh_from_db()
    assert (case.reporter, case.reporter_name, case.reporter_email) == (None, "", "")
    actions.decide(case=case, version=case.version, ruling=UPHELD, by=mia, at=NOW)
    assert set(Message.objects.values_list("to", flat=True)) == {"remy@mercy.example", "rosa@mercy.example"}


def test_what_was_reported_without_signing_in_is_theirs_by_the_proven_address_alone():
    ada = person("ada@example.org")
    EmailAddress.objects.create(user=ada, email="bob@example.org", verified=False)
    CaseFactory(reporter_email="ADA@example.org", title="Ada's")
    CaseFactory(reporter_email="bob@example.org", title="Bob's")
    CaseFactory(
        reporter_email="ada@example.org", state="unconfirmed", confirmed_at=None, title="Never confirmed"
    )
    leave(ada)
    found = Case.objects.order_by("title").values_list("title", "reporter_email")
    assert list(found) == [("Ada's", ""), ("Bob's", "bob@example.org")]


def test_a_decision_holds_and_says_that_a_person_took_it(mia: User):
    case = decided(mia)
    EmailAddress.objects.create(user=mia, email=mia.email, verified=True, primary=True)
    leave(mia)
    case.refresh_from_db()
    assert (str(case.decided_by), case.decision, case.deciders()) == ("A person who left", "upheld", {mia.pk})
