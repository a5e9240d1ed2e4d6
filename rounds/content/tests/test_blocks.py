"""The blocks of a page: what editors may write, what readers see, and what happens when what they point at is gone."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StreamBlockValidationError

from rounds.content.blocks import BodyBlock
from rounds.content.bodies import pieces
from rounds.content.models import Article, Resource
from rounds.content.pictures.markup import address
from rounds.content.tests.every_block import article, blog, proven, recording, rich_article, table
from rounds.content.tests.factories import pdf, resource
from rounds.content.tests.pictures import picture
from rounds.directory.models import Listing
from rounds.directory.tests.factories import A_MOMENT, put_in_list
from rounds.media import gates
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def read(client, page) -> str:
    return client.get(page.get_url()).content.decode()


def test_every_block_is_read_by_a_visitor_and_the_page_weighs_little(client):
    page = rich_article()
    answer = client.get(page.get_url())
    text = answer.content.decode()
    kinds = [piece.kind for piece in pieces(page.body)]

    assert sorted(kinds) == sorted(BodyBlock().child_blocks)
    assert len(answer.content) < 60_000
    for words in (
        '<h2 id="s-why-hospitals-answer">',
        'alt="A ward with two nurses at a screen"',
        "Picture: M. Jensen, CC BY 4.0",
        "Lee Aase, 2012",
        'href="/organizations/mercy-general/"',
        "https://www.facebook.com/mercygeneral",
        "<caption>What each platform asks of a page</caption>",
        "Rounds with a social worker",
        "Good morning, and welcome.",
        "sheet.pdf",
        'href="/blog/">Read the policy</a>',
    ):
        assert words in text


def test_an_article_of_ten_thousand_words_weighs_less_than_150_kb_without_its_pictures(client):
    paragraph = "<p>" + "Words that people read in a hospital. " * 35 + "</p>"
    body = [("heading", "Part")] + [("text", paragraph * 4)] * 12 + [("list", ["One", "Two"])] * 10
    assert len(client.get(article(body).get_url()).content) < 150_000


def test_what_was_written_before_there_were_more_blocks_is_read_as_before(client):
    page = resource(zone="public")
    raw = [
        {"type": "heading", "value": "Old heading"},
        {"type": "text", "value": "<p>Old <b>text</b></p>"},
        {"type": "list", "value": ["Old item"]},
        {"type": "quote", "value": {"text": "Old quote", "source": "Somebody"}},
        {"type": "gone", "value": "of a kind that there is no more"},
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE content_resource SET body = %s WHERE page_ptr_id = %s", [json.dumps(raw), page.pk]
        )
    text = client.get("/resources/a-guide/").content.decode()
    for words in ("Old heading</h2>", "<p>Old <b>text</b></p>", "<li>Old item</li>", "Old quote", "Somebody"):
        assert words in text
    assert "no more" not in text
    assert Resource.objects.get().body[0].value == "Old heading"


def test_headings_have_addresses_of_their_own():
    page = article([("heading", "Why"), ("subheading", "Why"), ("heading", "¿?")])
    assert [piece.value.anchor for piece in pieces(page.body)] == ["s-why", "s-why-2", "s-part"]


# A constant number of queries


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_three_of_each_block_ask_no_more_of_the_database_than_one(client):
    def body(numbers: range) -> list:
        made = []
        for n in numbers:
            listing = proven(f"h{n}", f"https://www.facebook.com/h{n}")
            other = OrganizationFactory(slug=f"m{n}", status="merged", merged_into=listing.organization)
            image = picture(f"P{n}")
            address(image, "body")
            link = f'<p><a linktype="page" id="{blog().pk}">{n}</a></p>'
            made += [
                {"type": "text", "value": link},
                {"type": "picture", "value": {"picture": image.pk, "alt": "x", "is_decoration": False}},
                {"type": "organization", "value": {"organization": listing.organization_id, "note": ""}},
                {"type": "organization", "value": {"organization": other.pk, "note": ""}},
                {"type": "account", "value": {"account": listing.account_id, "note": ""}},
                {"type": "file", "value": {"file": pdf(f"f{n}.pdf").pk, "note": ""}},
                {"type": "recording", "value": {"recording": recording(f"R{n}").pk, "caption": ""}},
                {
                    "type": "call",
                    "value": {"heading": "H", "text": "", "label": "L", "page": blog().pk, "url": ""},
                },
                {"type": "table", "value": table(f"T{n}")},
            ]
        return made

    one, three = article(body(range(1)), "one"), article(body(range(1, 4)), "three")
    assert queries(client, three.get_url()) == queries(client, one.get_url())


# What is gone, or is not what it was


def test_an_organization_that_was_entered_by_mistake_is_not_shown_as_one(client):
    listing = proven("mercy", "https://www.facebook.com/mercy", "Mercy Hospital")
    page = article([("organization", {"organization": listing.organization, "note": "Look at this"})])
    assert "https://www.facebook.com/mercy" in read(client, page)

    Organization.objects.filter(pk=listing.organization_id).update(status="withdrawn")
    text = read(client, page)
    assert "This was entered by mistake and is no longer in the List." in text
    assert "https://www.facebook.com/mercy" not in text
    assert 'href="/organizations/mercy/"' not in text


def test_an_organization_that_was_merged_leads_to_what_it_is_part_of(client):
    now = OrganizationFactory(slug="now", name="Now Health")
    was = OrganizationFactory(slug="was", name="Was Hospital", status="merged", merged_into=now)
    text = read(client, article([("organization", {"organization": was, "note": ""})]))
    assert 'It is part of another organization now. <a href="/organizations/now/">Now Health</a>' in text


def test_only_what_is_proven_today_stands_on_a_card(client):
    listing = proven("mercy", "https://www.facebook.com/mercy")
    page = article([("organization", {"organization": listing.organization, "note": ""})])
    Listing.objects.filter(pk=listing.pk).update(proof_until="2026-01-01T00:00Z")
    text = read(client, page)
    assert "https://www.facebook.com/mercy" not in text
    assert "No account of theirs is proven yet." in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"proof": "disputed"}, "Disputed: do not rely on this account"),
        ({"proof": "released"}, "No longer theirs."),
        ({"ended_at": "2027-01-01T00:00Z"}, "This account is no longer in the List."),
    ],
)
def test_an_account_that_a_stranger_may_hold_is_not_linked(change, words, client):
    listing = proven("mercy", "https://www.facebook.com/mercy")
    page = article([("account", {"account": listing.account, "note": ""})])
    assert 'href="https://www.facebook.com/mercy"' in read(client, page)
    Listing.objects.filter(pk=listing.pk).update(**change)
    text = read(client, page)
    assert words in text
    assert 'href="https://www.facebook.com/mercy"' not in text


def test_what_a_block_pointed_at_and_was_deleted_is_left_out_and_the_rest_is_read(client):
    image, document, played = picture(), pdf(), recording()
    target = article([("text", "<p>Target</p>")], "target")
    page = article([
        ("picture", {"picture": image, "alt": "Gone", "is_decoration": False, "caption": "", "credit": ""}),
        ("file", {"file": document, "note": "Gone"}),
        ("recording", {"recording": played, "caption": "Gone"}),
        ("call", {"heading": "Gone", "text": "", "label": "Gone", "page": target, "url": ""}),
        ("text", f'<p>Still here, <a linktype="page" id="{target.pk}">linked</a>.</p>'),
    ])  # fmt: skip
    assert f'href="{target.get_url()}"' in read(client, page)
    played.tracks.all().delete()
    target.unpublish()
    image.delete()
    document.delete()
    text = read(client, page)
    assert "Gone" not in text
    assert "Still here, <a>linked</a>." in text


# What may be written


def refused(kind: str, value) -> bool:
    block = BodyBlock()
    try:
        block.clean(block.to_python([{"type": kind, "value": value}]))
    except StreamBlockValidationError:
        return True
    return False


def test_a_picture_says_what_is_to_be_seen_or_that_it_is_a_decoration():
    image = picture().pk
    assert refused("picture", {"picture": image, "alt": "", "is_decoration": False})
    assert refused("picture", {"picture": image, "alt": " ", "is_decoration": False})
    assert refused("picture", {"picture": image, "alt": "A ward", "is_decoration": True})
    assert not refused("picture", {"picture": image, "alt": "A ward", "is_decoration": False})
    assert not refused("picture", {"picture": image, "alt": "", "is_decoration": True})


def test_a_call_leads_to_one_place_and_that_is_a_safe_one():
    call = {"heading": "Go", "text": "", "label": "Go", "page": None, "url": ""}
    assert refused("call", call)
    assert refused("call", {**call, "page": blog().pk, "url": "https://example.org/"})
    for url in (
        "http://example.org/",
        "javascript:alert(1)",
        "https://a@example.org/",
        "//example.org",
        "https://",
        "/x",
    ):
        assert refused("call", {**call, "url": url}), url
    assert not refused("call", {**call, "url": "https://example.org/?a=1"})
    assert not refused("call", {**call, "page": blog().pk})


def test_a_table_has_a_caption_and_a_heading_over_each_column():
    assert not refused("table", table())
    assert refused("table", table(caption=" "))
    without = table()
    without["columns"][1]["heading"] = ""
    assert refused("table", without)
    assert refused("table", {"columns": [], "rows": [], "caption": "Nothing"})


def test_a_recording_whose_words_are_not_written_down_cannot_be_chosen():
    assert refused("recording", {"recording": recording(words="").pk, "caption": ""})
    assert refused("recording", {"recording": recording(words="es").pk, "caption": ""})
    assert not refused("recording", {"recording": recording().pk, "caption": ""})


def test_a_figure_that_cannot_be_counted_is_refused_with_the_reason():
    proven("mercy", "https://www.facebook.com/mercy")
    assert not refused("figure", {"table": "platforms", "question": "register=all", "on_day": None})
    assert not refused(
        "figure",
        {"table": "platforms", "question": "https://example.org/figures/?register=all#x", "on_day": None},
    )
    assert refused("figure", {"table": "platforms", "question": "register=nobody-knows", "on_day": None})
    assert refused("figure", {"table": "platforms", "question": "register=all", "on_day": "2099-01-01"})


# Figures


def figure(**more) -> list:
    return [
        ("figure", {"table": "platforms", "question": "register=all", "on_day": None, "caption": "", **more})
    ]


def test_a_figure_is_counted_when_it_is_read(client):
    proven("mercy", "https://www.facebook.com/mercy")
    page = article(figure() + figure())
    before = read(client, page)
    proven("other", "https://www.facebook.com/other")
    after = read(client, page)
    assert "(1 of 1)" in before
    assert "(2 of 2)" in after
    assert "Counted anew whenever this page is read." in after
    ids = re.findall(r' id="([^"]+)"', after)
    assert len(ids) == len(set(ids))


def test_a_figure_that_is_fixed_to_a_day_says_for_ever_what_was_so_then(client):
    put_in_list(OrganizationFactory(slug="first"), "https://www.facebook.com/first", at=A_MOMENT)
    put_in_list(
        OrganizationFactory(slug="later"), "https://www.facebook.com/later", at=A_MOMENT + timedelta(days=9)
    )
    day = (A_MOMENT + timedelta(days=1)).date()
    now, then = read(client, article(figure(), "now")), read(client, article(figure(on_day=day), "then"))
    assert "(2 of 2)" in now
    assert "(1 of" in then
    assert "(2 of" not in then
    assert f"as_of={day}" in then
    assert "Counted anew" not in then


def test_a_figure_that_cannot_be_counted_any_more_says_so(client):
    page = article(figure(question="register=nobody-knows"))
    text = read(client, page)
    assert "We know no register of that name." in text


# Attacks: whatever comes into the database past the forms

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"
ADDRESS = "javascript:alert(1)"


def evil() -> list[dict]:
    columns = [{"type": "text", "heading": EVIL}, {"type": "number", "heading": EVIL}]
    return [
        {"type": "heading", "value": EVIL},
        {"type": "subheading", "value": EVIL},
        {"type": "text", "value": f'<p onclick="x()">a<a href="{ADDRESS}">b</a></p>{EVIL}'},
        {"type": "text", "value": f'<embed embedtype="media" url="{ADDRESS}" />'},
        {"type": "list", "value": [EVIL]},
        {"type": "quote", "value": {"text": EVIL, "source": EVIL, "url": ADDRESS}},
        {"type": "picture", "value": {
            "picture": picture(EVIL).pk, "alt": f'"{EVIL}', "is_decoration": False, "caption": EVIL, "credit": EVIL,
        }},
        {"type": "table", "value": {"columns": columns, "rows": [{"values": [EVIL, EVIL]}], "caption": f'"{EVIL}'}},
        {"type": "call", "value": {"heading": EVIL, "text": EVIL, "label": EVIL, "page": None, "url": ADDRESS}},
        {"type": "call", "value": {"heading": f'"{EVIL}', "text": EVIL, "label": EVIL, "page": None, "url": 'https://example.org/"onclick="x'}},
        {"type": "organization", "value": {"organization": OrganizationFactory(name=EVIL).pk, "note": EVIL}},
        {"type": "account", "value": {"account": proven("e", "https://facebook.com/evil").account_id, "note": EVIL}},
        {"type": "recording", "value": {"recording": recording(EVIL).pk, "caption": EVIL}},
        {"type": "file", "value": {"file": pdf().pk, "note": EVIL}},
        {"type": "figure", "value": {"table": EVIL, "question": f"register={EVIL}", "on_day": None, "caption": EVIL}},
        {"type": "figure", "value": {"table": "platforms", "question": "", "on_day": None, "caption": f'"{EVIL}'}},
    ]  # fmt: skip


def test_no_script_survives_any_block(client):
    page, body = article([("text", "<p>a</p>")]), evil()
    assert {block["type"] for block in body} == set(BodyBlock().child_blocks)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE content_article SET body = %s WHERE page_ptr_id = %s", [json.dumps(body), page.pk]
        )

    text = read(client, Article.objects.get(pk=page.pk))
    shown = text[text.index("<article") : text.index("</article>")]

    assert "&lt;script&gt;" in shown
    assert re.findall(r"<script(?! src=\"/static/)", shown) == []
    assert re.findall(r"<img(?! src=\"/pictures/)", shown) == []
    assert re.findall(r"<[^>]*\son[a-z]+=", re.sub(r'"[^"]*"', '""', shown)) == []
    assert re.findall(r"(?:href|src)=\"(?:javascript|data)", shown) == []
    assert "<embed" not in shown


def test_what_a_program_saves_is_cleaned_on_its_way_in():
    page = article([("text", "<p class=MsoNormal style='mso-x:y'>Word<o:p></o:p></p><script>x</script>")])
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM content_article WHERE page_ptr_id = %s", [page.pk])
        (kept,) = cursor.fetchone()
    assert json.loads(kept)[0]["value"] == "<p>Word</p>"


# Files and recordings of a text are for whoever may read it


@pytest.mark.parametrize(
    ("reader", "expected"), [("visitor", 403), ("guest", 403), ("member", 200), ("staff", 200)]
)
def test_a_file_in_the_text_is_for_whoever_may_read_the_page(reader, expected, client, sign_in):
    document = pdf()
    article([("file", {"file": document, "note": ""})], zone="member")
    sign_in(reader)
    assert client.get(document.url).status_code == expected


def test_a_file_of_two_pages_is_for_whoever_may_read_one(client):
    document = pdf()
    article([("file", {"file": document, "note": ""})], "closed", zone="staff")
    assert client.get(document.url).status_code == 404
    page = article([("file", {"file": document, "note": ""})], "open")
    assert client.get(document.url).status_code == 200
    page.unpublish()
    assert client.get(document.url).status_code == 404


@pytest.mark.parametrize(("reader", "is_open"), [("visitor", False), ("guest", False), ("member", True)])
def test_a_recording_in_the_text_is_played_by_whoever_may_read_the_page(reader, is_open, client, sign_in):
    played = recording()
    article([("recording", {"recording": played, "caption": ""})], zone="member")
    user = sign_in(reader) or AnonymousUser()
    assert gates.open_to(user, [played.pk]) == ({played.pk} if is_open else set())
