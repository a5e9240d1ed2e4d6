"""What the residency keeps about a person: applications, places, groups, what they did there and what chiefs noted."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.residency.actions.fees import give_back
from rounds.residency.actions.holding import hold
from rounds.residency.actions.placing import move_up
from rounds.residency.models import Application, Attendance, Chief, Cohort, Note, Place, Post, Work
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

COHORT = "cohort__title"
ON = (Cohort.State.PLANNED, Cohort.State.OPEN, Cohort.State.RUNNING)
WAITS = (Application.State.DRAFT, Application.State.SENT, Application.State.WAITING, Application.State.PLACED)
TABLES = [
    Table(
        "residency.Application",
        gettext_lazy("applications to a cohort"),
        Fate.ANONYMOUS,
        gettext_lazy(
            "That there was one and how it was decided stays, as others waited behind it; what you wrote is erased."
        ),
    ),
    Table(
        "residency.Place",
        gettext_lazy("places in a cohort"),
        Fate.ANONYMOUS,
        gettext_lazy("The fee of a place belongs to the books. It then says “a person who left”."),
    ),
    Table(
        "residency.Chief",
        gettext_lazy("groups that you led as a chief resident"),
        Fate.ANONYMOUS,
        gettext_lazy("The group’s residents keep their history. It then says “a person who left”."),
    ),
    Table("residency.Work", gettext_lazy("what you wrote in workbooks"), Fate.ERASED),
    Table(
        "residency.Attendance",
        gettext_lazy("your attendance at meetings, and that which you marked"),
        Fate.ANONYMOUS,
        gettext_lazy("Yours is erased; that of others, which you marked, is theirs."),
    ),
    Table(
        "residency.Post",
        gettext_lazy("what you said in a group"),
        Fate.ANONYMOUS,
        gettext_lazy("Its place among the answers of others stays, without a word of yours."),
    ),
    Table(
        "residency.Note",
        gettext_lazy("notes of chief residents about you, and those that you wrote"),
        Fate.ANONYMOUS,
        gettext_lazy("Notes about you are erased; what you noted about others helps their chief."),
    ),
]


def enter() -> None:
    register("residency", Holding(tables=TABLES, export=_export, erase=_erase, refuse=_refuse, warn=_warn))


def _export(user: User) -> Iterator[Part]:
    mine = Application.objects.filter(user=user)
    yield Part("applications.json", rows(mine, COHORT, without=["decided_by"]))
    decided = Application.objects.filter(decided_by=user).order_by("pk")
    yield Part(
        "applications-decided.json", list(decided.values("id", COHORT, "state", "state_since", "reason"))
    )
    yield Part("places.json", rows(Place.objects.filter(user=user), COHORT))
    yield Part("groups.json", rows(Chief.objects.filter(user=user), COHORT))
    yield Part("work.json", rows(Work.objects.filter(place__user=user), "task__title"))
    attended = Attendance.objects.filter(place__user=user)
    yield Part("attendance.json", rows(attended, "meeting__title", without=["by"]))
    marked = Attendance.objects.filter(by=user).order_by("pk")
    yield Part("attendance-marked.json", list(marked.values("id", "meeting__title", "how", "at")))
    yield Part("posts.json", rows(Post.objects.filter(by=user)))
    about = Note.objects.filter(place__user=user)
    yield Part("notes-about-you.json", rows(about, without=["by"]))
    yield Part("notes-by-you.json", rows(Note.objects.filter(by=user)))


def _erase(user: User, at: datetime) -> None:
    for cohort_id in _on(user).values_list("cohort_id", flat=True).distinct():
        _free(cohort_id, user, at)
    Application.objects.filter(user=user).update(role="", why="", access_needs="", reason="")
    Place.objects.filter(user=user).update(left_why="")
    Work.objects.filter(place__user=user).delete()
    Attendance.objects.filter(place__user=user).delete()
    Note.objects.filter(place__user=user).delete()
    Post.objects.filter(by=user).update(text="", taken_out_at=at)


@transaction.atomic
def _free(cohort_id: int, user: User, at: datetime) -> None:
    """Nobody is written to who closes their account; whoever waits moves up. A cancelled cohort gives the fee back."""
    cohort = hold(cohort_id)
    if cohort.state == Cohort.State.CANCELLED:
        for place in Place.objects.held().filter(cohort=cohort, user=user):
            give_back(place=place, reason=cohort.cancelled_why, by=None, at=at)
    Place.objects.held().filter(cohort=cohort, user=user, completed_at=None).update(left_at=at)
    Application.objects.filter(cohort=cohort, user=user, state__in=WAITS).update(
        state=Application.State.WITHDRAWN, state_since=at, waiting_since=None
    )
    move_up(cohort=cohort, at=at)


def _on(user: User) -> QuerySet[Application]:
    return Application.objects.filter(user=user, state__in=WAITS, place__completed_at=None).order_by(
        "cohort_id"
    )


def _refuse(user: User) -> str:
    leading = Chief.objects.filter(user=user, ended_at=None, cohort__state__in=ON).select_related("cohort")
    if chief := leading.order_by("pk").first():
        return _("You lead a group in “%(cohort)s”. Ask us to name another chief resident first.") % {
            "cohort": chief.cohort
        }
    return ""


def _warn(user: User) -> Iterator[str]:
    held = (
        Place.objects.held()
        .filter(user=user, completed_at=None, cohort__state__in=ON)
        .select_related("cohort")
    )
    for place in held.order_by("pk"):
        yield _(
            "You have a place in “%(cohort)s”: it goes to somebody else. To have a fee back, give the place back first."
        ) % {"cohort": place.cohort}
