"""Servers that fail, answers that are no pages, and pages that are no more than a shell."""

from rounds.directory.tests.neighbourhood.sites import (
    FOOTER,
    STRANGER,
    TEXT,
    Manner,
    Reply,
    html,
    site,
    squeezed,
)

HERE = f"<!doctype html><title>Mercy</title>{TEXT}{FOOTER}"
NAMED = "link x/mercy"


def answers(what: str, expected: str, text: str = HERE, **options: object):
    is_hasty = bool(options.pop("is_hasty", False))
    return site(what, expected, Reply(text, **options), is_hasty=is_hasty)


SITES = [
    answers("an error of the server", "!status-500", status=500),
    answers("a server that is away", "!status-503", status=503),
    answers("not found, with the usual footer", "!status-404", status=404),
    answers("gone for good", "!status-410", status=410),
    answers("forbidden", "!status-403", status=403),
    answers("too many requests", "!status-429", status=429),
    answers("no content", "!not-html", "", status=204, type=""),
    answers("a letter for whoever is slow to speak", "!timeout", manner=Manner.STALLED, is_hasty=True),
    answers("a page that drips", "!timeout", manner=Manner.DRIPPING, is_hasty=True),
    answers("a page without end", "!too-large", manner=Manner.ENDLESS),
    answers("a page that breaks off", "!protocol", manner=Manner.BROKEN),
    answers("something that is no HTTP", "!protocol", manner=Manner.GARBAGE),
    answers("a page over the limit", "!too-large", HERE + "<p>" + "x" * 3_000_001),
    answers("a page just under the limit", NAMED, HERE + "<p>" + "x" * 2_900_000),
    answers("packed by gzip", NAMED, packed="gzip", headers={"Content-Encoding": "gzip"}),
    answers("packed by deflate", NAMED, packed="deflate", headers={"Content-Encoding": "deflate"}),
    answers(
        "packed by deflate without its frame",
        NAMED,
        packed="bare-deflate",
        headers={"Content-Encoding": "deflate"},
    ),
    answers(
        "a bomb of gzip",
        "!too-large",
        raw=squeezed("<p>" + "0" * 30_000_000),
        headers={"Content-Encoding": "gzip"},
    ),
    answers("said to be packed, and is not", "!encoding", headers={"Content-Encoding": "gzip"}),
    answers("packed in a way that nobody asked for", "!encoding", headers={"Content-Encoding": "br"}),
    answers(
        "gzip that breaks off", "!encoding", raw=squeezed(HERE)[:60], headers={"Content-Encoding": "gzip"}
    ),
    answers("a PDF", "!not-html", "%PDF-1.7", type="application/pdf"),
    answers("JSON", "!not-html", '{"social": "https://x.com/mercy"}', type="application/json"),
    answers("plain text with a footer in it", "!not-html", type="text/plain"),
    answers("a picture", "!not-html", raw=b"\x89PNG\r\n", type="image/png"),
    answers(
        "XHTML",
        NAMED,
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        + HERE
        + "</body></html>",
        type="application/xhtml+xml",
    ),
    answers("a page without a type", NAMED, type=""),
    answers("bytes without a type", "!not-html", raw=b"\x00\x01\x02", type=""),
    answers("nothing at all", "!unreadable", ""),
    answers("blanks", "!unreadable", "  \n\n "),
    answers("nested beyond sense", "!unreadable", "<div>" * 5_000 + FOOTER),
    answers(
        "the shell of an app",
        "!nothing-to-read",
        '<title>Mercy</title><div id="root"></div><script src="/app.js"></script>',
    ),
    answers(
        "a shell that asks for JavaScript",
        "!nothing-to-read",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div>",
    ),
    answers(
        "a shell with much script in it",
        "!nothing-to-read",
        "<div id=__next></div><script>" + f"var page = '{FOOTER}';" * 200 + "</script>",
    ),
    answers(
        "a wall of cookies",
        "!nothing-to-read",
        "<h1>We value your privacy</h1><button>Accept</button><a href='/cookies'>Cookie settings</a>",
    ),
    answers(
        "a wall that checks the browser",
        "!nothing-to-read",
        "<h1>Just a moment…</h1><noscript>Enable JavaScript and cookies to continue</noscript>",
    ),
    site(
        "a shell with data in its head",
        "meta x/mercy",
        html("<div id=root></div>", '<meta name="twitter:site" content="@mercy">'),
    ),
    answers("a page that is being built", "!nothing-to-read", "<h1>Coming soon</h1>"),
    answers(
        "a name with a footer behind a comment that never closes",
        "",
        f"<p>{TEXT}</p><a href=/care>Care</a><!-- {STRANGER}",
    ),
    site(
        "a name that nobody has, so that nobody can say anything",
        "!dns",
        HERE,
        website="http://nobody.example:PORT/",
    ),
    site("an address that is none", "!bad-address", HERE, website="http://mercy hospital/"),
    site("a port that is shut to us", "!refused-address", HERE, website="http://HOST:9/"),
]
