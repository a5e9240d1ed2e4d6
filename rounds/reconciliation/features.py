"""The features of a candidate: what was compared, as the specification writes it, and in words."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rounds.organizations.matching.weights import WEIGHTS

Words = str | Promise
SAME_ID = "same-id"
SAME_ACCOUNT = "same-account"
_CONSTANT = "always"  # the engine's own: the same for every candidate


class Feature(NamedTuple):
    """`weight`: what it counts where its value is 1, in logits; None where it is not weighed."""

    name: Words
    meaning: Words
    weight: float | None = None


_YES = _("1 where it is so.")
_OURS = {
    SAME_ID: Feature(_("Same id"), _("What was asked is the id of this organization.")),
    SAME_ACCOUNT: Feature(
        _("Same account"),
        _("The account that was named is listed for this organization, and neither disputed nor let go."),
    ),
}
_WORDS: dict[str, tuple[Words, Words]] = {
    "same words": (_("Same words"), _("Both names have the same words, whatever their order and spelling.")),
    "same but for common words": (
        _("Same but for common words"),
        _("What only one of the names has is nothing but words that every second hospital has."),
    ),
    "all asked for": (_("All asked for"), _("The organization's name has every word that was asked.")),
    "asked words": (
        _("Words asked"),
        _("How much of the name that was asked the organization's name has, 0 to 1; rare words count more."),
    ),
    "known words": (_("Words known"), _("How much of the organization's name was asked, 0 to 1.")),
    "all words": (_("All words"), _("Words asked times words known, 0 to 1.")),
    "letters": (_("Letters"), _("How alike the names are letter by letter, 0 to 1.")),
    "core letters": (
        _("Letters of what is its own"),
        _("The same without the words that every second hospital has, 0 to 1."),
    ),
    "rare word": (_("Rare word"), _("How rare the rarest word is that both names have.")),
    "missing word": (
        _("Missing word"),
        _("How rare a word is that was asked and that the organization lacks."),
    ),
    "unsaid word": (_("Unsaid word"), _("How rare a word of the organization is that was not asked.")),
    "clash": (_("Clash"), _("Each name has a rare word that the other lacks.")),
    "same kind": (
        _("Same kind"),
        _("Both names say the same kind of house, such as children's or psychiatric."),
    ),
    "another kind": (_("Another kind"), _("Each name says a kind of house that the other does not.")),
    "kind not had": (
        _("Kind not had"),
        _("A kind of house was asked that the organization's name does not say."),
    ),
    "kind not asked": (
        _("Kind not asked"),
        _("The organization's name says a kind of house that was not asked."),
    ),
    "children of one": (
        _("Children's, of one"),
        _("One is a house for children and the other does not say so."),
    ),
    "another direction": (_("Another direction"), _("North here and South there.")),
    "direction of one": (_("Direction of one"), _("Only one of the names says North, South, East or West.")),
    "another number": (_("Another number"), _("Both names have a number, and not the same.")),
    "number of one": (_("Number of one"), _("Only one of the names has a number.")),
    "former name": (_("Former name"), _("The name that is nearest is one it had before.")),
    "acronym": (
        _("Acronym"),
        _("Only an acronym was asked, or only its acronym is alike. Never enough alone."),
    ),
    "city in the name": (_("City in the name"), _("No city was asked, but the name has it.")),
    "same country": (_("Same country"), _YES),
    "another country": (_("Another country"), _YES),
    "same region": (_("Same state or region"), _YES),
    "another region": (_("Another state or region"), _YES),
    "same city": (_("Same city"), _YES),
    "near city": (_("City of a similar name"), _("One letter off, or one within the other.")),
    "another city": (_("Another city"), _YES),
    "few in town": (_("Few in town"), _("One divided by how many organizations the city has in the List.")),
    "same postal code": (_("Same postal code"), _YES),
    "near postal code": (_("Near postal code"), _("All but its last two characters agree.")),
    "another postal code": (_("Another postal code"), _YES),
    "same address": (_("Same address"), _("Street, number and postal code agree.")),
    "same phone": (_("Same telephone number"), _YES),
    "another phone": (_("Another telephone number"), _YES),
    "same website": (_("Same website"), _("The same host, of one organization or of one family.")),
    "same page": (_("Same page"), _("The same page of a website.")),
    "another website": (_("Another website"), _YES),
    "same type": (_("Same type"), _YES),
    "another type": (_("Another type"), _YES),
    "same identifier": (_("Same identifier"), _("An identifier that was asked is this organization's.")),
}


@cache
def all_features() -> dict[str, Feature]:
    """By id: ours, then the engine's. A comma in the engine's name means that both are so."""
    names = [*_WORDS, *(name for name in WEIGHTS if name not in _WORDS and name != _CONSTANT)]
    return _OURS | {feature_id(name): _feature(name) for name in names}


def told(features: Mapping[str, float]) -> list[dict[str, Any]]:
    return [
        {"id": feature_id(name), "value": round(float(value), 4)}
        for name, value in features.items()
        if name != _CONSTANT
    ]


@cache
def feature_id(name: str) -> str:
    """The engine's name for it, as it can stand in an address."""
    return name.replace(", ", "--").replace(" ", "-")


def _feature(name: str) -> Feature:
    first, comma, second = name.partition(", ")
    words, meaning = _words(first)
    if comma:
        also, its_meaning = _words(second)
        words = format_lazy(_("{first}, with: {second}"), first=words, second=also)
        meaning = format_lazy(_("Only where the first is so. {meaning}"), meaning=its_meaning)
    return Feature(words, meaning, WEIGHTS.get(name))


def _words(name: str) -> tuple[Words, Words]:
    """Its own name where the engine compares something that has no words yet."""
    return _WORDS.get(name, (name.capitalize(), _YES))
