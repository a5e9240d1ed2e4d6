"""The sizes that there are of a picture, and making those that are missing."""

from collections.abc import Iterable
from typing import Any

from wagtail.images.models import Filter

from rounds.content.pictures.roles import LAST_RESORT, ROLES, sizes, wanted


def by_spec(picture: Any) -> dict[str, Any]:
    """Those that are there, by spec. One query, or none where `renditions` were fetched along with the picture."""
    there = {(one.filter_spec, one.focal_point_key): one for one in picture.renditions.all()}
    specs = {spec for spec, _key in there}
    found = {spec: there.get((spec, _focal_point_key(picture, spec))) for spec in specs}
    return {spec: one for spec, one in found.items() if one is not None}


def make(picture: Any, roles: Iterable[str]) -> int:
    """Make those that are missing. Takes seconds: for the worker. Returns how many were made."""
    there = by_spec(picture)
    missing = [spec for spec in dict.fromkeys(wanted(tuple(roles), picture.width)) if spec not in there]
    for spec in missing:
        picture.create_rendition(Filter(spec))
    return len(missing)


def plain(picture: Any, role: str, there: dict[str, Any]) -> Any:
    """The JPEG of a role, made now where nobody has yet: that is quick, and a picture is never missing."""
    (size,) = sizes(ROLES[role], LAST_RESORT, picture.width)
    return there.get(size.spec) or picture.create_rendition(Filter(size.spec))


def _focal_point_key(picture: Any, spec: str) -> str:
    return Filter(spec).get_cache_key(picture)
