import pytest
from django.contrib.auth.models import Group
from django.urls import get_resolver, reverse

from rounds.users.models import MODERATORS, User
from rounds.users.sample import PASSWORD, create_sample_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    create_sample_people()
    return {user.email.partition("@")[0]: user for user in User.objects.all()}


def office_pages() -> list[str]:
    """Every page of the back office whose address needs nothing filled in."""
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    for namespace, (_, resolver) in get_resolver().namespace_dict.items():
        names += [f"{namespace}:{name}" for name in resolver.reverse_dict if isinstance(name, str)]
    return sorted({url for url in map(_address, names) if url.startswith("/office/")} - NOT_PAGES)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except Exception:
        return ""


NOT_PAGES = {"/office/logout/", "/office/login/", "/office/failwhale/"}  # the last fails on purpose


@pytest.mark.parametrize("who", ["admin", "moderator"])
def test_every_page_of_the_back_office_opens(client, people, who):
    client.force_login(people[who])
    client.raise_request_exception = False
    pages = office_pages()
    answers = {page: client.get(page).status_code for page in pages}
    assert len(pages) > 30
    assert {page: status for page, status in answers.items() if status >= 500} == {}
    shown = ["/office/", "/office/account/"] + (
        ["/office/users/", "/office/users/new/"] if who == "admin" else []
    )
    assert {page: answers[page] for page in shown} == dict.fromkeys(shown, 200)


def test_a_moderator_decides_about_submissions_and_cases_and_about_nothing_else(people):
    assert people["moderator"].get_all_permissions() == {
        "wagtailadmin.access_admin",
        "directory.moderate_submission",
        "moderation.decide_case",
        "users.view_user",
    }
    group = Group.objects.get(name=MODERATORS)
    assert not group.page_permissions.exists()
    assert not group.collection_permissions.exists()


def test_an_administrator_finds_people_by_their_name(client, people):
    client.force_login(people["admin"])
    page = client.get("/office/users/", {"q": "Mona"}).content.decode()
    assert "moderator@example.org" in page
    assert "visitor@example.org" not in page


def test_an_administrator_adds_a_person(client, people):
    client.force_login(people["admin"])
    moderators = Group.objects.get(name=MODERATORS)
    answer = client.post(
        "/office/users/new/",
        {
            "email": "Grace@Example.org",
            "name": "Grace Hopper",
            "password1": "a long enough one",
            "password2": "a long enough one",
            "groups": [moderators.pk],
        },
    )
    assert answer.status_code == 302
    grace = User.objects.get(email="grace@example.org")
    assert (
        grace.name,
        grace.is_superuser,
        list(grace.groups.all()),
        grace.check_password("a long enough one"),
    ) == (
        "Grace Hopper",
        False,
        [moderators],
        True,
    )


def test_an_address_is_taken_whatever_its_letters(client, people):
    client.force_login(people["admin"])
    answer = client.post(
        "/office/users/new/",
        {"email": "VISITOR@example.org", "password1": "a long enough one", "password2": "a long enough one"},
    )
    assert "There is a user with this e-mail address already." in answer.content.decode()


def test_an_administrator_changes_a_person(client, people):
    client.force_login(people["admin"])
    edit = f"/office/users/edit/{people['visitor'].pk}/"
    assert "Vera Visitor" in client.get(edit).content.decode()
    client.post(edit, {"email": "visitor@example.org", "name": "Vera V."})
    visitor = User.objects.get(email="visitor@example.org")
    assert (visitor.name, visitor.is_active, visitor.check_password(PASSWORD)) == ("Vera V.", False, True)


@pytest.mark.parametrize("address", ["/office/users/", "/office/users/results/"])
def test_who_may_look_people_up_does_not_get_the_list_of_all(client, people, address):
    client.force_login(people["moderator"])
    assert client.get(f"/office/people/{people['visitor'].pk}/").status_code == 200
    assert client.get(address).status_code == 302
    assert 'href="/office/users/"' not in client.get("/office/").content.decode()


def test_not_even_an_administrator_deletes_a_person(client, people):
    client.force_login(people["admin"])
    visitor = people["visitor"]
    addresses = (f"/office/users/delete/{visitor.pk}/", f"/office/bulk/users/user/delete/?id={visitor.pk}")
    for address in addresses:
        client.post(address)
    assert User.objects.filter(pk=visitor.pk).exists()
    for page in ("/office/users/", f"/office/users/edit/{visitor.pk}/"):
        assert "/delete/" not in client.get(page).content.decode()


def test_one_changes_ones_own_name(client, people):
    client.force_login(people["moderator"])
    client.post(
        "/office/account/",
        {
            "name_email-name": "Mona M.",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
        },
    )
    assert User.objects.get(email="moderator@example.org").name == "Mona M."


@pytest.mark.parametrize("address", ["/office/", "/office/login/", "/office/users/"])
def test_there_is_one_sign_in(client, address):
    answer = client.get(address, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/people/login/?next=/office/")
    assert answer.status_code == 200


def test_who_may_not_enter_is_told_so_and_is_not_sent_in_circles(client, people):
    client.force_login(people["visitor"])
    answer = client.get("/office/", follow=True)
    assert (answer.status_code, len(answer.redirect_chain)) == (403, 1)
