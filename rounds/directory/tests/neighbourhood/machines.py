# ruff: noqa: E501 - markup as it is written
"""What pages say for machines: JSON-LD, tags in the head, rel=me."""

import json

from rounds.directory.tests.neighbourhood.sites import FB, FOOTER, TEXT, X, site

AT_X = "https://x.com/mercy"
AT_FB = "https://www.facebook.com/mercy"
CLINIC = {"@context": "https://schema.org", "@type": "MedicalClinic", "sameAs": AT_X}
BOTH = "json-ld x/mercy, json-ld facebook/mercy"


def says(what: str, expected: str, *nodes: object, body: str = TEXT):
    scripts = "".join(
        f'<script type="application/ld+json">{node if isinstance(node, str) else json.dumps(node)}</script>'
        for node in nodes
    )
    return site(what, expected, body, head=scripts)


def tagged(what: str, expected: str, head: str, body: str = TEXT):
    return site(what, expected, body, head=head)


SITES = [
    says("an address alone", "json-ld x/mercy", CLINIC),
    says("a list", BOTH, CLINIC | {"sameAs": [AT_X, AT_FB, "https://en.wikipedia.org/wiki/Mercy"]}),
    says(
        "a graph as Yoast writes it",
        BOTH,
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebPage", "@id": "ORIGIN/", "isPartOf": {"@id": "ORIGIN/#website"}},
                {"@type": "WebSite", "@id": "ORIGIN/#website", "publisher": {"@id": "ORIGIN/#organization"}},
                {
                    "@type": "Organization",
                    "@id": "ORIGIN/#organization",
                    "url": "ORIGIN/",
                    "sameAs": [AT_FB, AT_X],
                },
            ],
        },
    ),
    says(
        "the publisher of the web site",
        "json-ld x/mercy",
        {"@type": "WebSite", "publisher": CLINIC | {"@type": "NGO"}},
    ),
    says(
        "a hospital with departments",
        "json-ld x/mercy",
        {"@type": "Hospital", "department": [CLINIC, {"@type": "Pharmacy"}]},
    ),
    says(
        "a parent that lives here",
        "json-ld x/mercy",
        {"@type": "Hospital", "parentOrganization": CLINIC | {"url": "ORIGIN"}},
    ),
    says(
        "a parent that lives elsewhere",
        "",
        {"@type": "Hospital", "parentOrganization": CLINIC | {"url": "https://system.example"}},
    ),
    says(
        "a parent that does not say where it lives", "", {"@type": "Hospital", "parentOrganization": CLINIC}
    ),
    says(
        "two scripts, one broken",
        "json-ld x/mercy",
        '{"@type": "Organization", "sameAs": ["https://x.com/stranger"',
        CLINIC,
    ),
    says("a comma too many", "json-ld x/mercy", json.dumps(CLINIC)[:-1] + ",}"),
    says("in an HTML comment", "json-ld x/mercy", f"<!--\n{json.dumps(CLINIC)}\n-->"),
    says("nested to burst the reader", "", '{"@graph":[' * 20_000),
    says("a person", "", CLINIC | {"@type": "Person"}),
    says("a person who is an organization too", "", CLINIC | {"@type": ["Person", "Organization"]}),
    says("the author of an article", "", {"@type": "BlogPosting", "author": CLINIC}),
    says("an organization elsewhere", "", CLINIC | {"url": "https://who.example/"}),
    says(
        "a sponsor and a member",
        "",
        {"@type": "Hospital", "sponsor": CLINIC, "memberOf": CLINIC, "subjectOf": CLINIC},
    ),
    says("the software", "", CLINIC | {"@type": "SoftwareApplication"}),
    says(
        "data and a footer", BOTH + ", link x/mercy", CLINIC | {"sameAs": [AT_X, AT_FB]}, body=TEXT + FOOTER
    ),
    says("an id at ROR", "json-ld x/mercy", CLINIC | {"@id": "https://ror.org/02qp3tb03"}),
    says("a post instead of an account", "", CLINIC | {"sameAs": "https://x.com/mercy/status/1234567890123"}),
    tagged("twitter:site", "meta x/mercy", '<meta name="twitter:site" content="@mercy">'),
    tagged(
        "twitter:site as an address",
        "meta x/mercy",
        '<meta property="twitter:site" content="https://twitter.com/mercy">',
    ),
    tagged(
        "twitter:creator",
        "",
        '<meta name="twitter:creator" content="@jane_doe"><meta name="fediverse:creator" content="@jane@mastodon.social">',
    ),
    tagged(
        "article:publisher", "meta facebook/mercy", f'<meta property="article:publisher" content="{AT_FB}">'
    ),
    tagged(
        "article:author", "", '<meta property="article:author" content="https://www.facebook.com/jane.doe">'
    ),
    tagged(
        "og:see_also",
        "meta facebook/mercy, meta x/mercy",
        f'<meta property="og:see_also" content="{AT_FB}"><meta property="og:see_also" content="{AT_X}">',
    ),
    tagged(
        "numbers of Facebook pages",
        "meta facebook/1234567890",
        '<meta property="fb:pages" content="1234567890"><meta property="fb:app_id" content="99">',
    ),
    tagged("link to the publisher", "meta facebook/mercy", f'<link rel="publisher" href="{AT_FB}">'),
    tagged("the maker's name in twitter:site", "", '<meta name="twitter:site" content="@wordpressdotcom">'),
    tagged("words in twitter:site", "", '<meta name="twitter:site" content="Mercy Hospital, Springfield">'),
    tagged(
        "rel=me in the head",
        "rel-me mastodon/mercy@mastodon.social",
        '<link rel="me" href="https://mastodon.social/@mercy">',
    ),
    site(
        "rel=me in running text",
        "rel-me x/mercy",
        TEXT + f'<main><p>Also <a rel="me noopener" href="{AT_X}">elsewhere</a>.</p></main>',
    ),
    site(
        "rel=me beside plain links",
        "rel-me x/mercy, link facebook/mercy",
        TEXT + f'<footer><a rel=me href="{AT_X}">X</a>{FB}</footer>',
    ),
    site(
        "everything at once",
        "json-ld x/mercy, meta x/mercy, rel-me x/mercy, link x/mercy",
        TEXT + FOOTER + f'<a rel="me" href="{AT_X}">X</a>',
        head=f'<script type="application/ld+json">{json.dumps(CLINIC)}</script><meta name="twitter:site" content="@mercy">',
    ),
    site(
        "data that stands in a comment of the page",
        "link x/mercy",
        f'<!-- <script type="application/ld+json">{json.dumps(CLINIC)}</script> {FB} -->{TEXT}<footer>{X}</footer>',
    ),
]
