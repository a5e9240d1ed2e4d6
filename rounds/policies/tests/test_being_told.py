"""Leaders hear of a new edition once, and only where it changes something for them."""

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

from rounds.mail.actions import refuse
from rounds.mail.models import Message
from rounds.memberships.actions import leadership
from rounds.memberships.tests.network_cases import NOW, end, seated
from rounds.policies.actions import adopting
from rounds.policies.actions.editions import begin_draft, publish_edition
from rounds.policies.actions.telling import tell
from rounds.policies.tasks import tell_of_edition
from rounds.policies.tests.workshop_cases import FIRST, LATER, SECOND, adopted, edition, template
from rounds.policies.topics import UPDATES

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return list(Message.objects.filter(topic=UPDATES).order_by("to").values_list("to", flat=True))


def test_each_leader_gets_one_mail_with_what_waits():
    one = adopted(name="Harbor View")
    second = seated(one.membership)
    leadership.appoint(membership=one.membership, user=second, by=None, at=NOW)
    newest = edition(one.template, SECOND)
    assert tell(edition=newest, at=LATER) == 1
    tell(edition=newest, at=LATER)
    assert told() == sorted([one.leader.email, second.email])
    mail = Message.objects.filter(topic=UPDATES).first()
    assert mail.subject.startswith("Social media policy: an update waits")
    assert "It changes 4 clauses for Harbor View." in mail.text
    assert "Photographs are named." in mail.text
    assert f"/me/policies/{one.policy.pk}/update/" in mail.text


def test_nobody_is_told_where_nothing_changes_or_nothing_can_be_decided():
    for hush in ("same", "given-up", "ended"):
        one = adopted(of=template(hush))
        if hush == "given-up":
            adopting.give_up(policy=one.policy, by=one.leader, at=NOW)
        if hush == "ended":
            end(one.membership, NOW.date())
        clauses = FIRST if hush == "same" else SECOND
        assert tell(edition=edition(one.template, clauses), at=LATER) == 0, hush
    assert told() == []


def test_of_an_edition_that_is_not_the_newest_nobody_is_told():
    one = adopted()
    second = edition(one.template, SECOND)
    edition(one.template, FIRST)
    assert tell(edition=second, at=LATER) == 0


def test_whoever_wants_none_gets_none():
    one = adopted()
    refuse(address=one.leader.email, topic=UPDATES, at=NOW)
    tell(edition=edition(one.template, SECOND), at=LATER)
    assert Message.objects.get(topic=UPDATES).refused_at is not None


def test_publishing_an_edition_tells(django_capture_on_commit_callbacks):
    one = adopted()
    draft = begin_draft(template=one.template, by=None, at=NOW)
    draft.clauses.filter(key="privacy").update(text="Post nothing about a patient. {{privacy_officer}}")
    with django_capture_on_commit_callbacks(execute=True):
        publish_edition(edition=draft, what_changed="Shorter.", by=one.leader, at=LATER)
    (waiting,) = DBTaskResult.objects.filter(task_path="rounds.policies.tasks.tell_of_edition")
    with time_machine.travel(LATER, tick=False):
        tell_of_edition.call(*waiting.args_kwargs["args"])
    assert told() == [one.leader.email]
