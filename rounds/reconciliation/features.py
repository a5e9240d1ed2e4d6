"""The features of a candidate: what was compared, as the specification writes it, and in words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAME_ID = "same-id"
SAME_ACCOUNT = "same-account"


class Feature(NamedTuple):
    name: str | Promise
    meaning: str | Promise


_OURS = {
    SAME_ID: Feature(_("Same id"), _("What was asked is the id of this organization.")),
    SAME_ACCOUNT: Feature(
        _("Same account"),
        _("The account that was named is listed for this organization, and neither disputed nor let go."),
    ),
}
_ENGINES: dict[str, Feature] = {}


def all_features() -> dict[str, Feature]:
    return _OURS | _ENGINES


def told(features: Mapping[str, float]) -> list[dict[str, Any]]:
    return [{"id": feature_id(name), "value": round(float(value), 4)} for name, value in features.items()]


def feature_id(name: str) -> str:
    """The engine's name for it, as it can stand in an address."""
    return name.replace(" ", "-").replace("_", "-")
