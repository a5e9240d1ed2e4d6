# ruff: noqa: E501 - markup as it is written
from hashlib import sha256
from itertools import pairwise

import pytest

from rounds.directory.checking.html import read_page
from rounds.directory.platforms import PLATFORMS, parse
from rounds.directory.proof import Kind

HERE = "https://www.mercy.example/"
X = "https://x.com/mercy"
FB = "https://www.facebook.com/mercy"


def read(markup, *, url=HERE, charset="", head=""):
    body = f"<!doctype html><html><head><title>Mercy</title>{head}</head><body>{markup}</body></html>"
    return read_page(body.encode(), url=url, charset=charset)


def named(markup, **options):
    """What a page names, as "platform/handle" or "platform/id", behind its kind where that is no link."""
    return [
        ("" if one.kind is Kind.LINK else f"{one.kind.value} ")
        + f"{one.address.platform}/{one.address.handle or one.address.native_id}"
        for one in read(markup, **options).mentions
    ]


# Each line: what stands in the body. {x} is a link to X without any words that tell, {fb} one to Facebook.
OWN = (
    f"""
<header><div>{{x}}</div></header>
<footer><p>© Mercy {{x}}</p></footer>
<nav><ul><li>{{x}}</li></ul></nav>
<aside>{{x}}</aside>
<address>1 Main Street {{x}}</address>
<div role="contentinfo">{{x}}</div>
<div role="banner">{{x}}</div>
<div id="footer">{{x}}</div>
<table><tr><td class="footer">{{x}}</td></tr></table>
<div class="elementor-location-footer site-footer"><section>{{x}}</section></div>
<div class="mainNav">{{x}}</div>
<noscript><footer>{{x}}</footer></noscript>
<main><ul class="social-icons"><li>{{x}}</li></ul></main>
<main><div class="SocialMediaLinks">{{x}}</div></main>
<article><div id="follow-us">{{x}}</div></article>
<main><section aria-label="Connect with us">{{x}}</section></main>
<main><div class="contact-box"><p>Call us</p>{{x}}</div></main>
<main><h2>Follow us</h2><p>{{x}}</p></main>
<main><h3>Social media</h3><div><ul><li>{{x}}</li></ul></div></main>
<main><p><strong>Síguenos en redes sociales</strong></p><ul><li>{{x}}</li></ul></main>
<main><h2>公式SNS</h2><ul><li>{{x}}</li></ul></main>
<main><h2>Мы в социальных сетях</h2><ul><li>{{x}}</li></ul></main>
<main><h2>تابعنا على</h2><ul><li>{{x}}</li></ul></main>
<main><h2>Suivez-nous</h2><p>{{x}}</p></main>
<main><h2>Folgen Sie uns auf</h2><p>{{x}}</p></main>
<div><div>Follow us: {{x}}</div></div>
<main><p>Read more, and <a href="{X}">like us on X</a> for news of the wards.</p></main>
<main><p>Mothers meet on <a href="{X}">our X account</a> every day.</p></main>
<main><p><a href="{X}">Unser X-Kanal</a></p></main>
<div><a href="{X}"><img src="/i/1.gif" alt="X"></a></div>
<div><a href="{X}" aria-label="Visit our X page (opens in a new window)"><svg></svg></a></div>
<div><a href="{X}" title="X"></a></div>
<div><a href="{X}"><i class="fa-brands fa-x-twitter"></i></a></div>
<div><a href="{X}"><img src="/images/twitter_icon.png"></a></div>
<center><font><a href="{X}">X</a> | <a href="{FB}">Facebook</a></font></center>
<footer><map><area href="{X}" alt="elsewhere"></map></footer>
<footer><div><h4>Our partners</h4><a href="https://who.example">WHO</a></div><div class="social">{{x}}</div></footer>
<footer><p>Site by Agency. <a href="{X}">X</a></p></footer>
<body class="no-comments team-page"><footer>{{x}}</footer></body>
<div class="comments-closed"><footer>{{x}}</footer></div>
<footer><!-- > --><a href="//x.com/mercy?utm_source=site">go</a></footer>
<footer><a href="HTTPS://WWW.X.COM/mercy">go</a></footer>
<footer><a href=" https://x.com/
mercy ">go</a></footer>
""".strip()
    .replace("\nmercy ", "&#10;mercy ")
    .splitlines()
)

NOT_OWN = f"""
<main><p>Follow the WHO at {{x}} for news.</p></main>
<main><p>Follow the WHO on <a href="{X}">X</a> for news.</p></main>
<main><p>The <a href="{X}">WHO on X</a> says so.</p></main>
<article><p>As <a href="{X}">@mercy</a> wrote.</p></article>
<p>As <a href="{X}">@mercy</a> wrote.</p>
<article><header>By {{x}}</header></article>
<article><footer>{{x}}</footer></article>
<main><aside>{{x}}</aside></main>
<div class="card-footer">{{x}}</div>
<div class="has-sticky-header"><main><p>{{x}}</p></main></div>
<div class="has-sticky-header"><p>{"Long text about something else. " * 150}</p><div>{{x}}</div></div>
<div class="entry-header">{{x}}</div>
<blockquote class="twitter-tweet">— Mercy (@mercy) {{x}}</blockquote>
<footer><blockquote class="twitter-tweet">{{x}}</blockquote></footer>
<footer><blockquote class="instagram-media">{{x}}</blockquote></footer>
<footer><div class="fb-post">{{x}}</div></footer>
<footer><div class="bluesky-embed">{{x}}</div></footer>
<footer><a class="y" rel="nofollow ugc" href="{X}">X</a></footer>
<footer><a rel="sponsored" href="{X}">X</a></footer>
<div class="social-feed"><div class="follow">{{x}}</div></div>
<section id="comments"><div class="social">{{x}}</div></section>
<ol class="commentlist"><li>{{x}}</li></ol>
<div class="userComments"><p><a href="{X}" title="X"></a></p></div>
<template><footer>{{x}}</footer></template>
<!-- <footer>{{x}}</footer> -->
<footer><!-- {{x}} --></footer>
<script>document.write('<footer>{{x}}</footer>')</script>
<footer><div class="partners">{{x}}</div></footer>
<footer><div class="sponsorLogos">{{x}}</div></footer>
<footer><h4>Our partners</h4><ul><li>{{x}}</li></ul></footer>
<aside><h3>Useful links</h3><ul><li>{{x}}</li></ul></aside>
<footer><div>Site by <a href="{X}">@agency</a></div></footer>
<footer><p>© Mercy. Designed and built by <a href="https://agency.example">Agency</a> (<a href="{X}">@agency</a>)</p></footer>
<footer><a href="{X}">Website by Agency</a></footer>
<footer><small>Webdesign: <a href="{X}">@agency</a></small></footer>
<footer><p>Umsetzung durch <a href="{X}">@agency</a></p></footer>
<footer><div class="credits">{{x}}</div></footer>
<div class="staff-list"><div class="contact">{{x}}</div></div>
<main><div class="author-box"><a href="{X}"><i class="fa fa-twitter"></i></a></div></main>
<div itemscope itemtype="https://schema.org/Person"><span class="social">{{x}}</span></div>
<main><div class="contact"><h3>Dr. Jane Doe</h3>{{x}}</div></main>
<main><div><h3>Jane Doe, MD</h3><p><a href="{X}">X</a></p></div></main>
<main><ul><li>Jane Doe, cardiology <a href="{X}">X</a></li></ul></main>
<div><a href="{X}">X</a></div><div><a href="https://x.com/other">X</a></div>
<div class="nofollow">{{x}}</div>
<main><div class="follow-up-care">{{x}}</div></main>
<main><div class="social-work">{{x}}</div></main>
<main><div class="social">{"Long text about something else. " * 40}{{x}}</div></main>
<main><h2>News</h2><p><a href="{X}">X</a></p></main>
<footer><a href="https://x.com/mercy/status/1234567890">X</a></footer>
<footer><a href="https://twitter.com/intent/tweet?url=https://mercy.example">X</a></footer>
<footer><a href="https://x.com.evil.example/mercy">X</a></footer>
<footer><a href="https://x.com@evil.example/mercy">X</a></footer>
<footer><a href="https://t.co/abc">X</a></footer>
<footer><a href="https://linktr.ee/mercy">all our accounts</a></footer>
<footer><a href="x.com/mercy">X</a></footer>
<footer><a href="/x">X</a></footer>
<footer><a href="javascript:open('https://x.com/mercy')">X</a></footer>
<footer><a>https://x.com/mercy</a> https://x.com/mercy</footer>
""".strip().splitlines()


def filled(line):
    return line.replace("{x}", f'<a href="{X}">go</a>')


@pytest.mark.parametrize("line", OWN)
def test_a_link_where_sites_keep_what_is_theirs_counts(line):
    assert "x/mercy" in named(filled(line))


@pytest.mark.parametrize("line", NOT_OWN)
def test_a_link_to_somebody_elses_account_does_not_count(line):
    assert "x/mercy" not in named(filled(line))


@pytest.mark.parametrize(
    ("path", "title", "counts"),
    [
        ("social-media", "Mercy", True),
        ("about/social_media.html", "", True),
        ("de/soziale-medien/", "", True),
        ("connect", "", True),
        ("page17", "Social media directory | Mercy", True),
        ("page17", "Mercy | Social media", False),
        ("news/social-media-and-teenagers", "Social media and teenagers", False),
        ("news/", "News", False),
    ],
)
def test_on_a_page_about_accounts_every_link_counts(path, title, counts):
    body = f"<title>{title}</title><main><table><tr><td>Nursing<td><a href={X}>@mercy</a></table></main>"
    page = read_page(body.encode(), url=HERE + path)
    assert [one.address.key for one in page.mentions] == ["mercy"] * counts


def test_several_accounts_of_a_platform_count_each_once():
    footer = f'<footer><a href="{X}">X</a><a href="https://twitter.com/Mercy">X</a><a href="https://x.com/mercykids">X</a></footer>'
    assert named(footer) == ["x/mercy", "x/mercykids"]


def test_rel_me_is_a_claim_wherever_it_stands_but_in_what_others_wrote():
    assert named(f'<main><p>Also at <a rel="nofollow ME" href="{X}">x</a></p></main>') == ["rel-me x/mercy"]
    assert named("", head=f'<link rel="me" href="{X}">') == ["rel-me x/mercy"]
    assert named(f'<div class="comments"><a rel="me" href="{X}">x</a></div>') == []


def test_a_link_is_kept_with_where_it_stood_and_the_digest_of_its_markup():
    (mention,) = read(f'<footer>\n<a   href="{X}"  class=a>\n Our  X </a> tail</footer>').mentions
    markup = f'<a href="{X}" class="a"> Our X </a>'
    assert (mention.kind, mention.source_url) == (Kind.LINK, HERE)
    assert mention.address == parse(X)
    assert mention.digest == sha256(markup.encode()).hexdigest()


@pytest.mark.parametrize(
    ("base", "href", "expected"),
    [
        ("https://www.facebook.com/", "mercy", ["facebook/mercy"]),
        ("//www.facebook.com/pages/", "../mercy", ["facebook/mercy"]),
        ("/de/", "mercy", []),
        ("javascript:0", "https://www.facebook.com/mercy", ["facebook/mercy"]),
        ("http://[broken", "https://www.facebook.com/mercy", ["facebook/mercy"]),
    ],
)
def test_relative_links_start_from_the_base_of_the_page(base, href, expected):
    assert named(f'<footer><a href="{href}">go</a></footer>', head=f'<base href="{base}">') == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<footer><a href=/contact-us>Contact us</a></footer>", ["contact-us"]),
        (
            "<nav><a href=/a>Kontakt</a><a href=/b>Soziale Medien</a><a href=/c>Presse</a></nav>",
            ["b", "a", "c"],
        ),
        ("<nav><a href=/a>Прессцентр</a><a href=/b>Контакты</a></nav>", ["b", "a"]),
        ("<nav><a href=/a>お問い合わせ</a><a href=/b>公式SNS</a></nav>", ["b", "a"]),
        ("<nav><a href=/a>联系我们</a><a href=/b>新闻中心</a></nav>", ["a", "b"]),
        ("<nav><a href=/a>اتصل بنا</a></nav>", ["a"]),
        ("<nav><a href=/a>Nous contacter</a><a href=/b>Suivez-nous</a></nav>", ["b", "a"]),
        ("<nav><a href=/a>Contáctenos</a><a href=/b>Redes sociales</a></nav>", ["b", "a"]),
        ("<nav><a href=/a>Fale conosco</a></nav>", ["a"]),
        ("<nav><a href=/a>Contatti</a><a href=/b>Sala stampa</a></nav>", ["a", "b"]),
        ("<nav><a href=/a>İletişim</a></nav>", ["a"]),
        ("<nav><a href=/a>Yhteystiedot</a><a href=/b>Sosiaalinen media</a></nav>", ["b", "a"]),
        ("<nav><a href=/a>문의</a></nav>", ["a"]),
        ("<nav><a href=/a aria-label='Contact us'><svg></svg></a></nav>", ["a"]),
        ("<nav><a href=/newsroom>Latest</a></nav>", ["newsroom"]),
        ("<nav>" + "".join(f"<a href=/{n}>Contact {n}</a>" for n in range(9)) + "</nav>", ["0", "1", "2"]),
        ("<table><tr><td><a href=contact.html>Contact</a></table>", ["contact.html"]),
        ("<nav><a href=/a>Contact</a></nav><main><p><a href=/b>Contact the ward</a></p></main>", ["a"]),
        ("<nav><a href=https://other.example/contact>Contact</a></nav>", []),
        ("<nav><a href=https://mercy.example:8443/contact>Contact</a></nav>", []),
        ("<nav><a href=mailto:a@b.example>Contact</a><a href='tel:1'>Contact</a></nav>", []),
        ("<nav><a href=#contact>Contact</a><a href=/>Contact</a></nav>", []),
        ("<nav><a href=/contact.pdf>Contact</a><a href=/login?next=contact>Connect</a></nav>", []),
        (
            "<nav><a href=/lenses>Contactless care</a><a href=/x>Social work</a><a href=/y>Pressure sores</a></nav>",
            [],
        ),
        ("<nav><a href=/a#top>Contact</a><a href=/a>Contact us</a></nav>", ["a"]),
        ("<frameset><frame src=menu.html><frame src=https://other.example/></frameset>", ["menu.html"]),
    ],
)
def test_the_pages_to_look_at_next_are_those_that_the_navigation_points_to(markup, expected):
    assert [link.removeprefix(HERE) for link in read(markup).links] == expected


def test_a_threshold_leads_to_the_page_behind_it():
    page = read("", head='<meta http-equiv="Refresh" content="0; URL=\'/en/home\'">')
    assert (page.links, page.is_empty) == ((HERE + "en/home",), True)


@pytest.mark.parametrize(
    ("markup", "is_empty"),
    [
        ("", True),
        ("<div id=root></div><noscript>Please turn on JavaScript.</noscript>", True),
        ("<p>We use cookies.</p><a href=/privacy>Privacy</a> <a href=/accept>Accept</a>", True),
        ("<script>" + "x = 1; " * 100 + "</script>", True),
        ("<a href=/about>About</a>", False),
        ("<p>" + "Care for all. " * 20 + "</p>", False),
    ],
)
def test_a_shell_is_told_from_a_page_that_says_something(markup, is_empty):
    assert read(markup).is_empty is is_empty


def test_tables_in_tables_are_read():
    depth = 400
    assert named("<table><tr><td>" * depth + f'<div class="footer"><a href="{X}">x</a></div>') == ["x/mercy"]


def test_broken_markup_is_read_as_browsers_do():
    assert named(f"<footer><ul><li><a href={X}>X<li><a href='{FB}>no end</footer>") == ["x/mercy"]


NAMES = ("mercy", "mercyhospital", "mercy-hospital", "UC" + "a" * 22, "1234567890", "mercy@mastodon.social")
OF_EACH = {
    slug: found
    for slug in PLATFORMS
    for name in reversed(NAMES)
    if getattr(found := parse(name, slug), "platform", "") == slug and slug not in ("blog", "podcast")
}


def test_almost_every_platform_has_an_account_to_try():
    assert len(OF_EACH) > len(PLATFORMS) - 8


@pytest.mark.parametrize("address", OF_EACH.values(), ids=OF_EACH.keys())
def test_an_account_of_any_platform_is_found_in_a_footer(address):
    (mention,) = read(f'<footer><a href="{address.url}">x</a></footer>').mentions
    assert (mention.address.platform, mention.address.key) == (address.platform, address.key)


def test_links_come_in_the_order_of_the_page():
    slugs = ["x", "facebook", "instagram"]
    footer = "".join(f'<a href="{parse("mercy", slug).url}">x</a>' for slug in slugs)
    found = [one.address.platform for one in read(f"<footer>{footer}</footer>").mentions]
    assert all(slugs.index(first) < slugs.index(second) for first, second in pairwise(found))
    assert found == slugs
