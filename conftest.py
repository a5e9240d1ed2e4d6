"""What every test stands on. The parts: tests/plugins."""

from collections.abc import Iterator
from importlib import import_module

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


@pytest.fixture(autouse=True)
def a_menu_as_migrations_leave_it() -> None:
    """It is kept in memory and so costs a page nothing; whoever publishes has it asked for anew."""
    menu = import_module("rounds.website.menu")
    menu.keep((menu.Entry("/news/", "News"),))
