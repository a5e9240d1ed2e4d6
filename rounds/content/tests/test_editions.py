"""Editions: readers see what changed, and the files of an old one stay with those who may read it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from rounds.activity.models import Activity
from rounds.content.library.actions import begin_edition
from rounds.content.models import Resource, ResourceEdition
from rounds.content.tests.factories import AT, pdf, resource
from rounds.users.models import User

CHANGED = "The clause on photographs is new."


def second_edition(zone: str = "member"):
    """A resource in its second edition; the file of the first, and of the second in two formats."""
    old, new, word = pdf("old.pdf"), pdf("new.pdf"), pdf("new.docx")
    page = resource(zone=zone, files=(old,))
    editor = User.objects.create_user("editor@example.org", "a password")
    begin_edition(resource=page, published_on=date(2026, 11, 1), what_changed=CHANGED, by=editor, at=AT)
    draft = Resource.objects.get().get_latest_revision_as_object()
    files = list(draft.files.all())
    for document in (new, word):
        draft.files.add(type(files[0])(document=document, title="The guide"))
    draft.save_revision().publish()
    return old, new, word


def test_what_is_begun_waits_in_the_draft_and_stands_in_the_record(client, django_user_model, db):
    page = resource(files=(pdf("old.pdf"),))
    editor = django_user_model.objects.create_user("editor@example.org", "a password")
    edition = begin_edition(
        resource=page, published_on=date(2026, 11, 1), what_changed=CHANGED, by=editor, at=AT
    )

    draft = Resource.objects.get().get_latest_revision_as_object()
    assert edition.number == 2
    assert [(one.number, one.what_changed) for one in draft.history] == [(2, CHANGED), (1, "")]
    assert [one.edition for one in draft.files.all()] == [1]
    assert not ResourceEdition.objects.exists()
    assert Activity.objects.filter(verb="resource.edition_begun", actor=editor).count() == 1


def test_a_third_leaves_the_files_of_the_first_where_they_are(db):
    second_edition()
    page, editor = Resource.objects.get(), User.objects.get()
    begin_edition(resource=page, published_on=date(2026, 12, 1), what_changed="More.", by=editor, at=AT)
    draft = Resource.objects.get().get_latest_revision_as_object()
    assert [one.number for one in draft.history] == [3, 2, 1]
    assert sorted(one.edition for one in draft.files.all()) == [1, 2, 2]


def test_a_member_reads_what_changed_and_downloads_the_old_file(client, sign_in):
    old, new, word = second_edition()
    sign_in("member")
    text = client.get("/resources/a-guide/").content.decode()
    taken, history = text.split('id="editions"')

    assert CHANGED in history
    assert old.url in history
    assert old.url not in taken
    assert new.url in taken
    assert word.url in taken
    assert taken.count("carried__document") == 1  # one document in two formats
    assert "Word (DOCX)" in taken
    assert b"%PDF" in client.get(old.url).getvalue()


@pytest.mark.parametrize("reader", ["visitor", "guest"])
def test_others_learn_the_number_and_the_day_and_nothing_of_the_files(reader, client, sign_in):
    old, new, word = second_edition()
    sign_in(reader)
    text = client.get("/resources/a-guide/").content.decode()

    assert "Edition 2" in text
    assert CHANGED not in text
    assert [one.filename for one in (old, new, word) if one.filename in text] == []
    assert client.get(old.url).status_code == 403


def test_the_database_keeps_one_of_each_number(db):
    page = resource()
    ResourceEdition.objects.create(resource=page, number=1, published_on=date(2026, 1, 1))
    for number in (1, 0):
        with pytest.raises(IntegrityError), transaction.atomic():
            ResourceEdition.objects.create(resource=page, number=number, published_on=date(2026, 1, 1))
