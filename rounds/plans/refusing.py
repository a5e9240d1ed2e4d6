"""Why something cannot be done with a plan."""

from django.utils.functional import Promise


class Refused(Exception):
    """As things stand it cannot be done. Its text says what happened and what to do, for whoever asked."""

    def __init__(self, why: str | Promise) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return str(self.why)
