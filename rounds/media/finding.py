"""Recordings in the search of the back office."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.core import finding
from rounds.media.gates import CHANGE
from rounds.media.models import Recording


def enter() -> None:
    finder = finding.Finder(permission=CHANGE, label=_("Recordings"), find=find_recordings, rank=60)
    finding.enter("media.recordings", finder)


def find_recordings(words: str, most: int) -> Sequence[finding.Found]:
    """By a part of the title, or the address elsewhere."""
    found = Recording.objects.filter(Q(title__icontains=words) | Q(elsewhere__icontains=words))
    return [
        finding.Found(one.title, reverse("office_recording", args=[one.pk]), str(one.get_kind_display()))
        for one in found.order_by("-added_at", "-pk")[:most]
    ]
