"""What editors do in the back office, and what they see of a page before others do."""

import pytest
from django.contrib.auth.models import Group

from rounds.activity.models import Activity
from rounds.content.models import Library
from rounds.content.tests.every_block import rich_article
from rounds.content.tests.factories import SECRET, pdf, resource
from rounds.organizations import search
from rounds.organizations.models import Organization
from rounds.users.models import User


@pytest.fixture
def editor(client, db):
    user = User.objects.create_user("editor@example.org", "a password")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


def test_an_editor_writes_in_the_library_and_may_publish(client, editor):
    library = Library.objects.get()
    assert client.get(f"/office/pages/{library.pk}/").status_code == 200
    assert client.get(f"/office/pages/add/content/resource/{library.pk}/").status_code == 200
    assert library.permissions_for_user(editor).can_publish_subpage()


def test_what_an_editor_publishes_stands_in_the_record(client, editor):
    page = resource()
    page.unpublish(log_action=False)
    so_far = list(Activity.objects.values_list("pk", flat=True))

    client.post(f"/office/pages/{page.pk}/unpublish/")
    page.save_revision().publish()
    client.post(f"/office/pages/{page.pk}/unpublish/")

    since = Activity.objects.exclude(pk__in=so_far)
    assert list(since.values_list("verb", "actor", "object_id")) == [
        ("resource.unpublished", editor.pk, page.pk)
    ]


@pytest.mark.parametrize(("mode", "is_whole"), [("", True), ("guest", False), ("visitor", False)])
def test_a_preview_shows_what_a_member_a_guest_and_a_visitor_read_and_may_stand_in_a_frame(
    mode, is_whole, client, editor
):
    page = resource()
    answer = client.get(f"/office/pages/{page.pk}/view_draft/?mode={mode}")

    assert answer.status_code == 200
    assert (SECRET in answer.content.decode()) == is_whole
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_an_editor_opens_the_file_of_a_draft_and_a_moderator_does_not(client, editor):
    document = pdf()
    assert client.get(document.url).status_code == 200
    moderator = User.objects.create_user("moderator@example.org", "a password")
    moderator.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(moderator)
    assert client.get(document.url).status_code == 404


def test_privacy_of_wagtails_own_is_not_offered(client, editor):
    page = resource()
    assert "setting-privacy" not in client.get(f"/office/pages/{page.pk}/edit/").content.decode()


def test_an_editor_writes_with_every_block_and_chooses_what_it_points_at(client, editor):
    page = rich_article()
    search.index([Organization.objects.get(slug="mercy-general").pk])

    edited = client.get(f"/office/pages/{page.pk}/edit/")
    chosen = [
        client.get(f"/office/{path}", headers={"X-Requested-With": "XMLHttpRequest"})
        for path in (
            "page_organization_chooser/?q=mercy",
            "page_organization_chooser/results/?q=mercy",
            "page_account_chooser/?q=mercygeneral",
            "page_account_chooser/results/?q=mercy",
            "recording-chooser/",
            "images/chooser/",
            "documents/chooser/",
        )
    ]

    assert edited.status_code == 200
    assert [answer.status_code for answer in chosen] == [200] * 7
    assert all("Mercy General Hospital" in answer.content.decode() for answer in chosen[:2])
    assert all("mercygeneral" in answer.content.decode() for answer in chosen[2:4])
