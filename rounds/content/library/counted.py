"""What editors see of the downloads: by month, and by resource."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from rounds.content.models import Downloads

MONTHS = 12


class Month(NamedTuple):
    first: date
    downloads: int


def months(of: QuerySet[Downloads], today: date) -> list[Month]:
    """The last twelve, this one included, the oldest first; those without a download, too."""
    first = _months_before(today, MONTHS - 1)
    rows = (
        of.filter(on__gte=first)
        .annotate(month=TruncMonth("on"))
        .values_list("month")
        .annotate(Sum("count"))
        .order_by()
    )
    counted = Counter(dict(rows))
    return [
        Month(month, counted[month])
        for month in (_months_before(today, ago) for ago in reversed(range(MONTHS)))
    ]


def of_resource(pk: int) -> QuerySet[Downloads]:
    return Downloads.objects.filter(document__carried_by__resource=pk)


def by_resource(pages: QuerySet[Any], since: date) -> QuerySet[Any]:
    """Those with downloads, the most first; each with `total` and `lately`, since that day."""
    counted = Sum("files__document__downloads__count")
    lately = Sum("files__document__downloads__count", filter=Q(files__document__downloads__on__gte=since))
    return pages.annotate(total=counted, lately=lately).filter(total__gt=0).order_by("-total", "title", "pk")


def _months_before(today: date, ago: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - ago, 12)
    return date(year, month + 1, 1)
