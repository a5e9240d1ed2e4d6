"""What people are found by: the parts of their profiles, each by those who may see it. Who is not listed is not found.

A role is no part of it: it says nothing without an organization that is proven.
"""

from collections.abc import Collection, Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rounds.core.zones import Zone
from rounds.search import passages, sources
from rounds.search.models import Passage
from rounds.users.models import Audience, Profile, User
from rounds.users.people import page
from rounds.users.people.audience import EVERYONE, MEMBERS
from rounds.users.people.languages import name_of as language_name
from rounds.users.speaking_as import held_by, name_of, sentence_of

KIND = "person"


def enter() -> None:
    source = sources.Source(label=_("People"), icon="person", rank=30, ids=_ids, of=_of, show=_show)
    sources.enter(KIND, source)


def refind(users: Collection[User]) -> None:
    """As they are to be found now. Within the transaction of whoever changed something about them."""
    passages.refresh(KIND, list(Profile.objects.filter(user__in=users).values_list("pk", flat=True)))


def _ids() -> Iterable[int]:
    return Profile.objects.of_people().listed().values_list("pk", flat=True)


def _of(items: Collection[int]) -> dict[int, list[Passage]]:
    profiles = Profile.objects.seen_by(MEMBERS).listed().filter(pk__in=items).select_related("user")
    profiles = profiles.prefetch_related("topics", "languages")
    held = held_by([one.user_id for one in profiles], timezone.now().date())
    return {one.pk: list(_passages(one, held[one.user_id])) for one in profiles}


def _passages(profile: Profile, held: Collection[str]) -> Iterator[Passage]:
    name = name_of(profile.user.name, held)
    if not name:
        return
    for_everyone, for_members = (_text(profile, held, audiences) for audiences in (EVERYONE, MEMBERS))
    url = profile.get_absolute_url()
    is_public = profile.name_for == Audience.EVERYONE
    if is_public:
        yield Passage(zone=Zone.PUBLIC, title=name, text=for_everyone, url=url, language="")
    if not is_public or for_members != for_everyone:
        yield Passage(zone=Zone.MEMBER, title=name, text=for_members, url=url, language="")


def _text(profile: Profile, held: Collection[str], audiences: Collection[str]) -> str:
    topics = sorted(profile.topics.all(), key=lambda one: one.place)
    languages = sorted(profile.languages.all(), key=lambda one: one.place)
    parts = {
        "headline": sentence_of(profile.headline, held),
        "about": profile.about,
        "topics": ", ".join(one.text for one in topics),
        "languages": ", ".join(language_name(one.code) for one in languages),
    }
    return "\n".join(text for part, text in parts.items() if text and profile.audience_of(part) in audiences)


def _show(items: Collection[int], zones: Collection[str]) -> dict[int, sources.Shown]:
    """As they are called this minute: a credential may have run out, and somebody may have left."""
    audiences = MEMBERS if Zone.MEMBER in zones else EVERYONE
    profiles = list(Profile.objects.seen_by(audiences).listed().filter(pk__in=items).select_related("user"))
    rows = page.rows(profiles, audiences=audiences, day=timezone.now().date())
    return {row.profile.pk: _shown(row) for row in rows}


def _shown(row: page.Person) -> sources.Shown:
    where = ", ".join(one.organization for one in row.organizations)
    detail = " · ".join(part for part in (row.headline, where) if part)
    return sources.Shown(str(row.shown), row.profile.get_absolute_url(), detail)
