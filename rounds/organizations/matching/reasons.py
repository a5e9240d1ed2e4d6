"""Features in words: why an organization may be the one that is meant, and why not."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

_SIMILAR = 0.6


def agreeing(features: Mapping[str, float], called: str, name: str) -> tuple[str, ...]:
    told = (
        ("same identifier", _("same identifier")),
        ("same phone", _("same telephone number")),
        ("same address", _("same address")),
        ("same website", _("same website")),
        ("same country", _("same country")),
        ("same region", _("same state or region")),
        ("same city", _("same city")),
        ("near city", _("city of a similar name")),
        ("same postal code", _("same postal code")),
        ("same type", _("same type")),
    )
    found = [words for feature, words in told if features.get(feature)]
    if called and features.get("same words"):
        same = _("same name") if called == name else _("also known as %(name)s") % {"name": called}
        found.insert(0, same)
    elif called and _is_similar(features):
        similar = _("similar name") if called == name else _("similar to %(name)s") % {"name": called}
        found.insert(0, similar)
    return tuple(found)


def differing(features: Mapping[str, float]) -> tuple[str, ...]:
    told = (
        ("another direction", _("another direction")),
        ("another number", _("another number")),
        ("another kind", _("another kind")),
        ("another type", _("another type")),
        ("another phone", _("another telephone number")),
        ("another website", _("another website")),
        ("another country", _("another country")),
        ("another region", _("another state or region")),
        ("another city", _("another city")),
        ("another postal code", _("another postal code")),
    )
    found = [words for feature, words in told if features.get(feature)]
    if "letters" in features and not features.get("same words") and not _is_similar(features):
        found.insert(0, _("another name"))
    return tuple(found)


def _is_similar(features: Mapping[str, float]) -> bool:
    return max(features.get("letters", 0.0), features.get("asked words", 0.0)) >= _SIMILAR
