"""What we keep of profiles and credentials: how a person takes it along, and what becomes of it when they leave."""

from collections.abc import Iterator
from datetime import datetime

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rounds.users.actions import credentials, profiles
from rounds.users.actions.profiles import picture_file
from rounds.users.models import Credential, Profile, User
from rounds.users.people.pictures import SIZES
from rounds.users.personal_data import Fate, Holding, Part, Table, register


def enter() -> None:
    register(
        "profile",
        Holding(
            tables=(
                Table("users.Profile", _("your profile, with your picture"), Fate.ERASED),
                Table("users.ProfileTopic", _("topics of your profile"), Fate.ERASED),
                Table("users.ProfileLanguage", _("languages of your profile"), Fate.ERASED),
                Table("users.ProfileLink", _("links of your profile"), Fate.ERASED),
                Table("users.ProfileWord", _("words that you are found by"), Fate.ERASED),
                Table("users.Credential", _("your credentials"), Fate.ERASED),
            ),
            export=_export,
            erase=_erase,
        ),
    )


def _export(user: User) -> Iterator[Part]:
    profile = Profile.objects.filter(user=user).first()
    if profile:
        yield Part("profile.json", {**_row(Profile.objects.filter(pk=profile.pk)), **_parts(profile)})
        if profile.picture:
            yield Part("picture.webp", storages["private"].open(picture_file(profile.picture, SIZES[0])))
    columns = [
        one.attname for one in Credential._meta.concrete_fields if one.name not in {"user", "checked_by"}
    ]
    yield Part("credentials.json", list(Credential.objects.filter(user=user).order_by("pk").values(*columns)))


def _row(found: QuerySet[Profile]) -> dict[str, object]:
    left_out = {"user", "picture", "sort_name"}
    return found.values(*(one.attname for one in Profile._meta.concrete_fields if one.name not in left_out))[
        0
    ]


def _parts(profile: Profile) -> dict[str, object]:
    return {
        "topics": list(profile.topics.order_by("place").values_list("text", flat=True)),
        "languages": list(profile.languages.order_by("place").values_list("code", flat=True)),
        "links": list(profile.links.order_by("place").values("label", "url")),
    }


@transaction.atomic
def _erase(user: User, _at: datetime) -> None:
    profiles.erase(user=user)
    credentials.erase(user=user)
