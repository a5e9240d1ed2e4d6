"""Which pages that editors write stand in the header, and what becomes of those that find no room."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from rounds.content.models import Blog, Section, TextPage
from rounds.users.models import User
from rounds.website import menu
from rounds.website.models import Home

pytestmark = pytest.mark.django_db
FIXED = ["The List", "Verify", "Figures", "Resources", "Courses"]


@pytest.fixture(autouse=True)
def asked_for_anew() -> None:
    menu.forget()


def put(page: Page) -> Page:
    Home.objects.get().add_child(instance=page)
    menu.forget()
    return page


def text_page(**more: object) -> TextPage:
    whole = {
        "title": "Contact",
        "summary": "In short.",
        "opening": "Words.",
        "zone": "public",
        "show_in_menus": True,
    }
    return put(TextPage(**(whole | more)))


def read(client: Client, part: str) -> list[str]:
    text = client.get("/about/").content.decode().partition(f'class="{part}')[2].partition("</nav>")[0]
    return [one.partition("<")[0] for one in text.replace('aria-current="page"', "").split('/">')[1:]]


def header(client: Client) -> list[str]:
    return read(client, "navigation__items")


def footer(client: Client) -> list[str]:
    return read(client, "footer__links")


def test_a_visitor_finds_the_first_page_of_the_menu_in_the_header_and_the_next_in_the_footer(client):
    put(Blog(title="People", slug="people", show_in_menus=True))
    assert header(client) == [*FIXED, "News", "Membership", "Sign in"]
    assert footer(client)[0] == "People"


def test_staff_have_their_office_in_the_header_and_the_page_in_the_footer(client):
    client.force_login(User.objects.create_superuser("admin@example.org"))
    assert header(client) == [*FIXED, "Membership", "Back office", "Me"]
    assert footer(client)[0] == "News"


def test_what_editors_do_not_put_into_the_menu_is_in_neither(client):
    Blog.objects.update(show_in_menus=False)
    put(Section(title="Quiet", slug="quiet", show_in_menus=False))
    assert header(client) == [*FIXED, "Membership", "Sign in"]
    assert "Quiet" not in footer(client)


def test_a_long_title_stands_where_there_is_room(client):
    Blog.objects.update(title="What is new in the network this year")
    menu.forget()
    assert header(client) == [*FIXED, "Membership", "Sign in"]
    assert footer(client)[0] == "What is new in the network this year"


@pytest.mark.parametrize(
    "fields",
    [
        {"zone": "staff"},
        {"live": False},
        {"expire_at": timezone.now() - timedelta(minutes=1)},
    ],
    ids=["for staff", "a draft", "over"],
)
def test_what_not_everybody_may_know_of_is_in_no_menu(client, fields):
    text_page(**fields)
    assert "Contact" not in header(client) + footer(client)


def test_the_menu_changes_with_what_is_published_and_so_do_kept_copies(client):
    first = client.get("/list/")
    page = Blog.objects.get()
    page.title = "Messages"
    page.save_revision().publish()
    again = client.get("/list/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert header(client) == [*FIXED, "Messages", "Membership", "Sign in"]


def test_what_a_page_below_another_asks_for_changes_nothing(client):
    section = put(Section(title="Learn", slug="learn", show_in_menus=False))
    section.add_child(instance=Blog(title="Deep", slug="deep", show_in_menus=True))
    menu.forget()
    assert "Deep" not in header(client) + footer(client)
