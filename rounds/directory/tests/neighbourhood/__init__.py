"""More than 200 made sites on loopback, each with what a visit must bring home. See `sites.Site`."""

from rounds.directory.tests.neighbourhood.server import Neighbourhood, neighbourhood
from rounds.directory.tests.neighbourhood.sites import Site
from rounds.directory.tests.neighbourhood.street import SITES

__all__ = ["SITES", "Neighbourhood", "Site", "neighbourhood"]
