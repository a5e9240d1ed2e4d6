"""How a person is shown today: the name that they may be called by, and the credentials that stand beside it.

Whatever shows people's names to others asks here, for all of a page at once. What a person typed is not enough: a name
may claim a credential that was never checked, or that ran out this morning.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.users import claims
from rounds.users.models import Audience, Credential, Profile, User

EVERYONE = frozenset({Audience.EVERYONE.value})


class Shown(NamedTuple):
    """`str()` of it is how the person is called: "Jane Roe, MD"."""

    name: str
    credentials: tuple[str, ...] = ()  # beside those that the name says already
    url: str = ""  # of their page, where the reader may open it

    def __str__(self) -> str:
        return ", ".join((self.name, *self.credentials))


def may_be_shown_as(user: User, abbreviation: str, day: date) -> bool:
    """ "MD": whether it was checked, and has not run out on that day."""
    return Credential.objects.shown_on(day).filter(user=user, abbreviation=abbreviation).exists()


def shown(user_ids: Collection[int], day: date, *, audiences: Collection[str] = EVERYONE) -> dict[int, Shown]:
    """Everybody who was asked for. `audiences`: those whose parts the reader may see, as of `audience.open_for`."""
    users = User.objects.filter(pk__in=user_ids).values_list("pk", "name", "closed_at")
    pages = {
        pk: (slug, name_for, credentials_for)
        for pk, slug, name_for, credentials_for in Profile.objects.of_people()
        .filter(user__in=user_ids)
        .values_list("user_id", "slug", "name_for", "credentials_for")
    }
    held = held_by(user_ids, day)
    found = dict.fromkeys(user_ids, Shown(_("Somebody")))
    for pk, name, closed_at in users:
        if closed_at:
            found[pk] = Shown(_("A person who left"))
            continue
        slug, name_for, credentials_for = pages.get(pk, ("", Audience.ME, Audience.MEMBERS))
        called = name_of(name, held[pk])
        beside = held[pk] if credentials_for in audiences else []
        said = {one for claim in claims.find(called, is_name=True) for one in claim.by}
        found[pk] = Shown(
            called or _("Somebody without a name"),
            tuple(one for one in beside if one not in said),
            reverse("users:person", args=[slug]) if name_for in audiences else "",
        )
    return found


def held_by(user_ids: Collection[int], day: date) -> defaultdict[int, list[str]]:
    """The credentials of each that may be shown, in the order in which they were checked."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Credential.objects.shown_on(day).filter(user__in=user_ids).order_by("checked_at", "pk")
    for pk, abbreviation in rows.values_list("user_id", "abbreviation"):
        found[pk].append(abbreviation)
    return found


def name_of(name: str, held: Collection[str]) -> str:
    """The name, without what it claims and nothing in `held` covers."""
    return claims.without(name, held, is_name=True) if claims.uncovered(name, held, is_name=True) else name


def sentence_of(text: str, held: Collection[str]) -> str:
    """A headline or a role; nothing where it claims what nothing in `held` covers."""
    return "" if claims.uncovered(text, held) else text
