"""Redirects, and what sites ask of programs that visit them."""

from rounds.directory.tests.neighbourhood.sites import (
    FOOTER,
    TEXT,
    Manner,
    Reply,
    html,
    plain,
    sends_to,
    site,
)

HERE = html(TEXT + FOOTER)
NAMED = "link x/mercy"
ALL_SHUT = "User-agent: *\nDisallow: /\n"


def moved(what: str, expected: str, *steps: str | Reply, **options: object):
    """Step 0 is the home page; "/1", "/2" … follow. The last is a page."""
    pages = {
        f"/{number}": step if isinstance(step, Reply) else sends_to(step) for number, step in enumerate(steps)
    }
    return site(what, expected, pages.pop("/0"), pages=pages, **options)


def asked(what: str, expected: str, rules: str | Reply, body: str | Reply = TEXT + FOOTER, **options: object):
    pages = {"/robots.txt": rules if isinstance(rules, Reply) else plain(rules), **options.pop("pages", {})}
    return site(what, expected, body, pages=pages, **options)


SITES = [
    moved("to a path", NAMED, "/1", HERE),
    moved("by 301 to a path", NAMED, sends_to("/1", 301), HERE),
    moved("by 307 and 308", NAMED, sends_to("/1", 307), sends_to("/2", 308), HERE),
    moved("from the bare name to www", NAMED, "http://www.HOST:PORT/1", HERE),
    site(
        "from www to the bare name",
        NAMED,
        HERE,
        website="http://www.HOST:PORT/",
        pages={"www:/": sends_to("ORIGIN/", 301)},
    ),
    moved("to a portal of the same domain", NAMED, "http://portal.HOST:PORT/1", HERE),
    moved("three steps", NAMED, "/1", "/2", "/3", HERE),
    moved("four steps", "!redirects", "/1", "/2", "/3", "/4", HERE),
    moved("in a circle", "!redirects", "/1", "/"),
    moved("to itself", "!redirects", "ORIGIN/"),
    moved("to another domain", "!moved", "http://elsewhere.example:PORT/named"),
    moved(
        "to a domain that begins with the same letters", "!moved", "http://HOST.elsewhere.example:PORT/named"
    ),
    moved("to another domain at last", "!moved", "/1", "http://elsewhere.example:PORT/named"),
    moved("out of the house and back", NAMED, "http://elsewhere.example:PORT/back?to=HOST", HERE),
    moved("to an inside address", "!refused-address", "http://169.254.169.254/latest/meta-data/"),
    moved("to a name of the inside", "!refused-address", "http://printer.local/"),
    moved("to another port", "!refused-address", "http://HOST:22/"),
    moved("to another scheme", "!bad-address", "ftp://HOST/home"),
    moved("to an address without a host", "!redirects", "http://"),
    moved("without saying where", "!status-302", Reply("<p>Moved</p>", 302)),
    asked("rules that allow everything", NAMED, "User-agent: *\nDisallow:\n"),
    asked("rules that shut everything", "!robots", ALL_SHUT),
    asked(
        "rules that shut us out by name",
        "!robots",
        "User-agent: Rounds\nDisallow: /\n\nUser-agent: *\nDisallow:\n",
    ),
    asked(
        "rules that shut out all but us",
        NAMED,
        "User-agent: *\nDisallow: /\n\nUser-agent: rounds\nAllow: /\n",
    ),
    asked(
        "rules that shut out somebody whose name begins as ours",
        NAMED,
        "User-agent: RoundsBot-Evil\nDisallow: /\n",
    ),
    asked(
        "rules that shut one page",
        "link facebook/mercy",
        "User-agent: *\nDisallow: /contact\n",
        TEXT
        + "<nav><a href=/contact>Contact</a></nav><footer><a href=https://www.facebook.com/mercy>F</a></footer>",
        pages={"/contact": HERE},
    ),
    asked(
        "rules that open one path",
        NAMED,
        ALL_SHUT + "Allow: /open/\n",
        pages={"/open/": HERE},
        website="ORIGIN/open/",
    ),
    asked("rules that nobody can read because the server fails", "!robots", Reply("no", 500)),
    asked("rules that are missing", NAMED, Reply("no", 404)),
    asked("rules that are a page", NAMED, html("<p>Welcome</p>")),
    asked("rules that are slow", "!timeout", Reply(manner=Manner.STALLED), is_hasty=True),
    asked(
        "rules that never end",
        NAMED,
        Reply(type="text/plain", raw=b"# and on\n" * 2_000, manner=Manner.ENDLESS),
    ),
    asked(
        "rules that shut trust.txt",
        NAMED,
        "User-agent: *\nDisallow: /trust.txt\nDisallow: /.well-known/\n",
        pages={"/trust.txt": plain("social=https://x.com/stranger")},
    ),
]
