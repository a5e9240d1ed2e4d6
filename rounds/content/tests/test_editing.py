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


def test_seven_fields_are_enough_for_a_first_resource(client, editor):
    library = Library.objects.get()
    told = {
        "title": "Who answers at night",
        "slug": "night",
        "kind": "guide",
        "summary": "Who answers at night, and how.",
        "zone": "member",
        "opening": "At night the house is small.",
        "body": "Wake nobody for praise.",
    }
    body = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "heading"}
    rest = {"language": "en", "license": "all-rights-reserved"}  # as the form has them filled in
    counts = {
        f"{name}-{what}_FORMS": number
        for name in ("files", "bylines", "editions", "comments")
        for what, number in (("TOTAL", "0"), ("INITIAL", "0"), ("MIN_NUM", "0"), ("MAX_NUM", "1000"))
    }
    client.post(
        f"/office/pages/add/content/resource/{library.pk}/",
        {
            **{name: value for name, value in told.items() if name != "body"},
            **body,
            "body-0-value": told["body"],
            **rest,
            **counts,
            "action-publish": "Publish",
        },
    )
    page = library.shelf().get()
    assert (page.title, page.get_kind_display(), page.live) == (told["title"], "Guide", True)
    assert len(told) == 7


def test_an_editor_begins_an_edition_and_is_led_to_its_draft(client, editor):
    page = resource(files=(pdf(),))
    menu = client.get(f"/office/pages/{page.pk}/edit/").content.decode()
    assert f"/office/resources/{page.pk}/new-edition/" in menu

    refused = client.post(f"/office/resources/{page.pk}/new-edition/", {"what_changed": ""})
    assert refused.status_code == 200
    answer = client.post(
        f"/office/resources/{page.pk}/new-edition/",
        {"what_changed": "Weekends, too.", "published_on": "2026-11-01"},
    )
    assert answer.headers["Location"] == f"/office/pages/{page.pk}/edit/"
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [one.number for one in draft.history] == [2, 1]


def test_whoever_may_not_edit_a_resource_neither_begins_an_edition_nor_sees_its_downloads(client, db):
    page = resource()
    moderator = User.objects.create_user("moderator@example.org", "a password")
    moderator.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(moderator)
    for path in (f"resources/{page.pk}/new-edition/", f"resources/{page.pk}/downloads/", "downloads/"):
        assert client.get(f"/office/{path}").status_code in (302, 403)
