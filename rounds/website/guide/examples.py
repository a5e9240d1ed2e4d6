"""The examples on the page about the API. The tests ask each one and compare the answer with the one that is shown."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shlex import quote
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ANSWERS = Path(__file__).with_name("answers.json")
ELSEWHERE = "https://rounds.example.org"  # the address of the site in what is kept


@dataclass(frozen=True, slots=True)
class Example:
    """`path`: behind the address of the site; what stands in braces is a name of an installation (`names`)."""

    operation: str
    title: str | Promise
    path: str
    body: Mapping[str, Any] | None = None

    @property
    def method(self) -> str:
        return "post" if self.body is not None else "get"

    @property
    def key(self) -> str:
        """By which its answer is kept."""
        return f"{self.method} {self.path}"

    def command(self, site: str, names: Mapping[str, object]) -> str:
        """As it is typed."""
        address = quote(f"{site}{self.path.format_map(names)}")
        if self.body is None:
            return f"curl {address}"
        body = quote(json.dumps(self.sent(names)))
        return f"curl -X POST -H 'Content-Type: application/json' \\\n  -d {body} \\\n  {address}"

    def sent(self, names: Mapping[str, object]) -> Any:
        """The body with the names of an installation."""
        return {
            key: [one.format_map(names) for one in value] if isinstance(value, list) else value
            for key, value in (self.body or {}).items()
        }


EXAMPLES = (
    Example("verify", _("Is this account theirs?"), "/api/v1/verify?url={address}"),
    Example(
        "verify_batch",
        _("Several at once"),
        "/api/v1/verify",
        {"urls": ["{address}", "https://x.com/nobody_we_know"]},
    ),
    Example(
        "organizations",
        _("Hospitals with accounts, by name"),
        "/api/v1/organizations?type=hospital&sort=name&limit=1",
    ),
    Example("organization", _("Everything about one"), "/api/v1/organizations/{organization}"),
    Example("identifier", _("By an identifier"), "/api/v1/identifiers/{scheme}/{value}"),
    Example(
        "accounts",
        _("Its official accounts"),
        "/api/v1/accounts?organization={organization}&proof=official-mutual&proof=official-site&limit=1",
    ),
    Example("account", _("One account"), "/api/v1/accounts/{account}"),
    Example(
        "evidence",
        _("What was seen, the newest first"),
        "/api/v1/evidence?organization={organization}&limit=2",
    ),
    Example("account_evidence", _("Why we say so"), "/api/v1/accounts/{account}/evidence?limit=1"),
    Example("sub_lists", _("All sub-lists"), "/api/v1/sub-lists"),
    Example(
        "sub_list_organizations",
        _("What is in one"),
        "/api/v1/sub-lists/{sub_list}/organizations?scope=register&sort=name&limit=1",
    ),
    Example("registers", _("Where it all comes from"), "/api/v1/registers"),
    Example("platforms", _("Where accounts live"), "/api/v1/platforms"),
    Example("changes", _("What changed last"), "/api/v1/changes?limit=1"),
    Example("figures", _("Of all organizations that we know"), "/api/v1/figures?register=all"),
    Example("figures_over_time", _("Month by month"), "/api/v1/figures/over-time?register=all"),
)


@cache
def answers() -> dict[str, Any]:
    """What the site of the tests answered to each, by key."""
    return json.loads(ANSWERS.read_text())
