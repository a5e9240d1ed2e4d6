import itertools

import pytest

from rounds.users import affiliations
from rounds.users.affiliations import Affiliation
from rounds.users.models import Audience, Profile
from rounds.users.personal_data import holdings
from rounds.users.tests.people import AT, holds, member, person, says, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("members_by_address")]
WORDS = {
    "pronouns": "they/them",
    "headline": "Heads communications",
    "about": "Born in Winona.",
    "topics": "Podcasts",
    "languages": "Portuguese",
    "links": "https://blog.example/",
    "role": "Director of something",
    "organizations": "Mercy Hospital",
    "credentials": "Doctor of Medicine",
    "picture": "picture-512.webp",
}


@pytest.fixture(autouse=True)
def at_mercy(monkeypatch):
    def know(ids):
        return {pk: [Affiliation("Mercy Hospital", "/organizations/mercy/", "", "a test")] for pk in ids}

    monkeypatch.setattr(affiliations, "_known", {"tests": know})


@pytest.fixture
def jane():
    user = person("Jane Roe", email="jane.secret@guest.example")
    holds(user, "MD")
    says(
        user,
        pronouns=WORDS["pronouns"],
        headline=WORDS["headline"],
        about=WORDS["about"],
        role=WORDS["role"],
        topics=["Podcasts"],
        languages=["pt"],
        links=[("Blog", "https://blog.example/")],
    )
    Profile.objects.filter(user=user).update(picture="a" * 32)
    return user


def shown_to(client, viewer, profile):
    client.logout()
    if viewer:
        client.force_login(viewer)
    answer = client.get(f"/members/{profile.slug}/")
    return answer.content.decode() if answer.status_code == 200 else None


@pytest.mark.parametrize(("part", "audience"), list(itertools.product(sorted(WORDS), Audience.values)))
def test_each_part_is_seen_by_those_for_whom_it_is(client, jane, part, audience):
    for_all = {f"{one}_for": Audience.EVERYONE for one in Profile.PARTS}
    Profile.objects.filter(user=jane).update(**{**for_all, f"{part}_for": audience})
    seen = {
        who: WORDS[part] in (shown_to(client, viewer, jane.profile) or "")
        for who, viewer in {"nobody": None, "guest": person("A Guest"), "member": member()}.items()
    }
    open_to_all, open_to_members = audience == "everyone", audience in {"everyone", "members"}
    assert seen == {"nobody": open_to_all, "guest": open_to_all, "member": open_to_members}


@pytest.mark.parametrize("audience", Audience.values)
def test_where_the_name_is_not_for_somebody_there_is_no_page(client, jane, audience):
    Profile.objects.filter(user=jane).update(name_for=audience)
    pages = [shown_to(client, viewer, jane.profile) for viewer in (None, person("A Guest"), member())]
    assert [page is not None for page in pages] == [
        audience == "everyone",
        audience == "everyone",
        audience != "me",
    ]


def test_a_hidden_page_and_one_that_never_was_look_the_same(client, jane):
    slug = jane.profile.slug
    hidden = client.get(f"/members/{slug}/")
    none = client.get(f"/members/{slug[::-1]}/")
    assert (hidden.status_code, none.status_code) == (404, 404)
    assert hidden.content.decode().replace(slug, "") == none.content.decode().replace(slug[::-1], "")


def test_the_e_mail_address_is_on_no_page(client, jane):
    Profile.objects.filter(user=jane).update(**{f"{one}_for": Audience.EVERYONE for one in Profile.PARTS})
    assert "jane.secret" not in shown_to(client, None, jane.profile)


def test_links_give_nothing_to_those_who_plant_them(client, jane):
    says(jane, links=[("Blog", "https://blog.example/")], audiences={"name": "everyone", "links": "everyone"})
    page = shown_to(client, None, jane.profile)
    assert '<a href="https://blog.example/" rel="nofollow noopener ugc external">' in page


def test_a_role_is_shown_beside_a_proven_organization_alone(client, jane, monkeypatch):
    assert WORDS["role"] in shown_to(client, member(), jane.profile)
    monkeypatch.setattr(affiliations, "_known", {})
    assert WORDS["role"] not in shown_to(client, member("Mo Member"), jane.profile)


def test_who_left_has_no_page(client, jane):
    jane.is_active = False
    jane.save()
    assert shown_to(client, member(), jane.profile) is None


# Editing


def typed(**more):
    parts = {f"{part}_for": "members" for part in Profile.PARTS}
    return {"name": "Jane Roe", **parts, **more}


def test_all_that_was_said_comes_back_into_the_form(client):
    client.force_login(person("Jane Roe"))
    told = typed(
        pronouns="she/her", headline="Podcaster", about="Hello.", suggested=["Podcasts"], topics="Rural health, Sepsis",
        languages="English, español, American Sign Language", link_0_url="www.example.org/me",
        link_1_label="Blog", link_1_url="https://blog.example", is_listed="on", about_for="me",
    )  # fmt: skip
    assert client.post("/me/profile/", told)["Location"] == "/me/profile/"
    page = client.get("/me/profile/").content.decode()
    for value in (
        "she/her", "Podcaster", "Rural health, Sepsis", "English, Spanish, American Sign Language",
        "https://www.example.org/me", "example.org",
    ):  # fmt: skip
        assert f'value="{value}"' in page
    assert page.count(" checked>") == 2  # a topic, and being found
    assert Profile.objects.get().about_for == "me"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Please write how you wish to be called."),
        ({"name": "Jane\u202eRoe"}, "turns the direction of writing"),
        ({"headline": "x" * 161}, "at most 160 fit"),
        ({"languages": "Englsh"}, "Did you mean English?"),
        ({"languages": "Qqqqq"}, "We do not know a language called"),
        ({"topics": ", ".join(f"topic {n}" for n in range(11))}, "At most 10 topics fit."),
        ({"topics": "y" * 41}, "too long for a topic"),
        ({"link_0_url": "http://example.org"}, "Only https:// is safe to follow."),
        ({"link_0_url": "javascript:alert(1)"}, "not with “javascript:”"),
        ({"link_0_label": "Blog"}, "Please paste the address"),
        ({"name_for": "me", "is_listed": "on"}, "Nobody can find you"),
        ({"name_for": "the world"}, "is not one of the available choices"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(client, wrong, said):
    client.force_login(person("Jane Roe"))
    answer = client.post("/me/profile/", typed(about="Kept text.", pronouns="she/her", **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Kept text." in page
    assert 'value="she/her"' in page


def test_a_name_that_is_held_back_says_why_and_what_to_do(client):
    client.force_login(person("Jane Roe"))
    client.post("/me/profile/", typed(name="Jane Roe, MD"))
    page = client.get("/me/profile/").content.decode()
    assert "Your name says “MD”." in page
    assert "Until that is checked, others see “Jane Roe”." in page
    assert 'href="/me/credentials/?state=MD#state"' in page
    assert 'value="Jane Roe, MD"' in page
    states(Profile.objects.get().user, "MD")
    assert "You have stated it" in client.get("/me/profile/").content.decode()


def test_the_preview_shows_what_others_see(client, jane):
    client.force_login(jane)
    says(
        jane, about="For members.", headline="For all", audiences={"name": "everyone", "headline": "everyone"}
    )
    as_everyone = client.get("/me/profile/preview/?as=everyone").content.decode()
    as_member = client.get("/me/profile/preview/?as=members").content.decode()
    assert ("For all" in as_everyone, "For members." in as_everyone) == (True, False)
    assert ("For all" in as_member, "For members." in as_member) == (True, True)
    says(jane, audiences={"name": "members"})
    assert "They see nothing" in client.get("/me/profile/preview/?as=everyone").content.decode()


def test_the_profile_is_for_those_who_signed_in(client):
    assert [client.get(f"/me/profile/{rest}").status_code for rest in ("", "preview/")] == [302, 302]
    assert client.post("/me/profile/picture/").status_code == 302


# Taking along, and leaving


def test_people_take_along_what_they_said_and_none_of_our_bookkeeping(jane):
    Profile.objects.filter(user=jane).update(picture="")
    parts = {part.name: part.content for part in holdings()["profile"].export(jane)}
    assert parts["profile.json"]["about"] == WORDS["about"]
    assert parts["profile.json"]["topics"] == ["Podcasts"]
    assert [one["abbreviation"] for one in parts["credentials.json"]] == ["MD"]


def test_nothing_is_left_of_who_leaves_and_erasing_again_does_no_harm(jane):
    for _time in range(2):
        holdings()["profile"].erase(jane, AT)
    assert not Profile.objects.exists()
    assert not jane.credentials.exists()
