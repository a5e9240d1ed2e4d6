from collections.abc import Iterator

import pytest

from rounds.directory import api
from rounds.directory.views import verify


@pytest.fixture(autouse=True)
def meters_that_remember_no_other_test() -> Iterator[None]:
    """What they know beyond the cache, which is rolled back, would count for the next test."""
    yield
    for meter in (api.one_meter, api.batch_meter, verify.meter):
        meter.forget()
