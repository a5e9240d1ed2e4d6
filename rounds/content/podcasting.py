"""What directories of podcasts agree on. Pure. Sources: the podcast namespace 1.0; Apple’s categories."""

from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID, uuid4, uuid5

from django.db import models
from django.utils.translation import gettext_lazy as _

NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


class Category(models.TextChoices):
    """Those of Apple's list that may fit. The value is theirs; what stands before the colon is the one above."""

    MEDICINE = "Health & Fitness:Medicine", _("Health: medicine")
    MENTAL_HEALTH = "Health & Fitness:Mental Health", _("Health: mental health")
    HEALTH = "Health & Fitness:", _("Health")
    COURSES = "Education:Courses", _("Education: courses")
    EDUCATION = "Education:", _("Education")
    MARKETING = "Business:Marketing", _("Business: marketing")
    NON_PROFIT = "Business:Non-Profit", _("Business: non-profit")
    TECHNOLOGY = "Technology:", _("Technology")


class Part(models.TextChoices):
    """What an episode is of its show; Apple's values."""

    FULL = "full", _("Episode")
    TRAILER = "trailer", _("Trailer")
    BONUS = "bonus", _("Bonus")


class Credit(NamedTuple):
    """Of the Podcast Taxonomy."""

    group: str
    role: str


CREDITS = {
    "": Credit("cast", "host"),
    "host": Credit("cast", "host"),
    "co-host": Credit("cast", "co-host"),
    "guest host": Credit("cast", "guest host"),
    "guest": Credit("cast", "guest"),
    "narrator": Credit("cast", "narrator"),
    "reporter": Credit("cast", "reporter"),
    "author": Credit("writing", "author"),
    "editor": Credit("writing", "editor"),
    "translator": Credit("writing", "translator"),
    "translated by": Credit("writing", "translator"),
    "producer": Credit("creative direction", "producer"),
}


def guid_of(address: str) -> UUID:
    """The lasting id of the podcast that has its feed at this address: without the scheme and the last slashes."""
    parts = urlsplit(address)
    return uuid5(
        NAMESPACE, f"{parts.netloc}{parts.path}{'?' + parts.query if parts.query else ''}".rstrip("/")
    )


def new_guid() -> UUID:
    """Until it is published and has an address."""
    return uuid5(NAMESPACE, str(uuid4()))


def credit_of(role: str) -> Credit | None:
    """As others write it; None: a role that they have no word for."""
    return CREDITS.get(role.strip().casefold())
