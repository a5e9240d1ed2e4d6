"""OPML 2.0: the feeds of what is listed, for a feed reader. Source: opml.org/spec2.opml.

What is disputed stays out: nobody should be led to follow a stranger. So does what has closed.
"""

from collections.abc import Iterator
from email.utils import format_datetime

from rounds.directory.labels import label_of
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Proof
from rounds.open_data.exports.feeds import feed_of
from rounds.open_data.exports.record import Record
from rounds.open_data.exports.records import records
from rounds.open_data.exports.taken import Taken
from rounds.open_data.xml import attribute, text


def stream(taken: Taken) -> Iterator[str]:
    sources = "; ".join(one.attribution or one.name for one in taken.sources)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<opml version="2.0" xmlns:dcterms="http://purl.org/dc/terms/">\n<head>\n'
        f"<title>{text(taken.title)}, {taken.as_of}</title>\n"
        f"<dateCreated>{format_datetime(taken.day.now, usegmt=True)}</dateCreated>\n"
        "<docs>http://opml.org/spec2.opml</docs>\n"
        f"<dcterms:source>{text(taken.question)}</dcterms:source>\n"
        f"<dcterms:license>{text(taken.licence.url)}</dcterms:license>\n"
        f"<dcterms:provenance>{text(sources)}</dcterms:provenance>\n</head>\n<body>\n"
    )
    yield from filter(None, map(_organization, records(taken)))
    yield "</body>\n</opml>\n"


def _organization(record: Record) -> str:
    """Its feeds under its name; "" where none is known."""
    outlines = [outline for account in record["accounts"] if (outline := _outline(account, record["name"]))]
    if not outlines:
        return ""
    return f"<outline text={attribute(record['name'])}>\n{''.join(outlines)}</outline>\n"


def _outline(account: Record, name: str) -> str:
    platform = PLATFORMS[account["platform"]]
    if account["proof"] == Proof.DISPUTED or platform.closed_on:
        return ""
    told = (account["platform"], account["handle"], account["permanent_id"])
    feed = feed_of(*told, account["address"])
    if not feed:
        return ""
    title = attribute(f"{name}: {platform.name} {label_of(*told)}")
    return (
        f'<outline type="rss" text={title} title={title} xmlUrl={attribute(feed)}'
        f" htmlUrl={attribute(account['address'])} category={attribute('/' + account['proof'])}/>\n"
    )
