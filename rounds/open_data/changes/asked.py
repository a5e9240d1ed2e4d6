"""Which changes a reader wants, as it stands in the address."""

from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict

from rounds.core.among import Among
from rounds.directory.grid.index import current_index
from rounds.directory.grid.queries import FACETS, LONGEST_VALUE, MOST_VALUES, Parameters, Query, read
from rounds.directory.grid.sub_lists import result_of, within
from rounds.directory.models import SubList
from rounds.open_data.models import LoggedChange
from rounds.organizations.models import Organization

Lines = QuerySet[LoggedChange]
LONGEST_SLUG = 120
_PLACED = ("country", "region", "type")
_REMOVALS = Q(removal__isnull=False)
_NOTHING = "\ufffd"  # no name has it; PostgreSQL cannot be asked about the character that it stands for


@dataclass(frozen=True, slots=True)
class Asked:
    """Several values of one field are alternatives. `list`: a sub-list; `organization`: one alone. Both are slugs."""

    kind: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()
    organization: str = ""
    list: str = ""

    @property
    def is_all(self) -> bool:
        return self == Asked()

    def encoded(self, **more: str) -> str:
        """As a query string, in one order, without what is not asked."""
        pairs: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            values = value if isinstance(value, tuple) else (value,)
            pairs += [(field.name, one) for one in values if one]
        return urlencode([*pairs, *more.items()])


def asked_in(parameters: Parameters) -> Asked:
    """What cannot be meant is left out; an unknown value stays and finds nothing."""

    def values(name: str) -> tuple[str, ...]:
        told = [
            str(v).replace("\0", _NOTHING)[:LONGEST_VALUE] for v in parameters.getlist(name)[:MOST_VALUES]
        ]
        return tuple(dict.fromkeys(filter(None, told)))

    def slug(name: str) -> str:
        return "".join(parameters.getlist(name)[-1:]).replace("\0", _NOTHING)[:LONGEST_SLUG]

    return Asked(
        values("kind"),
        values("country"),
        values("region"),
        values("type"),
        values("platform"),
        slug("organization"),
        slug("list"),
    )


def lines_of(asked: Asked) -> Lines:
    """Raises Http404 for an organization or a sub-list that does not exist.

    Of an organization that was removed nobody knows any more in which lists it was or where it had accounts. So such a
    question finds all removals: whoever follows it forgets what it has and passes over the others.
    """
    lines = LoggedChange.objects.all()
    if asked.kind:
        lines = lines.filter(kind__in=asked.kind)
    if asked.platform:
        lines = lines.filter(Q(listing__account__platform__in=asked.platform) | _REMOVALS)
    lines = _of_organizations(lines, asked.country, asked.region, asked.type)
    if asked.organization:
        lines = _of_one(lines, asked.organization)
    if asked.list:
        sub_list = SubList.objects.filter(slug=asked.list).first()
        if sub_list is None:
            raise Http404
        lines = _of_sub_list(lines, sub_list)
    return lines


def _of_one(lines: Lines, slug: str) -> Lines:
    one = Organization.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if one is not None:
        return lines.filter(organization=one)
    removed = LoggedChange.objects.filter(_REMOVALS, removal__data__slug=slug).values_list("pk", flat=True)
    if not removed:
        raise Http404
    return lines.filter(pk__in=list(removed))


def _of_organizations(lines: Lines, *told: tuple[str, ...]) -> Lines:
    for field, values in zip(_PLACED, told, strict=True):
        if values:
            removed = Q(**{f"removal__data__{field}__in": values})
            lines = lines.filter(Q(**{f"organization__{field}__in": values}) | removed)
    return lines


def _of_sub_list(lines: Lines, sub_list: SubList) -> Lines:
    """A rule that names only places and types also finds what has closed; any other finds who is in the List today."""
    if not sub_list.rule:
        return lines.filter(Q(organization__in=sub_list.organizations.values("pk")) | _REMOVALS)
    rule = read(QueryDict(sub_list.rule))
    names_more = rule.q or any(getattr(rule, facet) for facet in FACETS if facet not in _PLACED)
    if not names_more:
        return _of_organizations(lines, rule.country, rule.region, rule.type)
    found = result_of(current_index(), within(sub_list, Query(scope="register")), sub_list)
    return lines.filter(Q(Among("organization_id", list(found))) | _REMOVALS)
