"""What people see of badges, and what programs are given."""

import json
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from rounds.badges import baking, did, statuses
from rounds.badges.actions.awarding import revoke, share
from rounds.badges.models import Achievement, Award, SigningKey
from rounds.badges.tests.factories import AT, WORDS, achievement, awarded
from rounds.memberships.tests.network_cases import signed_in
from rounds.users.models import User
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@pytest.fixture
def editor() -> User:
    user = person("edda@example.org", "Edda Editor")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def shared(user: User) -> Award:
    return share(award=awarded(user), by=user, at=LATER)


def text(answer) -> str:
    return unescape(answer.content.decode())


def verified(client: Client, content: bytes, name: str = "badge.json"):
    return client.post("/badges/verify/", {"file": SimpleUploadedFile(name, content)})


def test_a_badge_is_its_holders_alone_until_they_share_it(client):
    ada = person()
    made = awarded(ada)
    address = made.get_absolute_url()
    for path in (address, f"{address}badge.json", f"{address}badge.png"):
        assert client.get(path).status_code == 404
        assert signed_in(person(f"x{len(path)}@example.org")).get(path).status_code == 404
        assert signed_in(ada).get(path).status_code == 200
    answer = signed_in(ada).post("/me/badges/", {"do": f"share:{made.code}"}, follow=True)
    assert "Shared" in text(answer)
    page = client.get(address)
    assert "Ada Lovelace" in text(page)
    assert "We signed it, nothing in it was changed" in text(page)
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow")
    signed_in(ada).post("/me/badges/", {"do": f"unshare:{made.code}"})
    assert client.get(address).status_code == 404


def test_nobody_shares_the_badge_of_somebody_else():
    made = awarded(person())
    other = signed_in(person("b@example.org"))
    assert other.post("/me/badges/", {"do": f"share:{made.code}"}).status_code == 404
    assert not Award.objects.get().is_public


def test_a_name_of_markup_is_shown_as_it_is_written(client):
    bad = "<script>alert(1)</script>"
    made = awarded(person(name=bad), achievement(name=f"{bad}{{{{ x }}}}", criteria=bad, description=bad))
    share(award=made, by=made.user, at=LATER)
    for path in (made.get_absolute_url(), made.achievement.get_absolute_url()):
        assert bad not in client.get(path).content.decode()
    assert bad not in signed_in(made.user).get("/me/badges/").content.decode()
    assert b"<script" not in client.get(f"{made.achievement.get_absolute_url()}badge.svg").content


def test_a_badge_that_was_taken_back_says_so_and_why_to_its_holder_alone(client):
    made = shared(person())
    revoke(award=made, reason="The wrong Ada.", by=None, at=LATER)
    page, own = client.get(made.get_absolute_url()), signed_in(made.user).get(made.get_absolute_url())
    assert "We took it back on" in text(page)
    assert "The wrong Ada." not in text(page)
    assert "The wrong Ada." in text(own)
    assert "badge.png" not in text(page)


def test_a_key_that_was_exchanged_in_the_database_is_seen_on_the_page(client):
    made = shared(person())
    SigningKey.objects.update(public="z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")
    assert "is not what we signed" in text(client.get(made.get_absolute_url()))


def test_the_picture_with_the_badge_in_it_is_the_picture_and_the_badge(client):
    made = shared(person())
    answer = client.get(f"{made.get_absolute_url()}badge.png")
    assert baking.read(answer.content) == made.credential
    assert Image.open(BytesIO(answer.content)).size == (600, 600)
    assert client.get(f"{made.get_absolute_url()}badge.json").content.decode() == made.credential


def test_a_picture_is_drawn_once_and_not_sent_twice(client):
    of = achievement()
    answer = client.get(f"{of.get_absolute_url()}badge.svg")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    again = client.get(f"{of.get_absolute_url()}badge.svg", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_the_issuers_document_names_all_keys_and_none_that_is_secret(client):
    made = awarded(person())
    answer = client.get("/.well-known/did.json")
    told = json.loads(answer.content)
    assert told == did.document(made.key.did, [made.key.public])
    assert (answer["Access-Control-Allow-Origin"], "max-age=300" in answer["Cache-Control"]) == ("*", True)
    assert made.key.sealed not in answer.content.decode()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Rounds.example.org", "did:web:rounds.example.org"),
        ("https://rounds.example.org:8443", "did:web:rounds.example.org%3A8443"),
    ],
)
def test_the_issuer_is_named_by_the_host(url, expected):
    assert did.did_of(url) == expected


def test_the_list_tells_what_was_taken_back_at_once(client):
    made, other = awarded(person()), awarded(person("b@example.org"))
    address = f"/badges/status/{made.list_number}"

    def told(award: Award) -> bool:
        subject = json.loads(client.get(address).content)["credentialSubject"]
        return statuses.is_set(subject["encodedList"], award.status_index % statuses.SIZE)

    assert not told(made)
    revoke(award=made, reason="By mistake.", by=None, at=LATER)
    assert (told(made), told(other)) == (True, False)
    assert client.get("/badges/status/9").status_code == 404
    assert client.get(f"/badges/status/{'9' * 30}").status_code == 404


def test_anybody_verifies_a_badge_as_a_file_and_as_text(client):
    made = shared(person())
    baked = client.get(f"{made.get_absolute_url()}badge.png").content
    for answer in (
        verified(client, made.credential.encode()),
        verified(client, baked, "badge.png"),
        client.post("/badges/verify/", {"text": f"  {made.credential}  "}),
    ):
        assert "We signed “Professionalism online”" in text(answer)
        assert "It belongs to Ada Lovelace." in text(answer)


def test_of_a_badge_that_is_not_shared_nobody_learns_whose_it_is(client):
    made = awarded(person())
    answer = verified(client, made.credential.encode())
    assert "We signed “Professionalism online”" in text(answer)
    assert "Ada" not in text(answer)


def test_verifying_says_what_is_wrong(client):
    made = awarded(person())
    signed = json.loads(made.credential)
    changed = json.dumps(signed | {"name": "Doctor of Everything"}).encode()
    unknown = json.dumps(signed | {"id": "https://example.org/badges/awards/nothing/"}).encode()
    theirs = json.dumps(signed | {"issuer": {"id": "did:web:<b>evil.example.org"}}).encode()
    assert "it was changed" in text(verified(client, changed))
    assert "Doctor of Everything" not in text(verified(client, changed))
    assert "we know nothing of it" in text(verified(client, unknown))
    answer = verified(client, theirs)
    assert "It names another issuer: did:web:<b>evil.example.org" in text(answer)
    assert b"<b>evil" not in answer.content
    revoke(award=made, reason="By mistake.", by=None, at=LATER)
    assert "took it back on" in text(verified(client, made.credential.encode()))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"a":' * 40_000,
        b'{"a": ' + b"9" * 5_000 + b"}",
        b"\x89PNG\r\n\x1a\n",
        b"[]",
        b"\xff",
        b'{"id": 7}',
    ],
)
def test_hostile_files_are_refused_in_words(client, content):
    answer = verified(client, content)
    assert answer.status_code in (200, 422)
    assert "error-summary" in text(answer) or "Not one of ours" in text(answer)


@pytest.mark.parametrize(
    "more",
    [
        {"issuer": ["did:web:127.0.0.1%3A8000"]},
        {"issuer": {"id": ["did:web:127.0.0.1%3A8000"]}},
        {"id": ["x"]},
        {"id": "https://127.0.0.1:8000/badges/awards/\0/"},
        {"proof": "none"},
        {"proof": [{}]},
        {"@context": "https://evil.example.org/"},
    ],
)
def test_a_document_of_ours_with_a_wrong_shape_is_answered(client, more, monkeypatch):
    signed = json.loads(awarded(person()).credential) | more
    monkeypatch.setattr("socket.getaddrinfo", lambda *_given: pytest.fail("The network was asked."))
    monkeypatch.setattr("rounds.badges.proofs.canonical", lambda *_given: pytest.fail("It was worked on."))
    answer = verified(client, json.dumps(signed).encode())
    assert answer.status_code == 200
    assert "Not" in text(answer)


def test_verifying_very_often_is_refused(client):
    statuses_of = [verified(client, b"{}").status_code for _time in range(21)]
    assert statuses_of == [200] * 20 + [429]


def test_neither_a_file_nor_a_text_is_asked_for(client):
    assert "Please choose a file" in text(client.post("/badges/verify/"))


def test_ones_own_badges_are_as_many_queries_however_many_there_are():
    ada = person()
    client = signed_in(ada)
    client.get("/me/badges/")
    counts = []
    for keys in (["one"], ["two", "three"]):
        for key in keys:
            awarded(ada, achievement(key))
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/me/badges/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_way_to_linkedin_is_there_once_the_badge_is_shared():
    ada = person()
    made = awarded(ada)
    client = signed_in(ada)
    assert "linkedin" not in text(client.get("/me/badges/"))
    share(award=made, by=ada, at=LATER)
    page = text(client.get("/me/badges/"))
    assert "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME" in page
    assert f"awards%2F{made.code}%2F" in page


def test_editors_make_a_badge_award_it_and_take_it_back(editor):
    office, ada = signed_in(editor), person()
    facts = {**WORDS, "slug": "fellow", "code": "", "name": "Bronze fellow"}
    assert office.post("/office/badges/new/", {**facts, "slug": "verify"}).status_code == 422
    assert office.post("/office/badges/new/", facts).status_code == 302
    of = Achievement.objects.get()
    given = {"email": "ADA@example.org", "evidence": "A plan that passed."}
    assert office.post(f"/office/badges/{of.pk}/", {"email": "no@example.org"}).status_code == 422
    assert office.post(f"/office/badges/{of.pk}/", given).status_code == 302
    made = Award.objects.get()
    assert (made.user, made.awarded_by) == (ada, editor)
    assert json.loads(made.credential)["evidence"][0]["narrative"] == "A plan that passed."
    assert office.post(f"/office/badges/awards/{made.pk}/", {"reason": ""}).status_code == 422
    office.post(f"/office/badges/awards/{made.pk}/", {"reason": "The wrong Ada."})
    made.refresh_from_db()
    assert made.revoked_reason == "The wrong Ada."
    page = text(office.get(f"/office/badges/awards/{made.pk}/"))
    assert "Badge taken back" in page


def test_keys_are_the_administrators_alone(editor):
    awarded(person())
    assert "Signing keys" not in text(signed_in(editor).get("/office/badges/keys/", follow=True))
    admin = signed_in(person("root@example.org", is_superuser=True))
    assert admin.post("/office/badges/keys/").status_code == 302
    assert [key.retired_at is None for key in SigningKey.objects.order_by("pk")] == [False, True]
    before = SigningKey.objects.count()
    signed_in(editor).post("/office/badges/keys/")
    assert SigningKey.objects.count() == before


def test_lists_of_the_office_are_as_many_queries_however_many_there_are(editor):
    office = signed_in(editor)
    of = achievement()
    counts = []
    for emails in (["a1@x.org"], ["a2@x.org", "a3@x.org"]):
        for email in emails:
            awarded(person(email), of)
        office.get(f"/office/badges/{of.pk}/")
        with CaptureQueriesContext(connection) as queries:
            assert office.get(f"/office/badges/{of.pk}/").status_code == 200
            assert office.get("/office/badges/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_day_on_the_page_is_that_of_the_award(client):
    made = shared(person())
    assert timezone.localtime(made.awarded_at).strftime("%Y-%m-%d") in text(
        client.get(made.get_absolute_url())
    )
