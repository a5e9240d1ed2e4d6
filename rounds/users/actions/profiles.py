"""What can happen to a profile: begun, changed, a picture brought or taken away, what was held back released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from secrets import token_hex

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from rounds.search.passages import forget, refresh
from rounds.users import claims
from rounds.users.models import (
    Audience,
    Profile,
    ProfileLanguage,
    ProfileLink,
    ProfileTopic,
    ProfileWord,
    User,
)
from rounds.users.people import pictures
from rounds.users.people.topics import key_of
from rounds.users.people.words import order_of, words_of
from rounds.users.signals import happened
from rounds.users.speaking_as import held_by, name_of, sentence_of

TEXTS = ("pronouns", "about")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All that a person says about themselves. `audiences`: of each part; what is left out stays."""

    name: str = ""
    pronouns: str = ""
    headline: str = ""
    role: str = ""
    about: str = ""
    topics: Sequence[str] = ()
    languages: Sequence[str] = ()  # codes
    links: Sequence[tuple[str, str]] = ()  # label and address
    audiences: Mapping[str, str] = field(default_factory=dict)
    is_listed: bool = False


@transaction.atomic
def begin(*, user: User, at: datetime) -> Profile:
    """The person's profile, made on the first visit. Nobody finds it until the person says so."""
    profile, _is_new = Profile.objects.get_or_create(user=user, defaults={"changed_at": at})
    return profile


@transaction.atomic
def change(*, user: User, said: Said, by: User, at: datetime) -> Profile:
    """Take over what was said. What claims a credential that is not checked is held back; nothing of it is lost."""
    begin(user=user, at=at)
    profile = Profile.objects.select_for_update().select_related("user").get(user=user)
    held = held_by([user.pk], at.date())[user.pk]
    _say(profile, said, held)
    for part, audience in said.audiences.items():
        setattr(profile, f"{part}_for", audience)
    profile.is_listed = said.is_listed and profile.name_for != Audience.ME
    for text in TEXTS:
        setattr(profile, text, getattr(said, text))
    profile.changed_at = at
    profile.user.save(update_fields=["name"])
    profile.save(
        update_fields=[
            *TEXTS,
            *("headline", "role", "held_name", "held_headline", "held_role", "is_listed", "changed_at"),
            *(f"{part}_for" for part in Profile.PARTS),
        ]
    )
    _write_rows(profile, said)
    _index(profile, held)
    waits = [part for part in Profile.HELD if getattr(profile, f"held_{part}")]
    happened.send(sender=Profile, verb="profile.changed", about=profile, by=by, at=at, data={"held": waits})
    user.name = profile.user.name
    return profile


@transaction.atomic
def bring_picture(*, user: User, picture: pictures.Picture, by: User, at: datetime) -> Profile:
    begin(user=user, at=at)
    profile = Profile.objects.select_for_update().get(user=user)
    before, profile.picture = profile.picture, token_hex(16)
    for pixels, content in picture.files.items():
        storages["private"].save(picture_file(profile.picture, pixels), ContentFile(content))
    _change_picture(profile, before, at)
    happened.send(sender=Profile, verb="profile.picture_brought", about=profile, by=by, at=at, data={})
    return profile


@transaction.atomic
def take_picture_away(*, user: User, by: User, at: datetime) -> None:
    profile = Profile.objects.select_for_update().filter(user=user).exclude(picture="").first()
    if profile is None:
        return
    before, profile.picture = profile.picture, ""
    _change_picture(profile, before, at)
    happened.send(sender=Profile, verb="profile.picture_taken_away", about=profile, by=by, at=at, data={})


@transaction.atomic
def settle_names(*, user: User, at: datetime) -> list[str]:
    """After a credential was checked, ended or ran out: what waited for it comes into force. Returns these parts.

    What claims a credential that ended needs no change: how a person is shown is worked out when it is read.
    """
    profile = Profile.objects.select_for_update().select_related("user").filter(user=user).first()
    if profile is None:
        return []
    held = held_by([user.pk], at.date())[user.pk]
    released = [part for part in Profile.HELD if _release(profile, part, held)]
    if released:
        profile.user.save(update_fields=["name"])
        profile.save(update_fields=["headline", "role", *(f"held_{part}" for part in Profile.HELD)])
        happened.send(
            sender=Profile, verb="profile.released", about=profile, by=None, at=at, data={"parts": released}
        )
    _index(profile, held)
    return released


@transaction.atomic
def erase(*, user: User) -> None:
    """All that the person said about themselves, with the picture."""
    profile = Profile.objects.select_for_update().filter(user=user).first()
    if profile is None:
        return
    if profile.picture:
        transaction.on_commit(partial(_erase_files, profile.picture))
    forget("person", [profile.pk])
    profile.delete()


def picture_file(stem: str, pixels: int) -> str:
    return f"pictures/{stem[:2]}/{stem}-{pixels}.webp"


def _say(profile: Profile, said: Said, held: Sequence[str]) -> None:
    """What may be shown comes into force; what may not waits, and what was shown stays."""
    for part in Profile.HELD:
        text, is_name = getattr(said, part), part == "name"
        if not claims.uncovered(text, held, is_name=is_name):
            _put(profile, part, text)
            setattr(profile, f"held_{part}", "")
            continue
        setattr(profile, f"held_{part}", text)
        if is_name and not profile.user.name:
            profile.user.name = name_of(text, held)


def _put(profile: Profile, part: str, text: str) -> None:
    setattr(profile.user if part == "name" else profile, part, text)


def _release(profile: Profile, part: str, held: Sequence[str]) -> bool:
    text = getattr(profile, f"held_{part}")
    if not text or claims.uncovered(text, held, is_name=part == "name"):
        return False
    _put(profile, part, text)
    setattr(profile, f"held_{part}", "")
    return True


def _write_rows(profile: Profile, said: Said) -> None:
    profile.topics.all().delete()
    profile.languages.all().delete()
    profile.links.all().delete()
    topics = {key: topic for topic in reversed(said.topics) if (key := key_of(topic))}
    ProfileTopic.objects.bulk_create(
        ProfileTopic(profile=profile, text=topic, key=key, place=place)
        for place, (key, topic) in enumerate(reversed(topics.items()))
    )
    ProfileLanguage.objects.bulk_create(
        ProfileLanguage(profile=profile, code=code, place=place)
        for place, code in enumerate(dict.fromkeys(said.languages))
    )
    ProfileLink.objects.bulk_create(
        ProfileLink(profile=profile, label=label, url=url, place=place)
        for place, (label, url) in enumerate(said.links)
    )


def _index(profile: Profile, held: Sequence[str]) -> None:
    """Make the person found by what members may see of them, and by nothing else."""
    called = name_of(profile.user.name, held)
    profile.sort_name = order_of(called)
    profile.save(update_fields=["sort_name"])
    profile.words.all().delete()
    if profile.is_listed:
        found = dict.fromkeys(word for text in _findable(profile, called, held) for word in words_of(text))
        ProfileWord.objects.bulk_create(ProfileWord(profile=profile, word=word) for word in found)
    refresh("person", [profile.pk])


def _findable(profile: Profile, called: str, held: Sequence[str]) -> list[str]:
    texts = [called]
    if profile.headline_for != Audience.ME:
        texts.append(sentence_of(profile.headline, held))
    if profile.role_for != Audience.ME:
        texts.append(sentence_of(profile.role, held))
    if profile.topics_for != Audience.ME:
        texts += profile.topics.order_by("place").values_list("text", flat=True)
    return texts


def _change_picture(profile: Profile, before: str, at: datetime) -> None:
    profile.changed_at = at
    profile.save(update_fields=["picture", "changed_at"])
    if before:
        transaction.on_commit(partial(_erase_files, before))


def _erase_files(stem: str) -> None:
    for pixels in pictures.SIZES:
        storages["private"].delete(picture_file(stem, pixels))
