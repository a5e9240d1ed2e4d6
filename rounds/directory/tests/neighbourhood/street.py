"""All of them, in order. Numbers change when somebody moves in; what a site shows does not."""

from rounds.directory.tests.neighbourhood import (
    elsewhere,
    faults,
    footers,
    letters,
    machines,
    strangers,
    ways,
)
from rounds.directory.tests.neighbourhood.sites import Site

SITES: list[Site] = [
    *footers.SITES,
    *letters.SITES,
    *machines.SITES,
    *strangers.SITES,
    *ways.SITES,
    *elsewhere.SITES,
    *faults.SITES,
]
