"""Pages and readers for tests. What a reader may enter is said by an opener of the test's own."""

from datetime import UTC, datetime
from io import BytesIO

import docx

from rounds.content.actions import keep_file, publish_resource
from rounds.content.models import Article, Blog, Byline, File, Library, Resource, Series, Topic

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
OPENING = "The opening that everybody may read."
SECRET = "zebra-crossing"  # a word of the body, found nowhere else
TEXT = f"<p>The body, with a {SECRET}.</p>"


def resource(slug: str = "a-guide", *, files: tuple[File, ...] = (), **fields) -> Resource:
    whole = {
        "title": slug.replace("-", " ").capitalize(),
        "kind": "guide",
        "zone": "member",
        "summary": f"In one sentence: {slug}.",
        "opening": OPENING,
        "body": [
            ("heading", f"About the {SECRET}"),
            ("text", TEXT),
            ("list", [SECRET]),
            ("quote", {"text": SECRET, "source": ""}),
        ],
        **fields,
    }
    return publish_resource(
        library=Library.objects.get(), slug=slug, fields=whole, files=files, by=None, at=AT
    )


def blog(slug: str = "news", **fields) -> Blog:
    """News is there; another blog stands beside it."""
    there = Blog.objects.filter(slug=slug).first()
    return there or Blog.objects.get(slug="news").get_parent().add_child(
        instance=Blog(slug=slug, **{"title": slug.replace("-", " ").capitalize(), **fields})
    )


def article(
    slug: str = "a-story", *, blog: Blog | None = None, topics: tuple[str, ...] = (), by=(), at=AT, **fields
):
    """Published, for everybody. `by`: people, or names."""
    whole = {
        "title": slug.replace("-", " ").capitalize(),
        "zone": "public",
        "summary": f"In one sentence: {slug}.",
        "opening": OPENING,
        "body": [("heading", f"About the {SECRET}"), ("text", TEXT)],
        **fields,
    }
    page = Article(slug=slug, first_published_at=at, last_published_at=at, **whole)
    page.bylines = [
        Byline(sort_order=number, **({"name": one} if isinstance(one, str) else {"person": one}))
        for number, one in enumerate(by)
    ]
    (blog or Blog.objects.get(slug="news")).add_child(instance=page)
    page.topics.set([topic(name) for name in topics])
    page.save()
    return Article.objects.get(pk=page.pk)


def topic(name: str) -> Topic:
    return Topic.objects.get_or_create(slug=name.lower().replace(" ", "-"), defaults={"name": name})[0]


def series(title: str = "First steps", *, blog: Blog | None = None) -> Series:
    slug = title.lower().replace(" ", "-")
    return Series.objects.create(blog=blog or Blog.objects.get(slug="news"), slug=slug, title=title)


def pdf(name: str = "sheet.pdf", content: bytes | None = None) -> File:
    """Or a Word file, where its name says so."""
    content = content or (word() if name.endswith(".docx") else b"%PDF-1.7 0123456789")
    return keep_file(title=f"File {name}", name=name, content=content, by=None)


def word() -> bytes:
    kept = BytesIO()
    docx.Document().save(kept)
    return kept.getvalue()
