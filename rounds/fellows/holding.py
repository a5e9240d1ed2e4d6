"""What the ladder keeps about a person: their steps and all that they wrote for them; how they judged others."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rounds.fellows.models import Fellow, Opinion, Passage, Picture, Sharing, Step
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

THEIRS = _("It belongs to the fellow who was judged. It then says “a person who left”.")
TABLES = [
    Table("fellows.Fellow", _("your fellowship, with its report and pictures"), Fate.ERASED),
    Table("fellows.Step", _("fellows whom you nominated"), Fate.ANONYMOUS, THEIRS),
    Table("fellows.Opinion", _("your reviews of fellows"), Fate.ANONYMOUS, THEIRS),
]


def enter() -> None:
    register("fellows", Holding(tables=TABLES, export=_export, erase=_erase))


def _export(user: User) -> Iterator[Part]:
    yield Part("fellowship.json", rows(Fellow.objects.filter(user=user), without=["user"]))
    steps = Step.objects.filter(fellow__user=user)
    yield Part("steps.json", rows(steps, "plan__title", without=["nominated_by"]))
    mine = {"step__in": steps}
    yield Part("report.json", rows(Passage.objects.filter(**mine), "step__level"))
    yield Part("pictures.json", rows(Picture.objects.filter(**mine)))
    for one in Picture.objects.filter(**mine).order_by("pk"):
        yield Part(one.file.name.rpartition("/")[2], one.file.open("rb"))
    yield Part("sharings.json", rows(Sharing.objects.filter(**mine)))
    told = Opinion.objects.filter(**mine).exclude(decided_at=None).exclude(step__state=Step.State.SENT)
    yield Part("what-reviewers-said.json", rows(told, without=["reviewer", "named_by"]))
    nominated = Step.objects.filter(nominated_by=user).order_by("pk")
    yield Part("nominations.json", list(nominated.values("id", "level", "reason", "sent_at")))
    judged = Opinion.objects.filter(reviewer=user)
    yield Part("reviews.json", rows(judged, "step__level", without=["named_by"]))


def _erase(user: User, at: datetime) -> None:
    """Steps, sections, pictures, sharings and what reviewers said of them go with the fellow.

    What they were asked to judge and had not yet is free for somebody else to be named.
    """
    Opinion.objects.filter(reviewer=user, verdict="", step__state=Step.State.SENT).delete()
    pictures = list(Picture.objects.filter(step__fellow__user=user))
    Fellow.objects.filter(user=user).delete()
    files = [(one.file.storage, one.file.name) for one in pictures]
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
