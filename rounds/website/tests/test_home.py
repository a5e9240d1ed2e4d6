"""The home page, which editors write."""

import re

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Site

from rounds.content.tests.factories import article, resource
from rounds.users.models import User
from rounds.website.models import Featured, Home

pytestmark = pytest.mark.django_db


def told(client, **more) -> str:
    return client.get("/", **more).content.decode()


def featured(text: str) -> list[str]:
    return re.findall(r'<h3><a href="([^"]+)"', text.partition('id="featured"')[2].partition("</section>")[0])


def test_the_root_of_the_site_is_a_home_page_with_the_words_of_the_beginning(client):
    home = Home.objects.get()
    assert Site.objects.get().root_page.specific == home
    assert "<h1>Health care, online and in the open</h1>" in told(client)


def test_editors_say_what_stands_on_it(client):
    editor = User.objects.create_user("editor@example.org")
    editor.groups.add(Group.objects.get(name="Editors"))
    home = Home.objects.get()
    tag = client.get("/").headers["ETag"]
    client.force_login(editor)
    assert client.get(f"/office/pages/{home.pk}/edit/").status_code == 200
    home.heading = "Who speaks for the hospital?"
    home.save_revision().publish()
    client.logout()
    again = client.get("/", headers={"If-None-Match": tag})
    assert (again.status_code, "Who speaks for the hospital?" in again.content.decode()) == (200, True)


def test_editors_choose_what_is_shown_and_in_which_order(client):
    pages = [
        article("one"),
        resource("two"),
        article("three", zone="member"),
        article("secret", zone="staff"),
    ]
    for number, page in enumerate(reversed(pages)):
        Featured.objects.create(home=Home.objects.get(), page=page, sort_order=number)
    assert featured(told(client)) == ["/news/three/", "/resources/two/", "/news/one/"]
    pages[0].unpublish(log_action=False)
    assert featured(told(client)) == ["/news/three/", "/resources/two/"]


def test_without_a_root_of_its_own_it_still_answers(client):
    Home.objects.update(live=False)
    assert "<h1>Health care, online and in the open</h1>" in told(client)


def test_a_preview_shows_the_draft(client):
    client.force_login(User.objects.create_superuser("admin@example.org"))
    home = Home.objects.get()
    home.heading = "A draft"
    home.save_revision()
    assert "<h1>A draft</h1>" in client.get(f"/office/pages/{home.pk}/view_draft/").content.decode()
    assert "<h1>A draft</h1>" not in told(client)
