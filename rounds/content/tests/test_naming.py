"""People whose name stands on a page: only checked credentials, told once, free to take it off."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rounds.content.models import Byline, Naming
from rounds.content.naming import put_back, take_off
from rounds.content.tests.factories import AT, article, resource
from rounds.mail.models import Message
from rounds.search.models import Passage
from rounds.users.models import User
from rounds.users.personal_data import holdings
from rounds.users.tests.people import holds, person, says

NEXT_YEAR = timezone.now().date() + timedelta(days=300)

pytestmark = pytest.mark.django_db


@pytest.fixture
def jane() -> User:
    user = person("Jane Roe")
    says(user, audiences={"name": "everyone", "credentials": "everyone"})
    return user


def byline(client, path: str = "/news/a-story/") -> str:
    text = client.get(path).content.decode()
    found = re.search(r'<span class="authors">(.*?)</span>', text)
    return re.sub(r"<[^>]+>", "", found.group(1)) if found else ""


def test_a_byline_shows_checked_credentials_and_no_others(client, jane):
    holds(jane, "MD", at=timezone.now(), until_on=NEXT_YEAR)
    article(by=[jane, "John Doe, PhD"])
    assert byline(client) == "Jane Roe, MD; John Doe"


def test_programs_read_the_same_names(client, jane):
    holds(jane, "MD", at=timezone.now(), until_on=NEXT_YEAR)
    article(by=[jane])
    text = client.get("/news/a-story/").content.decode()
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text).group(1))
    assert told["@type"] == "NewsArticle"
    assert [(one["name"], one["honorificSuffix"]) for one in told["author"]] == [("Jane Roe", "MD")]


def publish(page) -> None:
    page.save_revision().publish()


def test_whoever_is_named_is_told_once(jane):
    page = article(by=[jane])
    publish(page)
    publish(page)
    message = Message.objects.get(to=jane.email)
    assert message.subject == "Your name stands on “A story” – Rounds"
    assert "/news/a-story/" in message.text
    assert "/me/named/" in message.text


def test_whoever_publishes_their_own_words_gets_no_mail_about_it(client, jane):
    jane.is_superuser = True
    jane.save()
    client.force_login(jane)
    page = article(by=[jane])
    client.post(f"/office/pages/{page.pk}/unpublish/")
    page.refresh_from_db()
    page.save_revision()
    client.post(f"/office/bulk/wagtailcore/page/publish/?id={page.pk}")
    page.refresh_from_db()
    assert page.live
    assert Naming.objects.filter(page=page, person=jane).exists()
    assert not Message.objects.filter(to=jane.email).exists()


def test_a_name_that_was_taken_off_is_nowhere_whichever_draft_is_published(client, jane):
    page = article(by=[jane])
    publish(page)
    client.force_login(jane)
    text = client.get("/me/named/").content.decode()
    assert "A story" in text
    naming = Naming.objects.get()
    client.post(f"/me/named/{naming.pk}/")
    client.logout()
    publish(page)

    assert "Jane Roe" not in client.get("/news/a-story/").content.decode()
    assert "Jane Roe" not in client.get("/news/").content.decode()

    client.force_login(jane)
    client.post(f"/me/named/{naming.pk}/", {"to": "on"})
    client.logout()
    assert byline(client) == "Jane Roe"


def test_nobody_takes_the_name_of_another_off(client, jane):
    publish(article(by=[jane]))
    client.force_login(person("Somebody Else"))
    assert client.post(f"/me/named/{Naming.objects.get().pk}/").status_code == 404
    assert Naming.objects.get().taken_off_at is None


def test_a_kept_copy_does_not_outlive_a_name(client, jane):
    publish(article(by=[jane]))
    pages = ("/news/a-story/", "/news/")
    tags = [client.get(path).headers["ETag"] for path in pages]
    Naming.objects.update(taken_off_at=AT)
    again = [client.get(path, headers={"If-None-Match": tag}) for path, tag in zip(pages, tags, strict=True)]
    assert [one.status_code for one in again] == [200, 200]


def test_of_somebody_who_left_the_page_says_so_and_nothing_where_the_name_was_off(client, jane):
    publish(article("kept", by=[jane]))
    publish(article("bare", by=[jane]))
    Naming.objects.filter(page__slug="bare").update(taken_off_at=AT)
    User.objects.filter(pk=jane.pk).update(closed_at=AT, name="")
    for _again in range(2):
        holdings()["content"].erase(jane, AT)
    assert byline(client, "/news/kept/") == "A person who left"
    assert byline(client, "/news/bare/") == ""
    assert not Naming.objects.exists()


def test_people_take_along_where_they_are_named(jane):
    publish(article(by=[jane]))
    parts = {part.name: part.content for part in holdings()["content"].export(jane)}
    assert [row["page__title"] for row in parts["bylines.json"]] == ["A story"]
    assert [row["page__title"] for row in parts["names.json"]] == ["A story"]


@pytest.fixture
def chooser(client, db):
    editor = person("Edda Editor", is_superuser=True)
    client.force_login(editor)
    return client


def test_editors_find_people_who_show_their_name_to_everybody_and_no_others(chooser, jane):
    says(person("Hidden Person"), audiences={"name": "members"})
    person("Silent Person")
    text = chooser.get(reverse("person_chooser:choose_results")).content.decode()
    assert [
        name for name in ("Jane Roe", "Edda Editor", "Hidden Person", "Silent Person") if name in text
    ] == [
        "Jane Roe",
        "Edda Editor",
    ]
    found = chooser.get(reverse("person_chooser:choose_results"), {"q": "ja ro"}).content.decode()
    assert ("Jane Roe" in found, "Edda Editor" in found) == (True, False)


def test_the_number_of_somebody_does_not_give_their_name_away(chooser):
    hidden = person("Hidden Person")
    assert chooser.get(reverse("person_chooser:chosen", args=[hidden.pk])).status_code == 404


def test_a_byline_is_refused_for_whom_it_does_not_fit(jane):
    hidden = person("Hidden Person")
    cases = {
        "a person who shows their name": Byline(person=jane),
        "a name": Byline(name="John Doe"),
        "both": Byline(person=jane, name="John Doe"),
        "neither": Byline(),
        "a person who does not": Byline(person=hidden),
        "a name with a title": Byline(name="John Doe, MD"),
    }
    assert [what for what, one in cases.items() if _fits(one)] == ["a person who shows their name", "a name"]


def _fits(byline: Byline) -> bool:
    try:
        byline.clean()
    except Exception:
        return False
    return True


ABOUT_A_RESOURCE = (
    "/resources/a-guide/",
    "/resources/a-guide/cite.bib",
    "/resources/a-guide/cite.ris",
    "/resources/a-guide/cite.json",
    "/resources/feed.atom",
    "/feed.json",
)


@pytest.mark.parametrize("path", ABOUT_A_RESOURCE)
def test_a_name_that_was_taken_off_a_resource_is_in_no_copy_and_no_citation(client, jane, path):
    page = resource(zone="public")
    page.bylines = [Byline(person=jane)]
    publish(page)
    first = client.get(path)
    client.force_login(jane)
    client.post(f"/me/named/{Naming.objects.get().pk}/")
    client.logout()

    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert "Jane Roe" in first.content.decode()
    assert (again.status_code, "Jane Roe" in again.content.decode()) == (200, False)


@pytest.mark.parametrize("path", ABOUT_A_RESOURCE[:2])
def test_a_kept_copy_of_a_resource_ends_when_its_author_is_called_otherwise(client, jane, path):
    page = resource(zone="public")
    page.bylines = [Byline(person=jane)]
    publish(page)
    first = client.get(path)
    jane.name = "Jane Doe"
    jane.save()

    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, "Jane Doe" in again.content.decode()) == (200, True)


def test_nobody_finds_a_page_by_a_name_that_was_taken_off_until_it_is_put_back(client, jane):
    publish(article(by=[jane]))
    publish(article("another", by=[jane, "John Doe"]))
    first = Naming.objects.get(page__slug="a-story")

    def found() -> list[str]:
        return sorted({one.url for one in Passage.objects.filter(kind="article", text__contains="Jane Roe")})

    before = found()
    take_off(naming=first, by=jane, at=AT)
    taken_off = found()
    put_back(naming=first, by=jane, at=AT)

    assert before == ["/news/a-story/", "/news/another/"]
    assert taken_off == ["/news/another/"]
    assert found() == before
