"""What is found of policy templates: what everybody may know of one, and its latest edition, for its zone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from rounds.core.zones import ADVERTISED, Zone
from rounds.policies.models import Clause, Edition, Template
from rounds.search import passages, sources
from rounds.search.models import Passage

KIND = "policy"


def enter() -> None:
    source = sources.Source(label=_("Policies"), icon="check", rank=80, is_advertised=True, ids=_ids, of=_of)
    sources.enter(KIND, source)


def refind(template: Template) -> None:
    """In the transaction that published an edition, or changed the template."""
    passages.refresh(KIND, [template.pk])


def _ids() -> Iterable[int]:
    return (
        Template.objects.filter(editions__published_at__isnull=False).distinct().values_list("pk", flat=True)
    )


def _of(items: Collection[int]) -> dict[int, list[Passage]]:
    """A template without an edition is not to be found."""
    published = Edition.objects.filter(template__in=items, published_at__isnull=False)
    latest = {one.template_id: one for one in published.select_related("template").order_by("number")}
    clauses: defaultdict[int, list[str]] = defaultdict(list)
    rows = Clause.objects.filter(edition__in=latest.values()).order_by("position", "pk")
    for edition, heading, text in rows.values_list("edition_id", "heading", "text"):
        clauses[edition] += [heading, text]
    return {pk: list(_passages(one, clauses[one.pk])) for pk, one in latest.items()}


def _passages(edition: Edition, clauses: list[str]) -> Iterator[Passage]:
    template = edition.template
    is_advertised = template.zone in ADVERTISED
    yield _passage(edition, Zone.PUBLIC if is_advertised else template.zone, template.summary)
    yield _passage(edition, template.zone, "\n".join([template.summary, *clauses]))


def _passage(edition: Edition, zone: str, text: str) -> Passage:
    template = edition.template
    return Passage(
        zone=zone,
        title=template.title,
        text=text,
        url=f"/policies/{template.slug}/",
        language=template.language,
        published_at=edition.published_at,
    )
