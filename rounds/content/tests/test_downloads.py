"""Downloads are counted, and nothing about whoever downloaded is kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from rounds.content.library.actions import count_download
from rounds.content.library.visits import is_download
from rounds.content.models import Downloads
from rounds.content.tests.factories import pdf, resource
from rounds.users.models import User

BROWSER = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"}
DAY = date(2026, 11, 2)


@pytest.fixture
def document(db):
    document = pdf()
    resource(zone="public", files=(document,))
    return document


def counted() -> int:
    return sum(Downloads.objects.values_list("count", flat=True))


def test_a_file_that_is_sent_whole_counts_once_for_the_day(client, document):
    for _again in range(3):
        client.get(document.url, headers=BROWSER)
    assert list(Downloads.objects.values_list("document", "on", "count")) == [
        (document.pk, timezone.now().date(), 3)
    ]


def test_of_a_download_there_is_kept_what_it_was_and_when_and_nothing_else():
    assert {field.name for field in Downloads._meta.get_fields()} == {"id", "document", "on", "count"}


@pytest.mark.parametrize(
    ("headers", "count"),
    [
        ({"Range": "bytes=0-5"}, 1),
        ({"Range": "bytes=0-"}, 1),
        ({"Range": "bytes=0-0"}, 0),
        ({"Range": "bytes=6-"}, 0),
        ({"Range": "bytes=-3"}, 0),
        ({"Range": "bytes=900-"}, 0),
        ({"Sec-Purpose": "prefetch"}, 0),
        ({"User-Agent": ""}, 0),
        ({"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, 0),
        ({"User-Agent": "curl/8.5.0"}, 0),
        ({"User-Agent": "python-requests/2.32"}, 0),
    ],
)
def test_programs_parts_that_follow_and_what_nobody_asked_for_are_not_counted(
    headers, count, client, document
):
    client.get(document.url, headers=BROWSER | headers)
    assert counted() == count


def test_neither_asking_for_the_head_nor_a_file_that_one_has_already_is_counted(client, document):
    tag = client.head(document.url, headers=BROWSER).headers["ETag"]
    assert client.get(document.url, headers=BROWSER | {"If-None-Match": tag}).status_code == 304
    assert counted() == 0


def test_neither_whoever_is_refused_nor_an_editor_who_looks_is_counted(client, db):
    document = pdf()
    resource(zone="member", files=(document,))
    assert client.get(document.url, headers=BROWSER).status_code == 403
    editor = User.objects.create_user("editor@example.org", "a password")
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    assert client.get(document.url, headers=BROWSER).status_code == 200
    assert counted() == 0


@pytest.mark.django_db(transaction=True)
def test_of_those_who_come_at_once_none_is_lost():
    document = pdf()

    def five(_number: int) -> None:
        try:
            for _again in range(5):
                count_download(document_id=document.pk, on=DAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(five, range(8)))
    assert list(Downloads.objects.values_list("on", "count")) == [(DAY, 40)]


@pytest.mark.parametrize(("yesterday", "today", "told"), [(9, 50, False), (10, 0, True)])
def test_readers_are_told_a_number_of_ten_or_more_until_yesterday(yesterday, today, told, client, document):
    now = timezone.now().date()
    Downloads.objects.create(document=document, on=now - timedelta(days=1), count=yesterday)
    Downloads.objects.create(document=document, on=now, count=today)
    assert ("10 times" in client.get("/resources/a-guide/").content.decode()) == told


def test_editors_see_months_and_what_is_downloaded_most(client, document):
    other = pdf("other.pdf")
    resource("another", title="Another one", files=(document, other))
    today = timezone.now().date()
    for ago in (0, 1, 40):
        Downloads.objects.create(document=document, on=today - timedelta(days=ago), count=100)
    Downloads.objects.create(document=other, on=today, count=1)
    editor = User.objects.create_user("editor@example.org", "a password")
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)

    answer = client.get("/office/downloads/")

    assert [(one.title, one.lately, one.total) for one in answer.context["rows"]] == [
        ("Another one", 201, 301),
        ("A guide", 200, 300),
    ]
    assert sum(count for _label, count in answer.context["months"]) == 301
    assert len(answer.context["months"]) == 12
    one = answer.context["rows"][1]
    assert client.get(f"/office/resources/{one.pk}/downloads/").context["total"] == 300


def test_what_counts_is_a_rule_without_a_request():
    asked = {"method": "GET", "status": 200, "content_range": "", "agent": "Firefox", "purpose": ""}
    assert is_download(**asked)
    assert not is_download(**asked | {"method": "HEAD"})
    assert not is_download(**asked | {"status": 403})
