"""Mails of the residency. Each is written once for its cause."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from rounds.mail.actions import write
from rounds.residency.models import Application, Chief, Cohort, Fee, Meeting, Place
from rounds.residency.topics import GROUP, REMINDERS
from rounds.users.models import User


def tell_received(application: Application, *, at: datetime) -> None:
    _write("received", f"received:{application.pk}:{_mark(at)}", application, at)


def tell_waiting(application: Application, *, at: datetime) -> None:
    _write("waiting", f"waiting:{application.pk}:{_mark(at)}", application, at)


def tell_declined(application: Application, *, at: datetime) -> None:
    _write("declined", f"declined:{application.pk}:{_mark(at)}", application, at)


def tell_reopened(application: Application, *, at: datetime) -> None:
    _write("reopened", f"reopened:{application.pk}:{_mark(at)}", application, at)


def tell_placed(place: Place, fee: Fee | None, *, at: datetime) -> None:
    _write(
        "placed", f"placed:{place.pk}:{_mark(at)}", place.application, at, place.cohort, place=place, fee=fee
    )


def tell_left(place: Place, fee: Fee | None, *, at: datetime) -> None:
    _write("left", f"left:{place.pk}:{_mark(at)}", place.application, at, place.cohort, place=place, fee=fee)


def tell_cancelled(application: Application, fee: Fee | None, *, at: datetime) -> None:
    """Once, however often the giving back is tried."""
    _write("cancelled", f"cancelled:{application.pk}", application, at, fee=fee)


def tell_chief(chief: Chief, *, at: datetime) -> None:
    cohort = chief.cohort
    context = {"cohort": cohort, "chief": chief, "url": _of_program(cohort)}
    _send("chief", f"chief:{chief.pk}", chief.user, context, at)


def _write(
    kind: str, key: str, application: Application, at: datetime, of: Cohort | None = None, **more: Any
) -> None:
    cohort = of or application.cohort
    url = settings.PUBLIC_URL + reverse("residency:apply", args=[cohort.slug])
    _send(kind, key, application.user, {"application": application, "cohort": cohort, "url": url, **more}, at)


def _send(kind: str, key: str, to: User, context: dict[str, Any], at: datetime) -> None:
    write(
        key=f"residency-{key}",
        to=to.email,
        template=f"residency/mail/{kind}",
        context=context,
        at=at,
        language=to.language,
    )


def _of_program(cohort: Cohort) -> str:
    return settings.PUBLIC_URL + reverse("residency:program", args=[cohort.program.slug])


def _mark(at: datetime) -> str:
    """The same step may be taken again later."""
    return at.strftime("%Y%m%dT%H%M%S%f")


def tell_of_beginning(place: Place, first: Meeting | None, days: int, *, at: datetime) -> None:
    """`days`: until the first day. One mail a week before, one the day before."""
    with timezone.override(place.cohort.time_zone):
        write(
            key=f"residency-begins:{place.pk}:{'week' if days > 1 else 'tomorrow'}",
            to=place.user.email,
            template="residency/mail/begins",
            context={
                "cohort": place.cohort,
                "first": first,
                "days": days,
                "url": _url("cohort", place.cohort),
            },
            at=at,
            topic=REMINDERS,
            language=place.user.language,
        )


def tell_of_posts(
    group: Chief, user: User, count: int, writers: list[str], *, day: date, at: datetime
) -> None:
    """None of what was said stands in it: the group is for its members' eyes."""
    write(
        key=f"residency-posts:{group.pk}:{user.pk}:{day.isoformat()}",
        to=user.email,
        template="residency/mail/posts",
        context={
            "cohort": group.cohort,
            "count": count,
            "writers": writers,
            "url": _url("group", group.cohort),
        },
        at=at,
        topic=GROUP,
        language=user.language,
    )


def tell_of_completion(place: Place, *, at: datetime) -> None:
    write(
        key=f"residency-completed:{place.pk}",
        to=place.user.email,
        template="residency/mail/completed",
        context={
            "cohort": place.cohort,
            "program": place.cohort.program,
            "url": _url("cohort", place.cohort),
        },
        at=at,
        language=place.user.language,
    )


def _url(name: str, cohort: Cohort) -> str:
    return settings.PUBLIC_URL + reverse(f"residency:{name}", args=[cohort.slug])
