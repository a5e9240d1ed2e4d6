"""A profile as its owner edits it: all that they said, and what of it waits, and why."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from rounds.users import claims
from rounds.users.models import Credential, Profile
from rounds.users.people.languages import name_of as language_name
from rounds.users.people.topics import SUGGESTED
from rounds.users.speaking_as import held_by, name_of, sentence_of

_SUGGESTED = frozenset(str(one) for one in SUGGESTED)


class Waiting(NamedTuple):
    """A part that others do not see as it was typed. `claimed`: the words that say it; `now`: what they see instead."""

    part: str
    claimed: Sequence[str]
    missing: Sequence[str]  # the credentials, where the words leave no doubt which
    now: str
    is_stated: bool  # we have been asked to check all of it


def initial(profile: Profile) -> dict[str, Any]:
    """What was typed last, held back or not."""
    topics = list(profile.topics.order_by("place").values_list("text", flat=True))
    languages = profile.languages.order_by("place").values_list("code", flat=True)
    values: dict[str, Any] = {
        "name": profile.held_name or profile.user.name,
        "pronouns": profile.pronouns,
        "headline": profile.held_headline or profile.headline,
        "role": profile.held_role or profile.role,
        "about": profile.about,
        "suggested": [one for one in topics if one in _SUGGESTED],
        "topics": ", ".join(one for one in topics if one not in _SUGGESTED),
        "languages": ", ".join(language_name(code) for code in languages),
        "is_listed": profile.is_listed,
    }
    for number, link in enumerate(profile.links.order_by("place")):
        values |= {f"link_{number}_label": link.label, f"link_{number}_url": link.url}
    return values | {f"{part}_for": profile.audience_of(part) for part in Profile.PARTS}


def waiting(profile: Profile, day: date) -> list[Waiting]:
    """Held back when it was typed, or in force once and no longer covered."""
    held = held_by([profile.user_id], day)[profile.user_id]
    stated = set(
        Credential.objects.waiting().filter(user=profile.user_id).values_list("abbreviation", flat=True)
    )
    return [one for part in Profile.HELD if (one := _waiting(profile, part, held, stated))]


def _waiting(profile: Profile, part: str, held: Sequence[str], stated: Collection[str]) -> Waiting | None:
    is_name = part == "name"
    in_force = profile.user.name if is_name else getattr(profile, part)
    typed = getattr(profile, f"held_{part}") or in_force
    found = claims.uncovered(typed, held, is_name=is_name)
    if not found:
        return None
    missing = dict.fromkeys(next(iter(one.by)) for one in found if len(one.by) == 1)
    now = name_of(in_force, held) if is_name else sentence_of(in_force, held)
    is_stated = all(one.by & set(stated) for one in found)
    return Waiting(part, [typed[one.start : one.end] for one in found], list(missing), now, is_stated)
