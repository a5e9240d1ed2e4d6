"""Features in words: why an organization may be the one that is meant, and why not."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _


def agreeing(features: Mapping[str, float], called: str, name: str) -> tuple[str, ...]:
    told = (
        ("same identifier", _("same identifier")),
        ("same name", _("same name") if called == name else _("also known as %(name)s") % {"name": called}),
        ("similar name", _("similar name")),
        ("same website", _("same website")),
        ("same phone", _("same telephone number")),
        ("same address", _("same address")),
        ("same country", _("same country")),
        ("same region", _("same state or region")),
        ("same city", _("same city")),
        ("same postal code", _("same postal code")),
    )
    return tuple(words for feature, words in told if features.get(feature))


def differing(features: Mapping[str, float]) -> tuple[str, ...]:
    told = (
        ("another name", _("another name")),
        ("another website", _("another website")),
        ("another country", _("another country")),
        ("another region", _("another state or region")),
        ("another city", _("another city")),
    )
    return tuple(words for feature, words in told if features.get(feature))
