"""Tests that cannot run here are said loudly; with REQUIRE_BROWSER=1 they fail."""

import os
from typing import Any, NoReturn

import pytest

SIGN = "LEFT OUT: "


def leave_out(why: str) -> NoReturn:
    """Skip this test because something of the system is missing."""
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"Required, but {why}", pytrace=False)
    pytest.skip(SIGN + why)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reasons = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    left_out = [reason.split(SIGN)[1].removesuffix("')") for reason in reasons if SIGN in reason]
    if left_out:
        terminalreporter.section("LEFT OUT", sep="!", red=True, bold=True)
        for why in sorted(set(left_out)):
            terminalreporter.line(f"{left_out.count(why)} tests did not run: {why}", red=True)
