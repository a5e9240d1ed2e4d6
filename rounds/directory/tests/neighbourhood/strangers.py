# ruff: noqa: E501 - markup as it is written
"""Links to somebody else's account, and addresses that only look like accounts. FOOTER alone tells the truth."""

from rounds.directory.tests.neighbourhood.sites import FB, FOOTER, STRANGER, TEXT, X, site

SHE = "https://x.com/stranger"
OURS = "link x/mercy"


def beside(what: str, body: str, expected: str = OURS):
    """Strangers before the site's own footer."""
    return site(what, expected, TEXT + body + FOOTER)


def linked(what: str, href: str, expected: str = ""):
    """One address in the footer, named as plainly as can be."""
    return site(what, expected, f'{TEXT}<footer><a href="{href}" aria-label="Follow us on X">X</a></footer>')


SITES = [
    beside(
        "an embedded post",
        f'<blockquote class="twitter-tweet"><p>News</p>— WHO (@stranger) <a href="{SHE}">June 1</a></blockquote>',
    ),
    beside(
        "an embedded timeline",
        f'<div class="social-wall"><a class="twitter-timeline" href="{SHE}">Posts by stranger</a></div>',
    ),
    beside(
        "an embedded photograph",
        '<blockquote class="instagram-media"><a href="https://www.instagram.com/stranger/">@stranger</a></blockquote>',
    ),
    beside(
        "an embedded Facebook post",
        '<div class="fb-post"><a href="https://www.facebook.com/stranger">Stranger</a></div>',
    ),
    beside(
        "an embedded Bluesky post",
        '<blockquote class="bluesky-embed"><a href="https://bsky.app/profile/who.int">WHO</a></blockquote>',
    ),
    beside(
        "an embedded Instagram wall with its own follow button",
        f'<div id="sb_instagram" class="sbi sbi_follow">{STRANGER}</div>',
    ),
    beside(
        "share buttons",
        """<div class="social-share"><a href="https://twitter.com/intent/tweet?text=Mercy&via=mercy">Tweet</a><a
        href="https://www.facebook.com/sharer/sharer.php?u=ORIGIN">Share</a><a href="https://www.linkedin.com/shareArticle?url=x">Share</a>
        <a href="https://pinterest.com/pin/create/button/?url=x">Pin</a><a href="https://wa.me/?text=x">Send</a></div>""",
    ),
    beside(
        "the agency that built the site, in the footer",
        f'<footer><p>Site by <a href="{SHE}">@stranger</a></p></footer>',
    ),
    beside(
        "the agency behind its own link",
        f'<footer><p>Designed by <a href="https://agency.example">Agency</a> · <a href="{SHE}">@stranger</a></p></footer>',
    ),
    beside(
        "the agency in a link that says so",
        f'<div class="footer-bottom"><a href="{SHE}">Website by Stranger</a></div>',
    ),
    beside(
        "the agency in German",
        f'<div class="footer"><small>Umsetzung: <a href="{SHE}">Stranger</a></small></div>',
    ),
    beside(
        "logos of partners",
        f'<footer><div class="partner-logos"><a href="{SHE}"><img alt="WHO"></a></div></footer>',
    ),
    beside("sponsors under a heading", f"<footer><h3>Our sponsors</h3><ul><li>{STRANGER}</li></ul></footer>"),
    beside("useful links at the side", f"<aside><h4>Useful links</h4><ul><li>{STRANGER}</li></ul></aside>"),
    beside(
        "the staff page as the home",
        f'<div class="staff-card"><h3>Jane Doe</h3><div class="social">{STRANGER}</div></div>',
    ),
    beside(
        "physicians with their accounts",
        f'<main><ul><li>Jane Doe, surgeon <a href="{SHE}">X</a></li></ul></main>',
    ),
    beside(
        "a doctor under her name", f'<main><div class="contact"><h3>Dr. Jane Doe</h3>{STRANGER}</div></main>'
    ),
    beside(
        "a person in microdata",
        f'<div itemscope itemtype="http://schema.org/Person"><div class="social">{STRANGER}</div></div>',
    ),
    beside(
        "the author of an article in a box",
        f'<article><div class="author-bio"><a href="{SHE}" title="Follow us on X">X</a></div></article>',
    ),
    beside(
        "the head and foot of an article",
        f"<article><header>{STRANGER}</header><p>News</p><footer>{STRANGER}</footer></article>",
    ),
    beside(
        "comments of readers",
        f'<section id="comments"><div class="comment-author"><a href="{SHE}" rel="external nofollow ugc">X</a></div></section>',
    ),
    beside("comments in a list of old", f'<ol class="commentlist"><li><cite>{STRANGER}</cite></li></ol>'),
    beside("a guest book", f'<div class="guestbook-entry"><a href="{SHE}" title="X">X</a></div>'),
    beside("rel=ugc in the footer", f'<footer><a rel="ugc" href="{SHE}">X</a></footer>'),
    beside("a sponsored link", f'<footer><a rel="sponsored noopener" href="{SHE}">X</a></footer>'),
    beside(
        "running text that recommends somebody",
        f'<main><p>Follow the WHO on <a href="{SHE}">X</a> for news.</p></main>',
    ),
    beside(
        "a mention in the news", f'<main><p>As <a href="{SHE}">@stranger</a> wrote, we are open.</p></main>'
    ),
    beside("a press release that quotes", f'<main><p>Source: <a href="{SHE}">X</a></p></main>'),
    beside("a quotation", f'<blockquote><div class="social">{STRANGER}</div></blockquote>'),
    beside("a testimonial", f'<div class="testimonials"><div class="social-link">{STRANGER}</div></div>'),
    beside(
        "a list of a platform's accounts without a word whose they are",
        f'<div><a href="{SHE}">X</a></div><div><a href="https://x.com/other">X</a></div>',
    ),
    beside("a template that a script would fill", f"<template><footer>{STRANGER}</footer></template>"),
    beside(
        "a script that writes a footer", f"<script>document.write('<footer>{STRANGER}</footer>')</script>"
    ),
    beside(
        "follow-up care and social work",
        f'<div class="follow-up">{STRANGER}</div><div class="social-work">{STRANGER}</div>',
    ),
    linked("a post, not an account", "https://x.com/mercy/status/1234567890123"),
    linked("a video", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
    linked("the front page of a platform", "https://www.facebook.com/"),
    linked("a group", "https://www.facebook.com/groups/mercy"),
    linked("a person's profile", "https://www.linkedin.com/in/jane-doe"),
    linked("a telephone number on WhatsApp", "https://wa.me/15550100"),
    linked("a host that ends in a platform's name", "https://evil-x.com/mercy"),
    linked("a host that begins with a platform's name", "https://x.com.evil.example/mercy"),
    linked("a platform's name before an @", "https://x.com@evil.example/mercy"),
    linked("a Cyrillic letter in the host", "https://www.fаcebook.com/mercy"),
    linked("a zero in the host", "https://www.faceb00k.com/mercy"),
    linked("a short link", "https://t.co/AbC123"),
    linked("a list of links", "https://linktr.ee/mercy"),
    linked("a platform's own redirect", "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fmercy"),
    linked("a relative link that looks whole", "x.com/mercy"),
    linked("a path of its own", "/x/mercy"),
    linked("a script instead of an address", "javascript:window.open('https://x.com/mercy')"),
    linked("a port", "https://x.com:8443/mercy"),
    linked("an address without a scheme", "//x.com/mercy", OURS),
    linked("capital letters", "HTTPS://WWW.TWITTER.COM/mercy", OURS),
    linked(
        "tracking",
        "https://twitter.com/mercy?utm_source=site&amp;utm_medium=footer&ref_src=twsrc%5Etfw",
        OURS,
    ),
    linked("a follow button", "https://twitter.com/intent/follow?screen_name=mercy", OURS),
    linked("a phone's host and a tab", "https://mobile.twitter.com/mercy/with_replies", OURS),
    linked("an old hash-bang", "http://twitter.com/#!/mercy", OURS),
    linked("blanks and a line break", " https://x.com/&#10;mercy ", OURS),
    site(
        "a base elsewhere",
        "link facebook/mercy",
        TEXT + '<footer><a href="mercy">Facebook</a></footer>',
        head='<base href="https://www.facebook.com/">',
    ),
    site(
        "a base of its own",
        "",
        TEXT + '<footer><a href="mercy">Facebook</a></footer>',
        head='<base href="ORIGIN/facebook.com/">',
    ),
    site(
        "open elements, attributes without quotes, entities",
        "link x/mercy, link facebook/mercy",
        f"<center><b>{TEXT}<div class=footer><a href=https:&#47;&#47;x.com/mercy>X<p>{FB}",
    ),
    site(
        "two documents, one inside the other",
        OURS,
        f"<html><body>{TEXT}</body></html><html><body>{FOOTER}</body></html>",
    ),
    site("four hundred tables inside each other", OURS, TEXT + "<table><tr><td>" * 400 + FOOTER),
    site(
        "a frame from another house",
        "",
        TEXT + f'<iframe src="http://elsewhere.example:PORT/" title="Follow us">{STRANGER}</iframe>',
    ),
    site("names nobody", "", TEXT + "<footer><a href='/privacy'>Privacy</a></footer>"),
    site(
        "only a blog, which is any page",
        "",
        TEXT + f"<footer><a href='https://blog.mercy.example/'>Our blog</a></footer><!-- {X} -->",
    ),
]
