"""What goes out and what ends by itself, on the minute, for whoever asks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rounds.activity.models import Activity
from rounds.content.models import Article
from rounds.content.publishing import a_year_after, publish_scheduled, still_holds, take_down_expired
from rounds.content.tasks import publish_and_take_down
from rounds.content.tests.factories import AT, article, series
from rounds.users.tests.people import person

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def now():
    return timezone.now()


def schedule(page: Article, at, **fields) -> None:
    for name, value in {"go_live_at": at, **fields}.items():
        setattr(page, name, value)
    page.save_revision().publish()  # Wagtail keeps it until then


def draft(slug: str = "a-story", **fields) -> Article:
    page = article(slug, **fields)
    page.unpublish(log_action=False)
    return Article.objects.get(pk=page.pk)


def said() -> list[tuple[str, object]]:
    return list(Activity.objects.order_by("pk").values_list("verb", "actor"))


def test_the_clock_publishes_what_is_due_once_and_says_so(client, now):
    page = draft()
    schedule(page, now + timedelta(seconds=1))
    assert client.get("/news/a-story/").status_code == 404
    page.latest_revision.__class__.objects.filter(pk=page.latest_revision_id).update(
        approved_go_live_at=now - MINUTE
    )
    Article.objects.filter(pk=page.pk).update(go_live_at=now - MINUTE)
    revision = page.latest_revision
    revision.refresh_from_db()
    revision.content["go_live_at"] = (now - MINUTE).isoformat()
    revision.save()

    publish_and_take_down(now)
    publish_and_take_down(now)

    assert client.get("/news/a-story/").status_code == 200
    assert said() == [("article.published", None)]


def test_what_is_for_later_waits(client, now):
    schedule(draft(), now + timedelta(hours=1))
    assert publish_scheduled(at=now) == 0
    assert client.get("/news/a-story/").status_code == 404


def test_what_is_over_is_gone_at_once_and_the_clock_takes_it_down(client, now):
    article("stays")
    page = article("ends", expire_at=now + timedelta(hours=1), series=series("Welcome"))
    kept = {path: client.get(path).headers["ETag"] for path in ("/news/ends/", "/news/", "/topics/")}
    Article.objects.filter(pk=page.pk).update(expire_at=now - MINUTE)

    assert client.get("/news/ends/", headers={"If-None-Match": kept["/news/ends/"]}).status_code == 404
    again = client.get("/news/", headers={"If-None-Match": kept["/news/"]})
    assert (again.status_code, "/news/ends/" in again.content.decode()) == (200, False)
    assert "/news/ends/" not in client.get("/news/stays/").content.decode()

    assert (take_down_expired(at=now), take_down_expired(at=now)) == (1, 0)
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
    assert said() == [("article.unpublished", None)]


def test_no_proxy_keeps_a_page_longer_than_it_lasts(client, now):
    article("long", expire_at=now + timedelta(hours=1))
    article("short", expire_at=now + timedelta(seconds=5))
    assert "s-maxage=10" in client.get("/news/long/").headers["Cache-Control"]
    kept = client.get("/news/short/").headers["Cache-Control"]
    assert int(kept.partition("s-maxage=")[2].partition(",")[0]) < 5


def test_one_page_that_cannot_go_out_does_not_hold_up_the_others(now, monkeypatch):
    first, second = draft("first"), draft("second")
    for page in (first, second):
        schedule(page, now + timedelta(seconds=1))
        revision = page.latest_revision
        revision.content["go_live_at"] = (now - MINUTE).isoformat()
        revision.approved_go_live_at = now - MINUTE
        revision.save()
    broken = first.latest_revision
    broken.content["content_type"] = None
    broken.content["zone"] = "x" * 50
    broken.content["is_sample"] = True  # the database refuses it
    broken.save()
    assert publish_scheduled(at=now) == 1
    assert [Article.objects.get(slug=slug).live for slug in ("first", "second")] == [False, True]


def test_a_page_that_still_holds_says_so_at_once_and_so_does_its_draft(client, now):
    editor = person("Edda Editor", is_superuser=True)
    page = article(review_due_on=AT.date())
    tag = client.get("/news/a-story/").headers["ETag"]
    page.title = "A better title"
    page.save_revision()

    still_holds(page=page, by=editor, at=now)

    shown = client.get("/news/a-story/", headers={"If-None-Match": tag})
    assert shown.status_code == 200
    assert ("reviewed" in shown.content.decode(), "A better title" in shown.content.decode()) == (True, False)
    page.refresh_from_db()
    page.latest_revision.publish()
    page.refresh_from_db()
    assert (page.title, page.reviewed_on, page.review_due_on) == (
        "A better title",
        now.date(),
        a_year_after(now.date()),
    )
    assert ("page.reviewed", editor.pk) in said()
