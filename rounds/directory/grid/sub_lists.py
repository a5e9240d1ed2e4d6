"""What a sub-list finds: its rule or its members, narrowed by what is asked."""

from dataclasses import replace

from django.http import QueryDict

from rounds.directory.grid.index import Index, Result
from rounds.directory.grid.queries import ALL, Query, default_order, read
from rounds.directory.models import SubList


def within(sub_list: SubList, asked: Query) -> Query:
    """The rule of a sub-list, narrowed by what is asked; a filter that the rule sets cannot be widened."""
    rule = read(QueryDict(sub_list.rule))
    narrowed: dict[str, tuple[str, ...]] = {
        facet: getattr(rule, facet) or getattr(asked, facet) for facet in ALL
    }
    return replace(
        asked,
        q=f"{rule.q} {asked.q}".strip(),
        sort=asked.sort or ("" if asked.q else default_order("")),
        **narrowed,  # type: ignore[arg-type]
    )


def result_of(index: Index, query: Query, sub_list: SubList | None) -> Result:
    """What the question finds. Of a sub-list the question is the one that `within` makes."""
    if sub_list and not sub_list.rule:
        members = frozenset(sub_list.organizations.values_list("pk", flat=True))
        return index.result(replace(query, scope="register"), members)
    return index.result(query)
