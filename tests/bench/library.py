"""A made-up library of 5,000 resources with their files; how fast it is looked through and read."""

import random
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from rounds.content.kinds import Audience, Kind
from rounds.content.library.licenses import LICENSES
from rounds.content.models import Downloads, File, Library, Resource, ResourceEdition, ResourceFile, Topic
from rounds.users.models import User
from tests.bench.figures import Figure
from tests.bench.network import _figure, _signed_in

RESOURCES = 5_000
TOPICS = 24
DAYS = 30  # with downloads, of each tenth file
SHELF, READ = "< 40 ms", "< 25 ms"
WORDS = (
    *("privacy", "crisis", "night", "patient", "video", "answer", "policy", "photograph"),
    *("measure", "meeting", "child", "grief", "trial", "vaccine"),
)


def figures() -> list[Figure]:
    if Resource.objects.filter(slug__startswith="bench-").count() < RESOURCES:
        print(f"Making {RESOURCES:,} resources …", flush=True)
        seed(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    visitor = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    member = _signed_in(User.objects.exclude(wallet=None).order_by("wallet")[0])
    chance = random.Random(5)
    read = Resource.objects.filter(slug__startswith="bench-", zone="public").order_by("pk")[0]
    for_members = Resource.objects.filter(slug__startswith="bench-", zone="member").order_by("pk")[0]
    narrowed = lambda: ("/resources/", {"kind": chance.choice(Kind.values), "license": "MIT"})  # noqa: E731
    asked: list[tuple[str, Client, Any, str]] = [
        ("visitor, the library with its filters", visitor, lambda: ("/resources/", {}), SHELF),
        ("visitor, the library, narrowed", visitor, narrowed, SHELF),
        (
            "visitor, the library by words",
            visitor,
            lambda: ("/resources/", {"q": chance.choice(WORDS)}),
            SHELF,
        ),
        ("member, the library, narrowed", member, narrowed, SHELF),
        ("visitor, a resource", visitor, lambda: (f"/resources/{read.slug}/", {}), READ),
        ("member, a resource", member, lambda: (f"/resources/{for_members.slug}/", {}), READ),
    ]
    return [_figure(what, client, address)._replace(aim=aim) for what, client, address, aim in asked]


@transaction.atomic
def seed(at: datetime) -> None:
    """Rows as Wagtail writes them, in bulk: pages by their paths, and what hangs on them."""
    chance = random.Random(3)
    library = Library.objects.get()
    of, locale = ContentType.objects.get_for_model(Resource), Locale.get_default()
    topics = [
        Topic.objects.get_or_create(slug=f"topic-{n}", defaults={"name": f"Topic {n}"})[0]
        for n in range(TOPICS)
    ]
    before = library.numchild
    for number in range(RESOURCES):
        page = _page(library, number, before + number + 1, chance, at)
        page.content_type, page.locale = of, locale
        page.save_base(raw=False)
        page.topics.set(chance.sample(topics, chance.randint(0, 3)))
        page.topics.commit()
        _files(page, number, chance, at)
    Page.objects.filter(pk=library.pk).update(numchild=before + RESOURCES)


def _page(library: Library, number: int, place: int, chance: random.Random, at: datetime) -> Resource:
    said = " ".join(chance.choices(WORDS, k=5))
    published = at - timedelta(hours=number)
    text = [("text", f"<p>{' '.join(chance.choices(WORDS, k=400))}</p>")]
    ticked = {f"for_{one}": chance.random() < 0.4 for one in Audience.values}
    return Resource(
        title=f"{said.capitalize()} {number}",
        draft_title=said,
        slug=f"bench-{number}",
        kind=chance.choice(Kind.values),
        zone=chance.choice(["public", "guest", "member", "member", "organization"]),
        summary=f"What to know about {said}.",
        opening=" ".join(chance.choices(WORDS, k=80)),
        body=text,
        language=chance.choice(["en", "en", "en", "es", "fr", "de"]),
        license=chance.choice(list(LICENSES)),
        live=True,
        has_unpublished_changes=False,
        first_published_at=published,
        last_published_at=published,
        path=Page._get_path(library.path, library.depth + 1, place),
        depth=library.depth + 1,
        numchild=0,
        url_path=f"{library.url_path}bench-{number}/",
        **ticked,
    )


def _files(page: Resource, number: int, chance: random.Random, at: datetime) -> None:
    for ending in chance.sample(["pdf", "docx", "xlsx", "pptx"], chance.randint(0, 2)):
        name = f"resources/bench-{number}.{ending}"
        document = File(title=f"Sheet {number}", file=name, file_size=20_000, file_hash="0" * 40)
        document.save()
        ResourceFile.objects.create(resource=page, document=document, sort_order=0)
        if number % 10 == 0:
            days = [
                Downloads(document=document, on=at.date() - timedelta(days=n), count=3) for n in range(DAYS)
            ]
            Downloads.objects.bulk_create(days)
    if number % 5 == 0:
        ResourceEdition.objects.create(resource=page, number=1, published_on=at.date(), what_changed="First.")
        ResourceEdition.objects.create(resource=page, number=2, published_on=at.date(), what_changed="More.")
