"""What people may do with the List itself. The registers that it is made from have licences of their own."""

from typing import NamedTuple

from django.conf import settings


class Licence(NamedTuple):
    name: str
    url: str

    @property
    def link(self) -> str:
        """As a header of the answer (RFC 8288)."""
        return f'<{self.url}>; rel="license"'


def licence() -> Licence:
    return Licence(settings.OPEN_DATA_LICENCE_NAME, settings.OPEN_DATA_LICENCE_URL)
