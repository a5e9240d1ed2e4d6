from datetime import timedelta

import pytest

from rounds.users.models import Audience, Profile, ProfileWord
from rounds.users.people import finding
from rounds.users.people.finding import Query
from rounds.users.tasks import keep_credentials_up_to_date
from rounds.users.tests.people import AT, DAY, holds, member, person, says

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("members_by_address")]


def listed(name, **said):
    return says(person(name), is_listed=True, **said)


def found(day=DAY, **asked):
    return [one.user.name for one in finding.find(Query(**asked), day=day).people]


@pytest.fixture(params=[0, 100], ids=["common", "rare"])
def plan(request, monkeypatch):
    """Both plans find the same."""
    monkeypatch.setattr(finding, "RARE", request.param)


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["Ana Ruiz", "Bo Li", "Zoë Müller"]),
        ({"text": "zoe"}, ["Zoë Müller"]),
        ({"text": "MULLER zo"}, ["Zoë Müller"]),
        ({"text": "rui"}, ["Ana Ruiz"]),
        ({"text": "uiz"}, []),
        ({"text": "sepsis"}, ["Bo Li"]),
        ({"text": "podcast"}, ["Ana Ruiz", "Zoë Müller"]),
        ({"text": "podcast ana"}, ["Ana Ruiz"]),
        ({"text": "r"}, []),
        ({"text": "b"}, ["B. Li"]),
        ({"text": "%"}, ["Ana Ruiz", "Bo Li", "Zoë Müller"]),
        ({"topic": "rural HEALTH"}, ["Zoë Müller"]),
        ({"language": "es"}, ["Ana Ruiz", "Bo Li"]),
        ({"language": "es", "text": "bo"}, ["Bo Li"]),
        ({"credential": "RN"}, ["Bo Li"]),
    ],
)
def test_people_are_found_by_name_headline_and_topic_in_the_order_of_names(asked, names):
    if asked.get("text") == "b":
        listed("B. Li")
    listed("Zoë Müller", headline="Podcasts for nurses", topics=["Rural health"])
    listed("Ana Ruiz", topics=["Podcasts"], languages=["es"])
    bo = listed("Bo Li", headline="Sepsis survivor", languages=["es", "zh"])
    holds(bo.user, "RN")
    says(person("Podcast Hidden"), is_listed=False, topics=["Podcasts"], languages=["es"])
    assert found(**asked) == names


@pytest.mark.parametrize(
    ("part", "said", "asked"),
    [
        ("headline", {"headline": "Secretword"}, {"text": "secretword"}),
        ("role", {"role": "Secretword"}, {"text": "secretword"}),
        ("topics", {"topics": ["Secretword"]}, {"text": "secretword"}),
        ("topics", {"topics": ["Secretword"]}, {"topic": "secretword"}),
        ("languages", {"languages": ["es"]}, {"language": "es"}),
        ("credentials", {}, {"credential": "RN"}),
    ],
)
@pytest.mark.parametrize("audience", Audience.values)
def test_nobody_is_found_by_what_members_may_not_see(part, said, asked, audience):
    profile = listed("Ana Ruiz", audiences={part: audience}, **said)
    holds(profile.user, "RN")
    assert found(**asked) == ([] if audience == "me" else ["Ana Ruiz"])


def test_nobody_is_found_by_what_is_held_back_nor_by_about():
    listed("Ana Ruiz", headline="Registered Nurse", about="Wrote a memoir.")
    assert found(text="registered") == []
    assert found(text="memoir") == []


def test_who_no_longer_wants_to_be_found_is_not():
    profile = listed("Ana Ruiz")
    says(profile.user, is_listed=False)
    assert found() == []
    assert not ProfileWord.objects.exists()


def test_who_left_is_not_found():
    profile = listed("Ana Ruiz")
    profile.user.is_active = False
    profile.user.save()
    assert (found(), found(text="ana")) == ([], [])


def test_a_credential_that_ran_out_finds_nobody_on_the_very_day():
    profile = listed("Ana Ruiz")
    holds(profile.user, "RN", until_on=DAY)
    assert found(credential="RN") == ["Ana Ruiz"]
    assert found(credential="RN", day=DAY + timedelta(days=1)) == []


def test_after_a_lapse_nobody_is_found_by_what_the_name_said():
    profile = listed("Ana Ruiz")
    holds(profile.user, "RN", until_on=DAY)
    says(profile.user, name="Ana Ruiz, RN", is_listed=True)
    assert found(text="rn") == ["Ana Ruiz, RN"]
    keep_credentials_up_to_date(AT + timedelta(days=1))
    assert found(text="rn") == []


@pytest.mark.usefixtures("plan")
def test_pages_follow_one_another_without_a_gap_or_a_double(monkeypatch):
    monkeypatch.setattr(finding, "PER_PAGE", 3)
    for number in range(10):
        says(person("Ana Ruiz", email=f"{number}@guest.example"), is_listed=True)
    seen, after = [], ""
    for _page in range(4):
        one = finding.find(Query(text="ana", after=after), day=DAY)
        seen += [profile.pk for profile in one.people]
        after = one.following
    assert sorted(seen) == sorted(Profile.objects.values_list("pk", flat=True))
    assert (len(seen), after) == (10, "")


@pytest.mark.parametrize("after", ["", "x", "~", "1", "-1~a", "99999999999999999999~a", "1~\x00", "²~a"])
def test_a_made_up_place_does_no_harm(client, after):
    listed("Zoë Müller")
    client.force_login(member())
    assert client.get("/members/", {"after": after}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_costs_the_same_for_any_number(client, django_assert_max_num_queries, count):
    client.force_login(member())
    for number in range(count):
        profile = listed(f"Person {number}", topics=["Podcasts"])
        holds(profile.user, "MD")
    client.get("/members/?q=person")
    with django_assert_max_num_queries(19):
        page = client.get("/members/?q=person").content.decode()
    assert page.count("people__one") == count
    assert "Person 0, MD" in page


def test_the_directory_is_for_members(client):
    assert client.get("/members/").status_code == 302
    client.force_login(person("A Guest"))
    answer = client.get("/members/")
    assert answer.status_code == 403
    assert "The directory is for members" in answer.content.decode()


def test_who_is_not_found_is_told_how_to_be(client):
    mia = member()
    client.force_login(mia)
    assert "Let members find you" in client.get("/members/").content.decode()
    says(mia, is_listed=True)
    assert "Let members find you" not in client.get("/members/").content.decode()
