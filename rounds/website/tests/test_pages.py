"""The pages about this site answer, set no cookie, ask the same number of questions, and hold to the strict policy."""

from html.parser import HTMLParser

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rounds.core.templatetags.core import PROOF_ICONS
from rounds.core.templatetags.platform_tiles import tile_of
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Proof
from rounds.organizations.tests.factories import OrganizationFactory, RegisterFactory
from rounds.users.models import User
from rounds.website import views
from rounds.website.navigation import FOOTER, HEADER, Place

PAGES = ["/", "/about/", "/accessibility/", "/privacy/", "/data/", "/styleguide/"]
FILES = ["/robots.txt", "/.well-known/security.txt", "/manifest.webmanifest"]


class Markup(HTMLParser):
    """Collects what the Content-Security-Policy forbids, and the ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forbidden: list[str] = []
        self.elsewhere: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or "style" in given or (tag == "script" and not given.get("src")):
            self.forbidden.append(self.get_starttag_text() or tag)
        self.forbidden += [name for name in given if name.startswith(("on", "hx-on"))]
        asked = given.get("src") or (given.get("href") if tag in ("link", "use") else None) or ""
        if "//" in asked and given.get("rel") != "canonical":
            self.elsewhere.append(asked)
        if identity := given.get("id"):
            self.ids.append(identity)


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_it_answers_and_sets_no_cookie(client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, dict(response.cookies)) == (200, {})


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PAGES, "/no-such-page/"])
def test_it_has_no_inline_style_or_script_and_asks_nothing_of_another_site(client: Client, path: str) -> None:
    markup = Markup(client.get(path).content.decode())
    assert (markup.forbidden, markup.elsewhere) == ([], [])
    assert len(markup.ids) == len(set(markup.ids))


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_data_page_asks_one_question_whatever_the_number_of_registers(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    RegisterFactory.create_batch(rows)
    with django_assert_num_queries(1):
        shown = client.get("/data/").content.decode()
    assert shown.count('role="rowheader"') == rows


@pytest.mark.parametrize("path", ["/about/", "/accessibility/", "/privacy/", "/styleguide/"])
def test_a_page_of_words_asks_the_database_nothing(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200  # without the django_db mark, a question would fail


@pytest.mark.django_db
@pytest.mark.parametrize("organizations", [1, 3])
def test_the_home_page_says_how_large_the_register_is(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, organizations: int
) -> None:
    OrganizationFactory.create_batch(organizations)
    with django_assert_num_queries(11):
        shown = client.get("/").content.decode()
    assert f"<td>{organizations}</td>" in shown


@pytest.mark.django_db
def test_the_home_page_of_an_empty_register_shows_no_figures(client: Client) -> None:
    assert "The register today" not in client.get("/").content.decode()


def test_the_design_knows_every_status_of_proof_and_every_platform_of_the_list() -> None:
    assert set(Proof.values) == set(PROOF_ICONS)
    assert [slug for slug in PLATFORMS if tile_of(slug).family == "other"] == []


@pytest.mark.django_db
def test_the_header_offers_to_sign_in_or_out(client: Client) -> None:
    assert ">Sign in<" in client.get("/about/").content.decode()
    client.force_login(User.objects.create_user(email="a@example.org", password="long-enough-words"))
    signed_in = client.get("/about/").content.decode()
    assert ">Sign out<" in signed_in
    assert ">Sign in<" not in signed_in


@pytest.mark.django_db
@pytest.mark.parametrize("place", [*HEADER, *FOOTER], ids=lambda place: place.url)
def test_every_place_in_the_header_and_the_footer_is_there(client: Client, place: Place) -> None:
    shown = client.get(place.url)
    assert shown.status_code == 200
    assert 'aria-current="page"' in shown.content.decode()


@pytest.mark.django_db
def test_a_missing_page_says_so_and_offers_the_search(client: Client) -> None:
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert 'action="/list/"' in response.content.decode()


def test_errors_have_pages_of_the_house() -> None:
    request = HttpRequest()
    answers = [
        views.bad_request(request, ValueError()),
        views.permission_denied(request, ValueError()),
        views.csrf_failure(request),
        views.page_not_found(request, ValueError()),
        views.server_error(request),
    ]
    assert [answer.status_code for answer in answers] == [400, 403, 403, 404, 500]
    assert all(b'<main id="main"' in answer.content for answer in answers)


def test_the_security_contact_is_an_address_and_has_not_expired(client: Client) -> None:
    lines = dict(
        line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines()
    )
    assert lines["Contact"].startswith("mailto:")
    assert lines["Expires"] > timezone.now().isoformat()


@pytest.mark.parametrize("number", ["410", "429"])
def test_the_other_errors_have_a_page_that_any_context_may_show(number: str) -> None:
    shown = render_to_string(f"{number}.html")
    assert f'<p class="statement__number">{number}</p>' in shown


def test_no_place_is_twice_in_the_header_or_the_footer() -> None:
    urls = [place.url for place in (*HEADER, *FOOTER)]
    assert sorted(set(urls)) == sorted(urls)


@pytest.mark.django_db
def test_the_home_page_leads_to_plans_the_residency_and_the_fellows(client: Client) -> None:
    main = client.get("/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert all(f'href="{url}"' in main for url in ("/plans/", "/residency/", "/fellows/"))
