"""What every test stands on. The parts: tests/plugins."""

import pytest
from django.conf import settings

pytest_plugins = ["tests.plugins.left_out", "tests.plugins.database", "tests.plugins.browser"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, for tests alone
