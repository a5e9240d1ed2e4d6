"""What the back office keeps of people who leave."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page
from wagtail.users.models import UserProfile

from rounds.users.tests.factories import person
from rounds.website import holding

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_the_picture_of_the_back_office_comes_along_and_then_goes_with_its_file():
    ada = person()
    profile = UserProfile.objects.create(user=ada, avatar=ContentFile(b"a picture", name="ada.png"))
    [picture] = [part for part in holding.export(ada) if part.name.startswith("settings/")]
    with picture.content as file:
        assert file.read() == b"a picture"
    holding.erase(ada, timezone.now())
    assert (UserProfile.objects.count(), default_storage.exists(profile.avatar.name)) == (0, False)


def test_a_page_that_was_locked_can_be_edited_again():
    ada = person()
    page = Page.objects.get(depth=1).add_child(title="Locked", locked=True, locked_by=ada, owner=ada)
    holding.erase(ada, timezone.now())
    page.refresh_from_db()
    assert (page.locked, page.locked_by, page.owner) == (False, None, ada)


def test_the_log_of_what_was_done_to_the_person_no_longer_calls_them_by_name():
    ada, bob = person(), person("bob@example.org", "Bob")
    log(ada, "wagtail.edit", user=bob, data={"was": "Ada"})
    log(bob, "wagtail.edit", user=ada)
    holding.erase(ada, timezone.now())
    assert list(ModelLogEntry.objects.order_by("pk").values_list("label", "data")) == [
        ("A person who left", {}),
        ("Bob", {}),
    ]
