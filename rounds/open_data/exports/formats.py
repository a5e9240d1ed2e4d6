"""The formats in which the answer to a question can be taken away."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rounds.open_data.exports import follow, json_ld, json_lines, opml, quick_statements, table, wide
from rounds.open_data.exports.taken import Taken


class Format(NamedTuple):
    ending: str
    name: str | Promise
    content_type: str
    stream: Callable[[Taken], Iterator[str]]
    use: str | Promise  # what it is good for, in a sentence


_CSV = "text/csv; charset=utf-8"
FORMATS = {
    one.ending: one
    for one in (
        Format(
            "csv",
            "CSV",
            _CSV,
            table.stream,
            _(
                "One line for each account. For spreadsheets: no cell of it can run as a formula. Beside it stands a"
                " description of the columns."
            ),
        ),
        Format(
            "jsonl",
            "JSON Lines",
            "application/jsonl; charset=utf-8",
            json_lines.stream,
            _(
                "One line for each organization with everything public of it. The first line tells what the file is."
                " For programs, and for working out figures again."
            ),
        ),
        Format(
            "jsonld",
            "JSON-LD",
            "application/ld+json; charset=utf-8",
            json_ld.stream,
            _(
                "One graph in the words of schema.org. It claims only accounts that are proven official now; a past"
                " day claims none."
            ),
        ),
        Format(
            "opml",
            "OPML",
            "text/x-opml; charset=utf-8",
            opml.stream,
            _("The feeds of channels, blogs and podcasts, for a feed reader. Nothing disputed is in it."),
        ),
        Format(
            "wide.csv",
            _("CSV, one column for each platform"),
            _CSV,
            wide.stream,
            _("One line for each organization. For OpenRefine, and for projects that ask for such a table."),
        ),
        Format(
            "mastodon.csv",
            _("Mastodon follow list"),
            _CSV,
            follow.stream,
            _("The fediverse accounts that are proven official, to import under “Follows” in Mastodon."),
        ),
        Format(
            "quickstatements",
            "QuickStatements",
            "text/plain; charset=utf-8",
            quick_statements.stream,
            _(
                "What is proven official, of organizations that have an item in Wikidata, ready for QuickStatements."
                " Look through it before you run it."
            ),
        ),
    )
}
