"""Pages and readers for tests. What a reader may enter is said by an opener of the test's own."""

from datetime import UTC, datetime

from rounds.content.actions import keep_file, publish_resource
from rounds.content.models import File, Library, Resource

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


def pdf(name: str = "sheet.pdf", content: bytes = b"%PDF-1.7 0123456789") -> File:
    return keep_file(title=f"File {name}", name=name, content=content, by=None)
