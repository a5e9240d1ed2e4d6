"""One person as others see them: the parts that are open to a reader, in words."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from rounds.users.affiliations import Affiliation, affiliations_of
from rounds.users.credentials.known import known
from rounds.users.honors import Honor, honors_of
from rounds.users.models import Credential, Profile, ProfileLink, ProfileTopic
from rounds.users.people.languages import name_of
from rounds.users.speaking_as import Shown, held_by, sentence_of, shown


@dataclass(frozen=True, slots=True)
class Checked:
    """A credential with how we know it."""

    abbreviation: str
    expansion: str
    checked_by: str
    checked_on: date
    until_on: date | None


@dataclass(slots=True)
class Person:
    """Empty is what the reader may not see, and what is not there: the two look the same."""

    profile: Profile
    shown: Shown
    pronouns: str = ""
    headline: str = ""
    role: str = ""
    about: str = ""
    picture: str = ""
    organizations: list[Affiliation] = field(default_factory=list)
    credentials: list[Checked] = field(default_factory=list)
    honors: list[Honor] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    links: list[ProfileLink] = field(default_factory=list)

    @property
    def initials(self) -> str:
        words = self.shown.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:])[:2] if word).upper() if words else ""


def person(profile: Profile, *, audiences: Collection[str], day: date) -> Person:
    """All of one page."""
    found = rows([profile], audiences=audiences, day=day)[0]
    if profile.credentials_for in audiences:
        found.credentials = _checked(profile, day)
    if profile.about_for in audiences:
        found.about = profile.about
    if profile.languages_for in audiences:
        codes = profile.languages.order_by("place").values_list("code", flat=True)
        found.languages = [name_of(code) for code in codes]
    if profile.links_for in audiences:
        found.links = list(profile.links.order_by("place"))
    return found


def rows(profiles: Collection[Profile], *, audiences: Collection[str], day: date) -> list[Person]:
    """What a list shows of each, with the same few queries however many there are."""
    ids = [one.user_id for one in profiles]
    names = shown(ids, day, audiences=audiences)
    held = held_by(ids, day)
    organizations = affiliations_of([one.user_id for one in profiles if one.organizations_for in audiences])
    honors = honors_of(ids)
    topics = _topics([one.pk for one in profiles if one.topics_for in audiences])
    found = []
    for one in profiles:
        row = Person(profile=one, shown=names[one.user_id], topics=topics[one.pk])
        row.honors = honors[one.user_id]
        row.organizations = organizations.get(one.user_id, [])
        row.pronouns = one.pronouns if one.pronouns_for in audiences else ""
        row.picture = one.picture[:8] if one.picture_for in audiences else ""
        row.headline = sentence_of(one.headline, held[one.user_id]) if one.headline_for in audiences else ""
        # A role is stated; what stands beside it is proven. Without an organization it says nothing.
        if one.role_for in audiences and row.organizations:
            row.role = sentence_of(one.role, held[one.user_id])
        found.append(row)
    return found


def _topics(ids: Collection[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows_of_topics = ProfileTopic.objects.filter(profile__in=ids).order_by("profile", "place")
    for pk, text in rows_of_topics.values_list("profile_id", "text"):
        found[pk].append(text)
    return found


def _checked(profile: Profile, day: date) -> list[Checked]:
    rows_of_credentials = list(
        Credential.objects.shown_on(day).filter(user=profile.user_id).order_by("checked_at", "pk")
    )
    staff = shown([one.checked_by_id for one in rows_of_credentials if one.checked_by_id], day)
    return [
        Checked(
            abbreviation=one.abbreviation,
            expansion=known()[one.abbreviation].expansion if one.abbreviation in known() else "",
            checked_by=staff[one.checked_by_id].name if one.checked_by_id else "",
            checked_on=one.checked_at.date(),
            until_on=one.until_on,
        )
        for one in rows_of_credentials
        if one.checked_at
    ]
