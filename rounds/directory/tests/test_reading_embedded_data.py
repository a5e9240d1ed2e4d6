import json
from hashlib import sha256

import pytest

from rounds.directory.proof import Kind
from rounds.directory.tests.test_reading_html import HERE, X, named, read


def data(node):
    return (
        f'<script type="application/ld+json">{node if isinstance(node, str) else json.dumps(node)}</script>'
    )


ORGANIZATION = {"@context": "https://schema.org", "@type": "Hospital", "sameAs": [X]}
DEEP = '{"@graph":' * 50_000


@pytest.mark.parametrize(
    "node",
    [
        ORGANIZATION,
        ORGANIZATION | {"sameAs": X},
        ORGANIZATION | {"sameAs": {"@id": X}},
        ORGANIZATION | {"@type": ["MedicalOrganization", "LocalBusiness"]},
        ORGANIZATION | {"@type": "http://schema.org/NGO"},
        ORGANIZATION | {"url": "http://mercy.example"},
        ORGANIZATION | {"url": "/"},
        ORGANIZATION | {"@id": "https://mercy.example/#organization"},
        ORGANIZATION | {"@id": "https://ror.org/02abc"},
        [{"@type": "BreadcrumbList"}, ORGANIZATION],
        {"@graph": [{"@type": "WebSite"}, ORGANIZATION]},
        {"@type": "WebSite", "publisher": ORGANIZATION},
        {"@type": "NewsArticle", "publisher": ORGANIZATION},
        {"@type": "WebPage", "mainEntity": ORGANIZATION},
        {"@type": "Hospital", "parentOrganization": ORGANIZATION | {"url": HERE}},
        {"@type": "Hospital", "department": [ORGANIZATION | {"@type": "MedicalClinic"}]},
        f"<!-- {json.dumps(ORGANIZATION)} -->",
        f"//<![CDATA[\n{json.dumps(ORGANIZATION)}\n//]]>",
        json.dumps(ORGANIZATION) + ";",
        json.dumps(ORGANIZATION).replace('"]', '",]'),
        json.dumps(ORGANIZATION | {"name": "two\nlines"}).replace("\\n", "\n"),
    ],
)
def test_same_as_of_the_organization_is_its_claim(node):
    assert named(data(node)) == ["json-ld x/mercy"]


@pytest.mark.parametrize(
    "node",
    [
        ORGANIZATION | {"@type": "Person"},
        ORGANIZATION | {"@type": ["Person", "Organization"]},
        ORGANIZATION | {"@type": "Physician"},
        ORGANIZATION | {"@type": "SoftwareApplication"},
        ORGANIZATION | {"@type": "WebSite"},
        ORGANIZATION | {"@type": None},
        ORGANIZATION | {"url": "https://who.example/"},
        ORGANIZATION | {"@id": "https://who.example/#organization"},
        ORGANIZATION | {"sameAs": "https://x.com/mercy/status/1234567890"},
        ORGANIZATION | {"sameAs": [None, 7, "@mercy", "x.com/mercy", ["x"]]},
        {"@type": "NewsArticle", "author": ORGANIZATION},
        {"@type": "NewsArticle", "about": ORGANIZATION, "mentions": [ORGANIZATION]},
        {"@type": "Hospital", "sponsor": ORGANIZATION, "memberOf": ORGANIZATION, "employee": ORGANIZATION},
        {"@type": "Hospital", "parentOrganization": ORGANIZATION},
        {"@type": "Person", "worksFor": ORGANIZATION, "@graph": [ORGANIZATION]},
        {"@type": "Hospital", "review": {"@type": "Review", "publisher": ORGANIZATION}},
        json.dumps(ORGANIZATION)[:-5],
        "",
        "null",
        "[" * 100_000,
        DEEP,
        '"just a string"',
    ],
)
def test_same_as_of_anybody_else_is_not(node):
    assert named(data(node)) == []


def test_the_digest_of_a_same_as_is_that_of_its_string():
    (mention,) = read(data(ORGANIZATION)).mentions
    assert (mention.kind, mention.digest) == (Kind.JSON_LD, sha256(X.encode()).hexdigest())


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<meta name="twitter:site" content="@mercy">', ["meta x/mercy"]),
        ('<meta property="twitter:site" content="https://twitter.com/Mercy">', ["meta x/Mercy"]),
        ('<meta name="TWITTER:SITE" value="mercy">', ["meta x/mercy"]),
        (
            '<meta property="article:publisher" content="https://www.facebook.com/mercy">',
            ["meta facebook/mercy"],
        ),
        ('<meta property="og:see_also" content="https://www.youtube.com/@mercy">', ["meta youtube/mercy"]),
        (
            '<meta property="fb:pages" content="123456789, 987654321">',
            ["meta facebook/123456789", "meta facebook/987654321"],
        ),
        ('<link rel="publisher" href="https://www.facebook.com/mercy">', ["meta facebook/mercy"]),
        ('<meta name="twitter:creator" content="@jane">', []),
        ('<meta name="fediverse:creator" content="@jane@mastodon.social">', []),
        ('<meta property="article:author" content="https://www.facebook.com/jane.doe">', []),
        ('<meta name="twitter:site" content="Mercy Hospital">', []),
        ('<meta name="twitter:site" content="@wordpressdotcom">', []),
        ('<meta name="twitter:site" content="https://www.facebook.com/mercy">', []),
        ('<meta property="og:see_also" content="mercy">', []),
        ('<meta property="og:url" content="https://x.com/mercy">', []),
        ('<link rel="canonical" href="https://x.com/mercy">', []),
    ],
)
def test_tags_in_the_head_name_the_sites_accounts_and_not_those_of_authors(tag, expected):
    assert named("", head=tag) == expected
