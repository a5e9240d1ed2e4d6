"""What every test stands on. The parts: tests/plugins."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from rounds.core.limits import Meter

pytest_plugins = ["tests.plugins.left_out", "tests.plugins.database", "tests.plugins.browser"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, for tests alone


@pytest.fixture(autouse=True)
def meters_that_remember_no_other_test() -> Iterator[None]:
    """What they know beyond the cache, which is rolled back, would count for the next test."""
    yield
    for meter in Meter.every:
        meter.forget()
