"""What can happen to the words of a section: saved as somebody types, and one day thinned out.

Each save names the version it was typed on. Every saved text is kept for a day, so two who wrote at once are merged
on the very text that both saw; where their changes meet, both are shown, and nothing is saved until a person decides.
"""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rounds.core.merging import merged
from rounds.plans.access import author_exists, must_be_writable
from rounds.plans.models import Section, Text
from rounds.plans.pasted import cleaned
from rounds.plans.refusing import Refused
from rounds.users.models import User

TOO_LONG = _(
    "A section holds at most %(most)d characters, and this has %(count)d. Nothing was cut off: please shorten it."
)
KEPT_FOR = timedelta(days=1)


class Saved(NamedTuple):
    """It stands as it was sent, `text` tidied where it was pasted."""

    version: int
    text: str


class Merged(NamedTuple):
    """Both changes stand in `text`, in which more is than was sent."""

    version: int
    text: str


class Conflict(NamedTuple):
    """Nothing was saved. `text`: what stands, as of `version`; `yours`: what was sent."""

    version: int
    text: str
    yours: str


Answer = Saved | Merged | Conflict


@transaction.atomic
def save_text(
    *, section: Section, base: int, text: str, by: User, at: datetime, seen: str | None = None
) -> Answer:
    """`base`: the version that it was typed on. `seen`: the text it was typed on, from whoever still has it; it is
    then merged on that, whatever `base` says. What is the same already is no new version."""
    if len(text) > 2 * Section.MOST:  # tidying makes it shorter, but not by so much
        _must_fit(text)
    text = cleaned(text)
    _must_fit(text)
    now = _held(section, by)
    if text == now.text:
        return Saved(now.version, text)
    if base == now.version and seen is None:
        return Saved(_write(now, text, by, at), text)
    before = cleaned(seen) if seen is not None and len(seen) <= 2 * Section.MOST else _text_of(now, base)
    if before == now.text:
        return Saved(_write(now, text, by, at), text)
    both = None if before is None else merged(before, now.text, text)
    if both is None or len(both) > Section.MOST:
        return Conflict(now.version, now.text, text)
    return Merged(now.version if both == now.text else _write(now, both, by, at), both)


@transaction.atomic
def go_back(*, section: Section, number: int, base: int, by: User, at: datetime) -> Answer:
    """To an earlier text, as a new one: what stood is kept. Refused by a Conflict where somebody wrote since `base`."""
    now = _held(section, by)
    text = now.texts.get(number=number).text
    if base != now.version:
        return Conflict(now.version, now.text, text)
    return Saved(now.version if text == now.text else _write(now, text, by, at), text)


def thin_out(*, at: datetime) -> int:
    """Of what one person saved in a row, more than a day ago, the last stays. Returns how many texts went."""
    gone = 0
    old = Text.objects.filter(at__lt=at - KEPT_FOR).values_list("section", flat=True).distinct()
    for section in old.order_by("section"):
        gone += _thin(section, at - KEPT_FOR)
    return gone


def _thin(section: int, before: datetime) -> int:
    texts = list(
        Text.objects.filter(section=section).order_by("number").values_list("pk", "by", "at", "number")
    )
    thinned = [
        pk
        for (pk, by, when, number), (_pk, next_by, next_when, _number) in pairwise(texts)
        if when < before and next_when < before and by == next_by
    ]
    return Text.objects.filter(pk__in=thinned).delete()[0]


def _must_fit(text: str) -> None:
    if len(text) > Section.MOST:
        raise Refused(TOO_LONG % {"most": Section.MOST, "count": len(text)})


def _held(section: Section, by: User) -> Section:
    """As it stands now, locked together with its plan, so that nobody sends the plan in between."""
    locked = Section.objects.select_for_update(of=("self", "plan"), no_key=True)
    now = locked.select_related("plan").annotate(is_author=author_exists(by)).get(pk=section.pk)
    must_be_writable(now.plan, author=now.is_author)
    return now


def _text_of(section: Section, number: int) -> str | None:
    """None where it was thinned out."""
    if number == 0:
        return ""
    return section.texts.filter(number=number).values_list("text", flat=True).first()


def _write(section: Section, text: str, by: User, at: datetime) -> int:
    version = section.version + 1
    Section.objects.filter(pk=section.pk).update(text=text, version=version, changed_at=at, changed_by=by)
    Text.objects.create(section=section, number=version, text=text, by=by, at=at)
    return version
