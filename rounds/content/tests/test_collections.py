"""Collections: resources in an editor's order, each reader seeing those that they may know of."""

import re

import pytest
from django.contrib.auth.models import Group

from rounds.activity.models import Activity
from rounds.content.library.actions import keep_collection
from rounds.content.models import CollectedResource, ResourceCollection
from rounds.content.tests.factories import AT, resource
from rounds.users.models import User


@pytest.fixture
def editor(db):
    user = User.objects.create_user("editor@example.org", "a password")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def collection(editor):
    later, first, staff = resource("later", zone="public"), resource("first"), resource("inner", zone="staff")
    one = ResourceCollection(slug="first-week", title="Your first week", introduction="Begin here.")
    one.items = [
        CollectedResource(resource=first, why="Everything follows from it.", sort_order=0),
        CollectedResource(resource=staff, sort_order=1),
        CollectedResource(resource=later, sort_order=2),
    ]
    return keep_collection(collection=one, by=editor, at=AT)


def shown(client) -> list[str]:
    text = client.get("/resources/collections/first-week/").content.decode()
    return re.findall(r'<h2 class="shelf__title"><a href="/resources/([\w-]+)/">', text)


def test_a_visitor_sees_in_the_editors_order_what_they_may_know_of(client, collection):
    assert shown(client) == ["first", "later"]
    text = client.get("/resources/collections/first-week/").content.decode()
    assert "Begin here." in text
    assert "Everything follows from it." in text
    assert "Inner" not in text


def test_staff_see_what_is_for_staff(client, sign_in, collection):
    sign_in("staff")
    assert shown(client) == ["first", "inner", "later"]


def test_a_resource_and_the_library_lead_to_the_collections_that_are_shown(client, collection):
    link = '<a href="/resources/collections/first-week/">Your first week</a>'
    for path in ("/resources/", "/resources/first/"):
        assert link in client.get(path).content.decode()
    assert "Your first week" in client.get("/resources/collections/").content.decode()
    ResourceCollection.objects.update(is_shown=False)
    for path in ("/resources/", "/resources/first/", "/resources/collections/"):
        assert "Your first week" not in client.get(path).content.decode()
    assert client.get("/resources/collections/first-week/").status_code == 404


def test_what_a_visitor_keeps_is_not_used_when_a_collection_has_changed(client, collection, editor):
    kept = client.get("/resources/collections/first-week/").headers["ETag"]
    again = {"If-None-Match": kept}
    assert client.get("/resources/collections/first-week/", headers=again).status_code == 304
    collection.title = "Another"
    keep_collection(collection=collection, by=editor, at=AT.replace(hour=10))
    assert client.get("/resources/collections/first-week/", headers=again).status_code == 200


def test_an_editor_makes_one_in_the_back_office_and_it_stands_in_the_record(client, editor):
    page = resource()
    client.force_login(editor)
    assert client.get("/office/resourcecollection/new/").status_code == 200
    answer = client.post(
        "/office/resourcecollection/new/",
        {
            "title": "For nights",
            "slug": "nights",
            "introduction": "When nobody else is there.",
            "is_shown": "on",
            "order": "1",
            "items-TOTAL_FORMS": "1",
            "items-INITIAL_FORMS": "0",
            "items-MIN_NUM_FORMS": "1",
            "items-MAX_NUM_FORMS": "1000",
            "items-0-resource": str(page.pk),
            "items-0-why": "",
            "items-0-ORDER": "1",
            "items-0-DELETE": "",
        },
    )
    assert answer.status_code == 302
    one = ResourceCollection.objects.get()
    assert [item.resource_id for item in one.items.all()] == [page.pk]
    assert Activity.objects.filter(verb="collection.kept", actor=editor, object_id=one.pk).exists()

    client.post(f"/office/resourcecollection/delete/{one.pk}/")
    assert not ResourceCollection.objects.exists()
    assert Activity.objects.filter(verb="collection.removed", actor=editor).exists()


def test_no_resource_takes_the_address_of_the_collections(client, editor):
    with pytest.raises(Exception, match="library’s own"):
        resource("collections")
