"""An article with every block, for tests and for looking at."""

from django.core.files.base import ContentFile
from wagtail.models import Page, Site

from rounds.content.models import Article, Blog, File
from rounds.content.tests.factories import AT, pdf
from rounds.content.tests.pictures import jpeg, picture
from rounds.directory.models import Listing
from rounds.directory.tests.factories import put_in_list
from rounds.media.models import Recording, Track
from rounds.organizations.tests.factories import OrganizationFactory


def blog(slug: str = "blog") -> Blog:
    found = Blog.objects.filter(slug=slug).first()
    return found or Site.objects.get().root_page.add_child(instance=Blog(title="Blog", slug=slug))


def article(body: list, slug: str = "an-article", **fields) -> Article:
    whole = {
        "title": slug.replace("-", " ").capitalize(),
        "zone": "public",
        "summary": "In one sentence.",
        "opening": "The opening that everybody may read.",
        "body": body,
        **fields,
    }
    made = Article(slug=slug, **whole)
    blog().add_child(instance=made)
    made.save_revision().publish()
    return Article.objects.get(pk=made.pk)


def recording(title: str = "Rounds with a social worker", *, words: str = "en", **fields) -> Recording:
    made = Recording(kind="audio", title=title, content_type="audio/mpeg", added_at=AT, seconds=95, **fields)
    made.file.save("rounds.mp3", ContentFile(b"ID3 0123456789"), save=False)
    made.save()
    if words:
        vtt = "WEBVTT\n\n00:00.000 --> 00:04.000\nGood morning, and welcome.\n"
        Track.objects.create(recording=made, kind="captions", language=words, vtt=vtt, changed_at=AT)
    return made


def proven(slug: str, url: str, name: str = "") -> Listing:
    """A listing whose proof stands today."""
    listing = put_in_list(OrganizationFactory(slug=slug, name=name or slug), url)
    Listing.objects.filter(pk=listing.pk).update(proof="official-site", proof_until=None)
    return Listing.objects.select_related("organization", "account").get(pk=listing.pk)


def table(caption: str = "What each platform asks of a page") -> dict:
    return {
        "columns": [
            {"type": "text", "heading": "Platform"},
            {"type": "text", "heading": "What it asks"},
            {"type": "number", "heading": "Days"},
        ],
        "rows": [
            {"values": ["Facebook", "A person who answers for the page", "3"]},
            {"values": ["YouTube", "A channel with a verified telephone number", "1"]},
            {"values": ["LinkedIn", "An address of the organization’s own domain", "14"]},
        ],
        "caption": caption,
    }


def every_block(*, listing: Listing, file: File, image, played: Recording, page: Page) -> list[dict]:
    """As it lies in the database, so that it also says how that looks."""

    def block(kind: str, value) -> dict:
        return {"type": kind, "value": value}

    return [
        block("heading", "Why hospitals answer"),
        block(
            "text",
            "<p>People ask where they already are. <b>Three</b> habits help, and"
            " <a href='https://example.org/'>others found so too</a>:</p>"
            "<ul><li>Answer within a day<ul><li>even if the answer is “we are looking”</li></ul></li>"
            "<li>Never confirm that somebody is a patient</li></ul>",
        ),
        block(
            "picture",
            {
                "picture": image.pk,
                "alt": "A ward with two nurses at a screen",
                "is_decoration": False,
                "caption": "The morning round in the fourth week.",
                "credit": "M. Jensen, CC BY 4.0",
            },
        ),
        block(
            "quote",
            {
                "text": "Our thinking is that a page is like a puppy: it wants to be fed on Sundays, too.",
                "source": "Lee Aase, 2012",
                "url": "https://example.org/puppy",
            },
        ),
        block("subheading", "What the List says"),
        block(
            "figure",
            {
                "table": "platforms",
                "question": "register=all",
                "on_day": None,
                "caption": "Where health organizations have accounts",
            },
        ),
        block(
            "organization",
            {"organization": listing.organization_id, "note": "It began with one nurse and a telephone."},
        ),
        block(
            "account", {"account": listing.account_id, "note": "Answers within the hour, on weekends too."}
        ),
        block("table", table()),
        block("list", ["Ask for consent in writing", "Leave out faces in the background", "Wait a day"]),
        block("recording", {"recording": played.pk, "caption": "A conversation of a minute and a half."}),
        block("file", {"file": file.pk, "note": "One sheet, to be hung beside the telephone."}),
        block(
            "call",
            {
                "heading": "Make it your policy",
                "text": "Take the template over and fill in seven blanks.",
                "label": "Read the policy",
                "page": page.pk,
                "url": "",
            },
        ),
    ]


def rich_article(slug: str = "every-block", **fields) -> Article:
    listing = proven("mercy-general", "https://www.facebook.com/mercygeneral", "Mercy General Hospital")
    image = picture("The morning round", jpeg(1800, 1100), credit="The center")
    played = recording()
    body = every_block(listing=listing, file=pdf("sheet.pdf"), image=image, played=played, page=blog())
    return article(body, slug, picture=image, picture_alt="A ward in the morning", **fields)
