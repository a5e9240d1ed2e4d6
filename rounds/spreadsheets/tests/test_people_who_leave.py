"""Files of people who leave are erased; what these changed in the List stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rounds.spreadsheets import files, holding
from rounds.spreadsheets.actions import deciding
from rounds.spreadsheets.models import Spreadsheet
from rounds.spreadsheets.tests.steps import bring, known, look_through, moderator, take_in, work
from rounds.users.actions import closing
from rounds.users.leaving import tasks
from rounds.users.models import Closing

pytestmark = pytest.mark.django_db
TEXT = "name,city,x\nMercy General,Fargo,https://x.com/mercy\n"


def test_every_file_comes_along_under_its_own_name():
    mona = moderator()
    bring(mona, TEXT, name="accounts of Mona.csv")
    parts = {part.name: part.content for part in holding.export(mona)}
    with parts["files/accounts of Mona.csv"] as file:
        assert file.read().decode() == TEXT
    assert [one["file_name"] for one in parts["spreadsheets.json"]] == ["accounts of Mona.csv"]


def test_the_files_go_and_what_they_did_stays(django_capture_on_commit_callbacks):
    known(name="Mercy General", city="Fargo", country="US")
    mona, now = moderator(), timezone.now()
    bring(mona, TEXT, name="never taken in.csv")
    taken = take_in(look_through(mona, TEXT))
    steps = taken.steps.count()
    closing.ask(user=mona, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.erase_closed(now + timedelta(minutes=30))
    left = Spreadsheet.objects.get()
    assert (left.pk, left.file_name, left.kept_as, left.names) == (taken.pk, "", "", [])
    assert (str(left.by), left.steps.count()) == ("A person who left", steps)
    assert files.leftovers(set()) == []


def test_while_one_is_being_taken_in_closing_waits_for_it():
    known(name="Mercy General", city="Fargo", country="US")
    mona, now = moderator(), timezone.now()
    ready = look_through(mona, TEXT)
    deciding.take_in(spreadsheet=ready, by=mona, at=now)
    closing.ask(user=mona, at=now)
    tasks.erase_closed(now + timedelta(minutes=30))
    assert (Closing.objects.get().problem, Closing.objects.get().finished_at) == (
        "spreadsheets: Refused",
        None,
    )
    work(ready)
    tasks.erase_closed(now + timedelta(minutes=35))
    assert Closing.objects.get().finished_at == now + timedelta(minutes=35)
