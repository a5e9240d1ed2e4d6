"""The rows of the table, by what people do on the platforms."""

from rounds.directory.platforms.rows import (
    closed,
    messengers,
    microblogs,
    networks,
    pictures,
    places,
    regional,
    sound,
    writing,
)

ROWS = (
    *networks.ROWS,
    *microblogs.ROWS,
    *pictures.ROWS,
    *messengers.ROWS,
    *writing.ROWS,
    *sound.ROWS,
    *places.ROWS,
    *regional.ROWS,
    *closed.ROWS,
)
