"""Where the names of organizations are found: the List's own table, in the engine of the database at hand."""

from typing import NamedTuple

from rounds.search import engines

TABLE = engines.Table(
    name="organizations_words",
    columns=("name", "other", "place"),
    weights=(10, 4, 1),
    letters="ABD",
    grams="organizations_grams",
    grammed=2,
)


class Document(NamedTuple):
    """One organization, in three fields of falling weight."""

    organization_id: int
    name: str  # the name as shown, folded
    other: str  # every other name and identifier
    place: str  # city, region, country


def engine() -> engines.Engine:
    return engines.engine(TABLE)
