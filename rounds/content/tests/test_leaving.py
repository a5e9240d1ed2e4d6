"""Whoever closes their account takes their name off the files; the files stay."""

import pytest
from django.utils import timezone

from rounds.content.models import File
from rounds.content.tests.factories import pdf
from rounds.users.models import User
from rounds.users.personal_data import holdings


@pytest.mark.django_db
def test_the_files_that_somebody_uploaded_are_told_and_stay_without_their_name():
    editor = User.objects.create_user("editor@example.org", "a password")
    document = pdf()
    File.objects.filter(pk=document.pk).update(uploaded_by_user=editor)
    holding = holdings()["content"]

    part = next(iter(holding.export(editor)))
    assert (part.name, [row["title"] for row in part.content]) == ("files.json", ["File sheet.pdf"])
    for _again in range(2):
        holding.erase(editor, timezone.now())

    assert File.objects.get().uploaded_by_user is None
    assert next(iter(holding.export(editor))).content == []
