"""The catalogue as files: of each resource what everybody may know, whoever asks."""

import csv
import io
import json

import pytest

from rounds.content.models import Topic
from rounds.content.tests.factories import SECRET, pdf, resource


def taken(client, query: str = "") -> list[dict]:
    answer = client.get(f"/resources.csv{query}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="resources.csv"'
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


@pytest.fixture
def shelf(db):
    topics = [Topic.objects.create(slug=slug, name=slug) for slug in ("privacy", "crisis")]
    resource("one", title="=cmd()", zone="public", for_clinicians=True, topics=topics, license="MIT")
    resource("two", zone="member", files=(pdf("hidden.pdf"), pdf("hidden.docx")))
    resource("three", zone="staff")


@pytest.mark.parametrize("reader", ["visitor", "member", "staff"])
def test_the_files_say_the_same_to_everybody(reader, client, sign_in, shelf):
    sign_in(reader)
    rows = taken(client)
    assert [row["address"].rpartition("/resources/")[2] for row in rows] == ["two/", "one/"]
    assert rows[1] | {"address": "", "published_on": ""} == {
        "title": "'=cmd()",
        "address": "",
        "kind": "guide",
        "summary": "In one sentence: one.",
        "audiences": "clinicians",
        "topics": "crisis; privacy",
        "language": "en",
        "license": "MIT",
        "edition": "1",
        "formats": "",
        "zone": "public",
        "is_sample": "False",
        "published_on": "",
        "reviewed_on": "",
    }
    assert rows[0]["formats"] == "docx; pdf"
    text = client.get("/resources.json").content.decode()
    assert [one["title"] for one in json.loads(text)["resources"]] == ["Two", "=cmd()"]
    assert SECRET not in text
    assert "hidden" not in text


def test_they_answer_the_question_of_the_page(client, shelf):
    assert [row["license"] for row in taken(client, "?license=MIT")] == ["MIT"]
    assert taken(client, "?kind=book") == []
    assert len(taken(client, "?sort=title&open=1")) == 2
