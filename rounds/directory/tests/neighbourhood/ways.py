# ruff: noqa: E501 - markup as it is written
"""Further pages, trust.txt, and visits that come back."""

from rounds.directory.tests.neighbourhood.sites import (
    FB,
    FOOTER,
    GO,
    IG,
    STRANGER,
    TEXT,
    YT,
    Manner,
    Reply,
    X,
    html,
    plain,
    sends_to,
    site,
)

MENU = "<nav><a href='/contact'>Contact us</a></nav>"
CONTACT = html(TEXT + f"<main><section class='contact'>{GO}</section></main>")
SOCIAL = "social=https://x.com/mercy\n"
WELL_KNOWN = "/.well-known/trust.txt"
TAGGED = html(TEXT + FOOTER, tag='"v1"')
DATED = html(TEXT + FOOTER, dated="Sat, 31 Jan 2026 10:00:00 GMT")


def leads_on(what: str, expected: str, body: str = TEXT + MENU, *, head: str = "", **pages: Reply):
    return site(
        what,
        expected,
        body,
        head=head,
        pages={f"/{name.replace('_', '-')}": page for name, page in pages.items()},
    )


def trusts(what: str, expected: str, **pages: Reply):
    """`well` and `root` are the two places of trust.txt."""
    names = {"well": WELL_KNOWN, "root": "/trust.txt"}
    return site(
        what,
        expected,
        TEXT + "<a href='/care'>Care</a>",
        pages={names[name]: page for name, page in pages.items()},
    )


SITES = [
    leads_on("accounts on the contact page", "link x/mercy", contact=CONTACT),
    leads_on(
        "a directory of accounts with running text",
        "link x/mercykids, link facebook/mercy",
        TEXT + "<footer><a href='/social-media'>Social media</a></footer>",
        social_media=html(
            f"<main>{TEXT}<p>Our children's ward is <a href='https://x.com/mercykids'>here</a>, and so are {FB}</p></main>"
        ),
    ),
    leads_on(
        "the three best of many pages",
        "link x/mercy, link facebook/mercy, link instagram/mercy",
        TEXT
        + """<nav><a href=/press>Press</a><a href=/contact>Contact</a><a href=/follow>Follow us</a><a href=/social>Social media</a></nav>""",
        press=html(TEXT + f"<footer>{YT}</footer>"),
        contact=html(TEXT + f"<footer>{IG}</footer>"),
        follow=html(TEXT + f"<footer>{FB}</footer>"),
        social=html(TEXT + f"<footer>{X}</footer>"),
    ),
    leads_on(
        "a newsroom with the accounts of the press office",
        "link x/mercy",
        TEXT + "<nav><a href='/presse'>Presse</a></nav>",
        presse=html(TEXT + f"<div class='social-media'>{GO}</div>"),
    ),
    leads_on(
        "a contact page in Japanese",
        "link x/mercy",
        TEXT + "<nav><a href='/c'>お問い合わせ</a></nav>",
        c=CONTACT,
    ),
    leads_on(
        "a contact page that fails",
        "link facebook/mercy",
        TEXT + MENU + f"<footer>{FB}</footer>",
        contact=Reply("no", 500),
    ),
    leads_on(
        "a contact page that is a file",
        "link facebook/mercy",
        TEXT + MENU + f"<footer>{FB}</footer>",
        contact=Reply("%PDF-1.7", type="application/pdf"),
    ),
    leads_on(
        "a contact page that leads home",
        "link facebook/mercy",
        TEXT + MENU + f"<footer>{FB}</footer>",
        contact=sends_to("/"),
    ),
    leads_on(
        "a contact page in another house",
        "link facebook/mercy",
        TEXT + MENU + f"<footer>{FB}</footer>",
        contact=sends_to("http://elsewhere.example:PORT/named"),
    ),
    leads_on(
        "a contact page that moved within the house",
        "link x/mercy",
        contact=sends_to("/en/contact", 301),
        **{"en/contact": CONTACT},
    ),
    leads_on(
        "a page that only an article points to",
        "",
        TEXT
        + "<nav><a href=/>Home</a></nav><main><p><a href=/contact>Contact</a></p></main>"
        + "<nav><a href='/contact-us'>Contact</a></nav>",
        contact=CONTACT,
    ),
    leads_on(
        "pages of pages are not visited",
        "",
        contact=html(TEXT + "<nav><a href='/social'>Social media</a></nav>"),
        social=CONTACT,
    ),
    leads_on(
        "a frameset",
        "link x/mercy",
        Reply(
            "<html><frameset cols='20%,80%'><frame src='/menu.html'><frame src='/main.html'></frameset></html>"
        ),
        **{"menu.html": html(TEXT + FOOTER), "main.html": html(TEXT)},
    ),
    leads_on(
        "a threshold that leads on",
        "link x/mercy",
        "",
        head='<meta http-equiv="refresh" content="0; url=/en/">',
        **{"en/": html(TEXT + FOOTER)},
    ),
    trusts("trust.txt in its well-known place", "trust-txt x/mercy", well=plain(SOCIAL)),
    trusts("trust.txt at the root", "trust-txt x/mercy", root=plain(SOCIAL)),
    trusts(
        "trust.txt in both places: the well-known one counts",
        "trust-txt x/mercy",
        well=plain(SOCIAL),
        root=plain("social=https://x.com/stranger"),
    ),
    trusts(
        "trust.txt that is a page that says not found",
        "trust-txt x/mercy",
        well=html("<p>social=https://x.com/stranger</p>"),
        root=plain(SOCIAL),
    ),
    trusts(
        "trust.txt that is a page called text",
        "",
        well=plain("<!doctype html><p>\nsocial=https://x.com/stranger\n"),
    ),
    trusts("trust.txt without a type", "trust-txt x/mercy", root=Reply(SOCIAL, type="")),
    trusts(
        "trust.txt as a download", "trust-txt x/mercy", root=Reply(SOCIAL, type="application/octet-stream")
    ),
    trusts("trust.txt far too large", "", root=plain(SOCIAL + "#" * 300_000)),
    trusts(
        "trust.txt with the line ends of Windows and a mark",
        "trust-txt x/mercy, trust-txt facebook/mercy",
        root=plain(f"\ufeff{SOCIAL}social=https://www.facebook.com/mercy\n".replace("\n", "\r\n")),
    ),
    trusts(
        "trust.txt that names posts, people and nonsense",
        "",
        root=plain("social=https://x.com/mercy/status/1\nsocial=@mercy\nsocial=\nmember=https://a.example\n"),
    ),
    trusts("trust.txt that fails", "", well=Reply("no", 500), root=Reply("no", 503)),
    trusts("trust.txt in another house", "", root=sends_to("http://elsewhere.example:PORT/trust.txt")),
    trusts(
        "trust.txt that never ends",
        "",
        root=Reply(type="text/plain", raw=(SOCIAL * 1_000).encode(), manner=Manner.ENDLESS),
    ),
    site(
        "trust.txt under a website with a path",
        "trust-txt x/mercy",
        sends_to("/en/"),
        website="ORIGIN/en/",
        pages={"/en/": html(TEXT + "<a href=/care>Care</a>"), "/trust.txt": plain(SOCIAL)},
    ),
    site("a page that has not changed, by its tag", "link x/mercy", TAGGED, visits=2),
    site("a page that has not changed, by its date", "link x/mercy", DATED, visits=2),
    site(
        "a page that has not changed behind a redirect",
        "link x/mercy",
        sends_to("/home"),
        pages={"/home": TAGGED},
        visits=2,
    ),
    site(
        "pages that have not changed are still led to",
        "link facebook/mercy, link x/mercy",
        html(TEXT + MENU + f"<footer>{FB}</footer>", tag='"a"'),
        pages={"/contact": html(TEXT + FOOTER, tag='"b"')},
        visits=2,
    ),
    site("a site that says nothing changed to whoever asks", "!status-304", Reply("", 304)),
    site(
        "a stranger's blog post in the main part",
        "link x/mercy",
        TEXT + f"<main><p>{STRANGER}</p></main>" + FOOTER,
    ),
]
