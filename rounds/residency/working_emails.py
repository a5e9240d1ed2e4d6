"""Mails about the days of a residency."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from rounds.mail.actions import write
from rounds.residency.models import Chief, Cohort, Meeting, Place
from rounds.residency.working_topics import GROUP, REMINDERS
from rounds.users.models import User


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
