"""JSON Lines: first what this is, then one organization a line."""

import json
from collections.abc import Iterator
from itertools import islice

from rounds.open_data.exports.records import lines
from rounds.open_data.exports.taken import Taken, address_of, source_of

LINES_AT_ONCE = 200
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def stream(taken: Taken) -> Iterator[str]:
    """The lines, many at a time. Whoever reads it knows from the first how many organizations must follow."""
    yield f"{_encode({'export': _about(taken)})}\n"
    told = lines(taken)
    while some := list(islice(told, LINES_AT_ONCE)):
        yield "\n".join(some) + "\n"


def _about(taken: Taken) -> dict[str, object]:
    return {
        "title": taken.title,
        "as_of": taken.as_of,
        "made_at": taken.made_at.isoformat() if taken.made_at else None,
        "question": taken.question,
        "organizations": len(taken.ids),
        "license": taken.licence._asdict(),
        "sources": [source_of(one) for one in taken.sources],
        "fields": address_of("/open-data/#fields"),
    }
