"""What somebody earned, by year and accreditor. Nothing is stored but the lines: each total is their sum."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils import timezone

from rounds.credits.models import Accreditor, Certificate, Entry
from rounds.credits.models.ledger import EntryQuerySet
from rounds.users.models import User


class Line(NamedTuple):
    entry: Entry
    certificate: int | None  # its number; none once the account is closed
    taken_back_by: Entry | None


class Shelf(NamedTuple):
    """One accreditor's lines in one year."""

    accreditor: Accreditor
    lines: tuple[Line, ...]

    @property
    def hundredths(self) -> int:
        return sum(one.entry.hundredths for one in self.lines)

    @property
    def minutes(self) -> int:
        return sum(one.entry.minutes for one in self.lines)


class Year(NamedTuple):
    year: int
    shelves: tuple[Shelf, ...]


def years(user: User) -> list[Year]:
    """The newest first, in a number of queries that does not grow. A line belongs to the year it was earned in."""
    lines = lines_of(user)
    found = []
    for year in sorted({_year(one.entry) for one in lines}, reverse=True):
        here = [one for one in lines if _year(one.entry) == year]
        found.append(Year(year, tuple(_shelves(here))))
    return found


def lines_of(user: User) -> list[Line]:
    """All of them, the newest first."""
    certificates = {
        (activity, side): pk
        for pk, activity, side in Certificate.objects.filter(user=user).values_list("pk", "activity", "side")
    }
    return [
        Line(one, certificates.get((one.activity_id, one.side)), getattr(one, "reversed_by", None))
        for one in entries_of(user).newest_first()
    ]


def entries_of(user: User) -> EntryQuerySet:
    return Entry.objects.filter(user=user).select_related("activity__accreditor", "reversed_by", "reverses")


def earned(certificate: Certificate) -> list[Entry]:
    """All lines of one certificate, in their order."""
    lines = entries_of(certificate.user).filter(activity=certificate.activity_id, side=certificate.side)
    return list(lines.order_by("number"))


def total(entries: Iterable[Entry]) -> int:
    return sum(one.hundredths for one in entries)


def _shelves(lines: list[Line]) -> Iterator[Shelf]:
    accreditors = {one.entry.activity.accreditor_id: one.entry.activity.accreditor for one in lines}
    for pk, accreditor in sorted(accreditors.items(), key=lambda item: (item[1].name, item[0])):
        yield Shelf(accreditor, tuple(one for one in lines if one.entry.activity.accreditor_id == pk))


def _year(entry: Entry) -> int:
    return timezone.localtime(entry.period_to).year
