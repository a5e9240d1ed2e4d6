"""Files: whole, in part, not again; private, and never a page of ours."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from rounds.content.tests.factories import article, pdf, resource
from rounds.content.tests.shows import recording
from rounds.media import playing
from rounds.media.spans import Span, Unsatisfiable, span_of

CONTENT = b"%PDF-1.7 0123456789"


@pytest.fixture
def document(db):
    document = pdf(content=CONTENT)
    resource(zone="public", files=(document,))
    return document


def test_a_file_is_sent_to_be_kept_and_not_to_be_shown(client, document):
    answer = client.get(document.url)

    assert answer.getvalue() == CONTENT
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sheet.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_part_is_sent_where_a_part_is_asked_for(client, document):
    answer = client.get(document.url, headers={"Range": "bytes=9-12"})

    assert answer.status_code == 206
    assert answer.getvalue() == b"0123"
    assert answer.headers["Content-Range"] == f"bytes 9-12/{len(CONTENT)}"
    assert answer.headers["Content-Length"] == "4"


def test_a_part_behind_the_end_is_refused_with_the_size(client, document):
    answer = client.get(document.url, headers={"Range": "bytes=100-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(CONTENT)}"


def test_a_part_of_another_version_is_answered_with_the_whole(client, document):
    answer = client.get(document.url, headers={"Range": "bytes=9-12", "If-Range": '"another"'})
    assert answer.status_code == 200
    assert answer.getvalue() == CONTENT


def test_an_unchanged_file_is_not_sent_again(client, document):
    tag = client.get(document.url).headers["ETag"]
    assert client.get(document.url, headers={"If-None-Match": tag}).status_code == 304


def test_asked_for_the_head_it_says_how_large_the_file_is(client, document):
    answer = client.head(document.url)
    assert answer.status_code == 200
    assert answer.headers["Content-Length"] == str(len(CONTENT))
    assert answer.getvalue() == b""


def test_neither_the_storage_nor_another_name_leads_to_the_file(client, document):
    assert client.get(f"/media/{document.file.name}").status_code == 404
    assert client.get(document.url.replace("sheet", "other")).status_code == 404
    assert client.get("/documents/999999/sheet.pdf").status_code == 404


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", None),
        ("bytes=0-0", Span(0, 0)),
        ("bytes=5-", Span(5, 9)),
        ("bytes=-3", Span(7, 9)),
        ("bytes=-30", Span(0, 9)),
        ("bytes=5-100", Span(5, 9)),
        ("bytes=5-4", None),
        ("bytes=0-1,3-4", None),
        ("bytes=a-b", None),
        ("bytes=-", None),
        ("pages=0-1", None),
        ("bytes=٣-٤", None),
        (f"bytes={'9' * 5_000}-", None),  # more digits than Python reads
    ],
)
def test_a_range_is_read_as_the_standard_says(header, expected):
    assert span_of(header, 10) == expected


@pytest.mark.parametrize(("header", "size"), [("bytes=10-", 10), ("bytes=-0", 10), ("bytes=0-", 0)])
def test_a_range_without_a_byte_of_the_file_is_refused(header, size):
    with pytest.raises(Unsatisfiable):
        span_of(header, size)


@given(size=st.integers(1, 50), first=st.integers(0, 60), last=st.integers(0, 60))
def test_a_span_holds_the_bytes_that_were_asked_for(size, first, last):
    everything = list(range(size))
    try:
        span = span_of(f"bytes={first}-{last}", size)
    except Unsatisfiable:
        assert everything[first : last + 1] == []
        return
    if span is None:
        assert last < first
    else:
        assert everything[span.first : span.last + 1] == everything[first : last + 1]
        assert span.length == len(everything[first : last + 1])


@pytest.mark.django_db
def test_what_a_page_carried_is_nobodys_from_the_moment_in_which_it_is_over(client):
    document, talk = pdf(), recording()
    body = [("file", {"file": document, "note": ""}), ("recording", {"recording": talk, "caption": ""})]
    page = article(body=body)
    page.save_revision().publish()
    addresses = [document.url, playing.src(talk)]
    before = [client.get(address).status_code for address in addresses]
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    assert before == [200, 200]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
