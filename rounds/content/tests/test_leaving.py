"""Whoever closes their account takes their name off the files and pictures; these stay."""

import pytest
from django.utils import timezone

from rounds.content.models import File, Picture
from rounds.content.tests.factories import pdf
from rounds.content.tests.pictures import picture
from rounds.users.models import User
from rounds.users.personal_data import holdings


@pytest.mark.django_db
def test_the_files_and_pictures_that_somebody_uploaded_are_told_and_stay_without_their_name():
    editor = User.objects.create_user("editor@example.org", "a password")
    document = pdf()
    File.objects.filter(pk=document.pk).update(uploaded_by_user=editor)
    drawn = picture()
    Picture.objects.filter(pk=drawn.pk).update(uploaded_by_user=editor)
    holding = holdings()["content"]

    part, pictures, *_more = holding.export(editor)
    assert (part.name, [row["title"] for row in part.content]) == ("files.json", ["File sheet.pdf"])
    assert (pictures.name, [row["title"] for row in pictures.content]) == ("pictures.json", ["A ward"])
    for _again in range(2):
        holding.erase(editor, timezone.now())

    assert File.objects.get().uploaded_by_user is None
    assert Picture.objects.get().uploaded_by_user is None
    assert next(iter(holding.export(editor))).content == []
