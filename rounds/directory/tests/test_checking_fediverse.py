from datetime import UTC, datetime

import pytest

from rounds.directory.checking.asking import Endpoints
from rounds.directory.checking.readings import AccountReading, Life
from rounds.directory.proof import Kind
from rounds.directory.tests.fake_platforms import ACTIVITY, FakePlatforms, platforms

SOCIAL = "social.example"
NAME = "hospital@social.example"


@pytest.fixture
def fake():
    with platforms() as fake:
        yield fake


def read(fake: FakePlatforms, name: str = NAME, native_id: str = "") -> AccountReading:
    user, _, host = name.partition("@")
    return fake.read("mastodon", name, native_id, f"https://{host}/@{user}")


def links(reading: AccountReading, kind: Kind) -> list[str]:
    return [link.url for link in reading.backlinks if link.kind is kind]


def field(value: str) -> dict[str, str]:
    return {"type": "PropertyValue", "name": "Website", "value": value}


def listed(fake: FakePlatforms, **more) -> str:
    """An account on a server of its own name."""
    actor = fake.actor(SOCIAL, "hospital", **more)
    fake.finger(NAME, actor)
    return actor


def test_an_account_is_read_through_webfinger_and_its_actor(fake):
    followers = fake.collection(SOCIAL, "/users/hospital/followers", totalItems=321)
    item = {"type": "Create", "published": "2026-01-05T09:00:00Z"}
    older = {"type": "Announce", "published": "2026-01-04T09:00:00Z"}
    page = fake.collection(SOCIAL, "/users/hospital/outbox?page=true", orderedItems=[older, item])
    outbox = fake.collection(SOCIAL, "/users/hospital/outbox", first=page)
    site = '<a href="https://www.hospital.example/" rel="me nofollow"><span>hospital.example</span></a>'
    actor = listed(fake, followers=followers, outbox=outbox, attachment=[field(site), field("Since 1898")])

    reading = read(fake)

    assert (reading.life, reading.native_id, reading.handle) == (Life.ALIVE, actor, NAME)
    assert (reading.followers, reading.posted_at) == (321, datetime(2026, 1, 5, 9, tzinfo=UTC))
    assert links(reading, Kind.PROFILE) == ["https://www.hospital.example/"]
    assert links(reading, Kind.DOMAIN) == ["https://social.example/"]
    assert (reading.source_url, reading.checker, reading.message) == (actor, "activitypub 1", "")


def test_the_name_is_read_whatever_its_case(fake):
    listed(fake)

    reading = read(fake, "Hospital@Social.example")

    assert (reading.life, reading.handle) == (Life.ALIVE, "Hospital@Social.example")


def test_a_server_that_hides_its_outbox_may_show_its_feed(fake):
    listed(fake)
    rss = "<rss><channel><item><pubDate>Mon, 05 Jan 2026 09:00:00 +0000</pubDate></item></channel></rss>"
    fake.put(SOCIAL, "/@hospital.rss", rss, kind="application/rss+xml")

    assert read(fake).posted_at == datetime(2026, 1, 5, 9, tzinfo=UTC)


def test_links_are_claims_and_mentions_and_links_to_itself_are_none(fake):
    summary = (
        '<p>Care. <a href="https://give.example">Give</a> with <a class="u-url mention" '
        'href="https://other.example/@friend">@friend</a> <a class="mention hashtag" '
        'href="https://social.example/tags/health">#health</a> <a href="https://social.example/about">us</a>'
        '<a href="javascript:alert(1)">x</a></p>'
    )
    fields = [field("https://plain.example/path"), {"type": "Link", "href": "https://link.example/"}]
    listed(fake, summary=summary, attachment=fields)

    assert links(read(fake), Kind.PROFILE) == [
        "https://plain.example/path",
        "https://link.example/",
        "https://give.example",
    ]


def split(fake: FakePlatforms, *, own: str = "hospital@hospital.example") -> str:
    """The names are at hospital.example, the server is at social.hospital.example and calls the account `own`."""
    actor = fake.actor("social.hospital.example", "hospital")
    fake.finger("hospital@hospital.example", actor)
    fake.finger("hospital@social.hospital.example", actor, subject=own)
    return actor


def test_the_organizations_own_domain_answers_for_a_name_that_its_server_confirms(fake):
    actor = split(fake)

    reading = read(fake, "hospital@hospital.example")

    assert (reading.life, reading.native_id) == (Life.ALIVE, actor)
    assert links(reading, Kind.DOMAIN) == ["https://hospital.example/"]


def test_the_domain_is_found_from_the_servers_address_too(fake):
    actor = split(fake)

    reading = read(fake, "hospital@social.hospital.example")

    assert (reading.life, reading.native_id, reading.handle) == (
        Life.ALIVE,
        actor,
        "hospital@social.hospital.example",
    )
    assert links(reading, Kind.DOMAIN) == ["https://social.hospital.example/", "https://hospital.example/"]


def test_a_domain_that_points_at_an_actor_who_knows_nothing_of_it_is_not_believed(fake):
    split(fake, own="hospital@elsewhere.example")

    reading = read(fake, "hospital@hospital.example")

    assert (reading.life, reading.backlinks, reading.native_id) == (Life.FAILED, (), "")


def test_a_server_that_claims_somebody_elses_domain_is_not_believed(fake):
    """hospital.example says that its account stands elsewhere, and so contradicts the server."""
    actor = fake.actor(SOCIAL, "fake")
    fake.finger("fake@social.example", actor, subject="hospital@hospital.example")
    fake.finger("hospital@hospital.example", fake.actor("hospital.example", "hospital"))

    assert read(fake, "fake@social.example").life is Life.FAILED


def test_a_domain_that_denies_the_claim_is_a_disagreement_and_no_deleted_account(fake):
    fake.finger("fake@social.example", fake.actor(SOCIAL, "fake"), subject="hospital@hospital.example")

    reading = read(fake, "fake@social.example")

    assert (reading.life, reading.message) == (
        Life.FAILED,
        "The servers do not agree about whose account this is.",
    )


@pytest.mark.parametrize(
    ("status", "life"),
    [
        (404, Life.GONE),
        (410, Life.GONE),
        (401, Life.UNREADABLE),
        (403, Life.UNREADABLE),
        (429, Life.FAILED),
        (500, Life.FAILED),
    ],
)
@pytest.mark.parametrize(
    "where", ["/.well-known/webfinger?resource=acct:hospital@social.example", "/users/hospital"]
)
def test_what_a_server_answers_is_told_apart(fake, where, status, life):
    listed(fake)
    fake.put(SOCIAL, where, status=status)

    assert read(fake).life is life


@pytest.mark.parametrize("more", [{"type": "Tombstone"}, {"suspended": True}])
def test_an_account_that_was_removed_or_suspended_is_gone(fake, more):
    listed(fake, **more)

    assert read(fake).life is Life.GONE


def test_an_account_that_moved_says_where_to(fake):
    listed(fake, movedTo="https://new.example/users/hospital")

    reading = read(fake)

    assert (reading.life, reading.message) == (
        Life.ALIVE,
        "The account moved to https://new.example/users/hospital",
    )


def test_a_file_that_somebody_uploaded_is_no_actor(fake):
    listed(fake)
    actor = {"id": fake.url(SOCIAL, "/users/hospital"), "type": "Person", "preferredUsername": "hospital"}
    fake.put(SOCIAL, "/users/hospital", actor, kind="application/json")

    assert read(fake).life is Life.FAILED


@pytest.mark.parametrize(
    "more",
    [
        {"type": "Note"},
        {"type": None},
        {"type": {"a": 1}},
        {"id": "https://other.example/users/hospital"},
        {"id": None},
        {"id": "\x00"},
    ],
)
def test_an_actor_that_is_none_or_of_another_host_makes_no_sense(fake, more):
    listed(fake, **more)

    assert read(fake).life is Life.FAILED


@pytest.mark.parametrize("kind", ["text/html", "application/json", "", "application/ld+json"])
def test_only_a_link_to_an_activity_is_followed(fake, kind):
    fake.finger(NAME, fake.actor(SOCIAL, "hospital"), kind=kind)

    assert read(fake).life is Life.FAILED


def test_a_linked_data_link_with_the_profile_is_followed(fake):
    kind = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
    fake.finger(NAME, fake.actor(SOCIAL, "hospital"), kind=kind)

    assert read(fake).life is Life.ALIVE


@pytest.mark.parametrize("scheme", ["https", "ftp"])
def test_an_actor_by_another_scheme_is_not_asked(fake, scheme):
    fake.finger(NAME, f"{scheme}://{SOCIAL}:{fake.port}/users/hospital")

    assert read(fake).message == "The server does not say where the account is."


def test_outside_of_tests_everything_is_asked_by_https():
    schemes = ("http", "https", "ftp")

    assert [Endpoints().is_safe(f"{scheme}://social.example/u") for scheme in schemes] == [False, True, False]
    assert Endpoints().at("social.example", "/u") == "https://social.example/u"


def test_collections_of_another_host_are_not_asked(fake):
    other = fake.collection("other.example", "/followers", totalItems=1_000_000)
    listed(fake, followers=other, outbox=other)

    assert read(fake).followers is None
    assert not [one for one in fake.asked if one.startswith("other.example")]


@pytest.mark.parametrize(
    "more",
    [
        {"attachment": "x", "summary": 7, "followers": [], "outbox": {}, "url": 3},
        {"attachment": [None, [], {"type": "PropertyValue", "value": {"a": 1}}], "movedTo": 4},
        {
            "attachment": [field("<a href='https://[::1'>x</a><a href=' '>y</a><a>z</a>")],
            "summary": "\x00<!--",
        },
        {"url": [{"type": "Link", "href": "https://x.example"}], "summary": "<a" * 30_000},
    ],
)
def test_odd_values_are_passed_over(fake, more):
    listed(fake, **more)

    reading = read(fake)

    assert (reading.life, links(reading, Kind.PROFILE), reading.message) == (Life.ALIVE, [], "")


def test_a_page_of_activities_inside_the_outbox_needs_no_request_of_its_own(fake):
    first = {"type": "OrderedCollectionPage", "orderedItems": [{"published": "2026-01-05T09:00:00Z"}]}
    outbox = fake.collection(SOCIAL, "/outbox", first=first)
    listed(fake, outbox=outbox)

    assert read(fake).posted_at == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert fake.replies[f"{SOCIAL}/outbox"].kind == ACTIVITY
