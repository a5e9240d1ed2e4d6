"""Open data, for programs."""

from ninja import Router

router = Router(tags=["Open data"])
