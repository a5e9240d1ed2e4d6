"""Who reads how much of which page. What is not open to somebody is nowhere in the answer."""

import json
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from rounds.content.models import Resource
from rounds.content.tests.factories import OPENING, SECRET, pdf, resource

WHOLE, OPENED, NOWHERE = "whole", "opening", "nowhere"
READERS = ("visitor", "guest", "member", "organization", "staff")
MATRIX = {  # zone, sample: what each of READERS gets
    ("public", False): (WHOLE, WHOLE, WHOLE, WHOLE, WHOLE),
    ("guest", False): (OPENED, WHOLE, WHOLE, WHOLE, WHOLE),
    ("member", False): (OPENED, OPENED, WHOLE, WHOLE, WHOLE),
    ("member", True): (OPENED, WHOLE, WHOLE, WHOLE, WHOLE),
    ("organization", False): (OPENED, OPENED, OPENED, WHOLE, WHOLE),
    ("organization", True): (OPENED, WHOLE, WHOLE, WHOLE, WHOLE),
    ("staff", False): (NOWHERE, NOWHERE, NOWHERE, NOWHERE, WHOLE),
    ("board", False): (NOWHERE, NOWHERE, NOWHERE, NOWHERE, WHOLE),
}
CASES = [
    pytest.param(zone, sample, reader, expected, id=f"{zone}{'-sample' if sample else ''}-{reader}")
    for (zone, sample), row in MATRIX.items()
    for reader, expected in zip(READERS, row, strict=True)
]


@pytest.mark.parametrize(("zone", "sample", "reader", "expected"), CASES)
def test_a_reader_gets_of_a_page_and_its_file_what_the_matrix_says(
    zone, sample, reader, expected, client, sign_in
):
    document = pdf()
    page = resource(zone=zone, is_sample=sample, files=(document,))
    user = sign_in(reader)

    answer = client.get("/resources/a-guide/")
    file = client.get(document.url)
    shelf = client.get("/resources/").content.decode()

    text = answer.content.decode()
    assert answer.status_code == (404 if expected == NOWHERE else 200)
    assert (SECRET in text) == (expected == WHOLE)
    assert (document.url in text) == (expected == WHOLE)
    assert (OPENING in text) == (expected != NOWHERE)
    assert file.status_code == {WHOLE: 200, OPENED: 403, NOWHERE: 404}[expected]
    assert (b"%PDF" in file.getvalue()) == (expected == WHOLE)
    assert ("A guide" in shelf) == (expected != NOWHERE)
    assert SECRET not in shelf
    seen = Resource.objects.visible_to(user or AnonymousUser())
    assert (page in seen) == (expected == WHOLE)


@pytest.mark.parametrize("reader", ["visitor", "guest"])
def test_nothing_of_the_rest_is_told_to_programs_either(reader, client, sign_in):
    resource(files=(pdf("hidden-name.pdf"),))
    sign_in(reader)

    text = client.get("/resources/a-guide/").content.decode()

    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text).group(1))
    assert told["abstract"] == "In one sentence: a-guide."
    assert told["isAccessibleForFree"] is False
    assert "articleBody" not in told
    assert re.search(r'property="og:description" content="In one sentence: a-guide."', text)
    assert re.search(r'name="description" content="In one sentence: a-guide."', text)
    assert SECRET not in text
    assert "hidden-name" not in text


def test_the_search_of_the_library_does_not_tell_which_words_a_closed_page_has(client, sign_in):
    resource()
    sign_in("guest")

    assert "A guide" not in client.get(f"/resources/?q={SECRET}").content.decode()
    assert "A guide" in client.get("/resources/?q=sentence").content.decode()
    assert "A guide" in client.get("/resources/?q=sent%00ence&kind=%00").content.decode()


def test_who_asks_for_what_they_can_read_whole_sees_nothing_else(client, sign_in):
    resource("closed")
    resource("open", zone="guest")
    resource("sampled", is_sample=True)
    sign_in("guest")

    text = client.get("/resources/?open=1").content.decode()

    assert re.findall(r'href="/resources/([a-z]+)/"', text) == ["sampled", "open"]  # the newest first


def test_a_sample_is_for_members_pages_alone():
    page = Resource(zone="guest", is_sample=True)
    with pytest.raises(ValidationError, match="Guests read this anyway"):
        page.clean()


@pytest.mark.django_db
def test_the_database_keeps_samples_to_members_pages():
    page = resource(is_sample=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.filter(pk=page.pk).update(zone="public")


def test_a_guest_is_told_that_it_is_a_sample_and_a_member_is_not(client, sign_in):
    resource(is_sample=True)
    sign_in("guest")
    assert "A sample from the members’ library" in client.get("/resources/a-guide/").content.decode()


def test_a_member_reads_a_sample_as_any_page(client, sign_in):
    resource(is_sample=True)
    sign_in("member")
    assert "A sample from the members’ library" not in client.get("/resources/a-guide/").content.decode()


def test_a_draft_is_nowhere_and_neither_is_its_file(client, sign_in):
    document = pdf()
    page = resource(zone="public", files=(document,))
    page.unpublish(log_action=False)
    sign_in("member")

    assert client.get("/resources/a-guide/").status_code == 404
    assert client.get(document.url).status_code == 404
    assert "A guide" not in client.get("/resources/").content.decode()


def test_a_file_of_two_pages_is_open_to_whoever_may_read_one_of_them(client, sign_in):
    document = pdf()
    resource("closed", files=(document,))
    resource("open", zone="guest", files=(document,))
    sign_in("guest")

    assert client.get(document.url).status_code == 200


@pytest.mark.parametrize("reader", ["visitor", "guest", "member"])
def test_the_library_asks_as_often_with_three_resources_as_with_one(reader, client, sign_in):
    sign_in(reader)
    resource("first", files=(pdf(),))
    client.get("/resources/")
    with CaptureQueriesContext(connection) as with_one:
        client.get("/resources/?kind=guide")
    resource("second")
    resource("third", is_sample=True)
    client.get("/resources/")
    with CaptureQueriesContext(connection) as with_three:
        client.get("/resources/?kind=guide")
    assert len(with_three) == len(with_one) <= 20


def test_a_resource_asks_as_often_with_three_files_as_with_one(client, sign_in):
    sign_in("member")
    resource("first", files=(pdf(),))
    resource("second", files=(pdf("a.pdf"), pdf("b.pdf"), pdf("c.pdf")))
    client.get("/resources/first/")
    with CaptureQueriesContext(connection) as with_one:
        client.get("/resources/first/")
    with CaptureQueriesContext(connection) as with_three:
        client.get("/resources/second/")
    assert len(with_three) == len(with_one) <= 20
