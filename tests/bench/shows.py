"""A blog and a podcast of a hundred each: how fast their pages are, and their feeds, changed and unchanged."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from statistics import median

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from rounds.content.models import Article, Blog, Byline, Episode, Podcast
from rounds.core.zones import Zone
from rounds.media.models import Recording, Track
from tests.bench.figures import Figure

EACH = 100
ROUNDS, WARM_UP = 30, 3
BLOG, SHOW = "bench-journal", "bench-aloud"
_PARAGRAPH = (
    "<p>What a nurse, a lawyer and a patient make of the same post, and which rule would have helped.</p>"
    * 12
)
_CUES = "\n\n".join(
    f"{n // 12:02}:{n % 12 * 5:02}.000 --> {n // 12:02}:{n % 12 * 5 + 4:02}.000\n<v Ann>Sentence {n} of the talk."
    for n in range(240)
)


def figures() -> list[Figure]:
    if not Podcast.objects.filter(slug=SHOW).exists():
        print(f"Making {EACH} articles and as many episodes …", flush=True)
        seed(timezone.now())
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    blog, show = f"/{BLOG}/feed.atom", f"/{SHOW}/feed.xml"
    return [
        _figure("an article's page", client, f"/{BLOG}/no-7/", "< 25 ms"),
        _figure(f"feed of {EACH} articles, unchanged", client, blog, "< 15 ms", _tag(client, blog)),
        _figure(f"feed of {EACH} articles, made", client, blog, ""),
        _figure(f"podcast of {EACH} episodes, unchanged", client, show, "< 15 ms", _tag(client, show)),
        _figure(f"podcast of {EACH} episodes, made", client, show, ""),
        _figure("an episode's page, 240 cues", client, f"/{SHOW}/no-7/", "< 25 ms"),
    ]


def _tag(client: Client, path: str) -> str:
    return client.get(path).headers["ETag"]


def _figure(what: str, client: Client, path: str, aim: str, tag: str = "") -> Figure:
    """The median by the clock; beside it that of the processor's own time."""
    headers, expected = ({"If-None-Match": tag}, 304) if tag else ({}, 200)

    def ask() -> None:
        response = client.get(path, headers=headers)
        assert response.status_code == expected, (path, response.status_code)

    clock, processor = _timed(ask)
    with CaptureQueriesContext(connection) as queries:
        ask()
    return Figure(what, median(clock), "ms", aim, str(len(queries)), f"processor {median(processor):.1f} ms")


def _timed(ask: Callable[[], None]) -> tuple[list[float], list[float]]:
    for _ in range(WARM_UP):
        ask()
    clock, processor = [], []
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        ask()
        clock.append((time.perf_counter() - began) * 1_000)
        processor.append((time.process_time() - worked) * 1_000)
    return clock, processor


@transaction.atomic
def seed(at: datetime) -> None:
    top = Site.objects.get().root_page
    blog = _under(top, Blog(title="Bench journal", slug=BLOG, live=False))
    show = _under(top, Podcast(title="Bench aloud", slug=SHOW, made_by="The bench", live=False))
    for number in range(EACH):
        _written(blog, Article(), number)
        _written(show, Episode(recording=_recording(at), season=1, number=number + 1), number)
    early = at - timedelta(days=365)
    Page.objects.filter(slug__startswith="no-").update(first_published_at=early)


def _written(parent: Page, page: Article | Episode, number: int) -> None:
    page.title, page.slug, page.live = f"No. {number}", f"no-{number}", False
    page.summary, page.opening, page.zone = "In one sentence.", "The first hundred words. " * 25, Zone.PUBLIC
    page.body = [("heading", "What happened"), ("text", _PARAGRAPH), ("text", _PARAGRAPH)]
    _under(parent, page)
    Byline.objects.create(page_id=page.pk, name="Ann Lee", role="Host")


def _recording(at: datetime) -> Recording:
    made = Recording(
        kind="audio", title="A talk", content_type="audio/mpeg", size=4, seconds=1_200, added_at=at
    )
    made.sha256 = "0" * 64
    made.file.save("bench.mp3", ContentFile(b"ID3\x03"), save=False)
    made.save()
    Track.objects.create(recording=made, vtt=f"WEBVTT\n\n{_CUES}\n", changed_at=at)
    return made


def _under(parent: Page, page: Page) -> Page:
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return page
