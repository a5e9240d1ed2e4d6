"""What stands beside the text of a resource. Names and addresses of files are only for whoever may read it whole."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rounds.content import authors
from rounds.content.library.citing import Work
from rounds.content.library.licenses import LICENSES, License
from rounds.content.models.downloads import Downloads
from rounds.core.templatetags.core import day
from rounds.directory.labels import language_name
from rounds.policies import counting
from rounds.users import speaking_as
from rounds.users.models import User

if TYPE_CHECKING:
    from rounds.content.models import Resource, ResourceEdition, ResourceFile

FEWEST = 10  # downloads that are told to readers


class Document(NamedTuple):
    """One document in its formats."""

    title: str
    files: list["ResourceFile"]


class Past(NamedTuple):
    """An edition in the history. Of what a reader may not read there are neither words nor files."""

    number: int
    published_on: Any
    what_changed: str
    documents: list[Document]


class Adoption(NamedTuple):
    url: str
    counts: list[tuple[int, str]]  # edition, and how many organizations, in words


def documents_of(page: "Resource", *, is_open: bool) -> dict[str, Any]:
    """`documents`: those of the newest edition. `history`: the newest first, each with its own."""
    editions = page.history
    newest = editions[0].number if editions else None
    carried = page.carried() if is_open else []
    current = [one for one in carried if one.edition in (None, newest)]
    known = {one.number for one in editions}
    lost = [one for one in carried if one not in current and one.edition not in known]
    return {
        "documents": _documents(current),
        "history": [_past(one, carried, newest, is_open) for one in editions],
        "older": _documents(lost),
    }


def facts_of(page: "Resource") -> list[tuple[str, str | SafeString, str]]:
    newest = next(iter(page.history), None)
    published = page.first_published_at.date() if page.first_published_at else None
    facts: list[tuple[str, str | SafeString]] = [
        (_("Kind"), page.get_kind_display()),
        (_("For"), ", ".join(str(one.label) for one in page.audiences) or _("Everybody")),
        (_("Language"), language_name(page.language)),
        (_("Edition"), str(newest.number) if newest else ""),
        (_("Published"), day(newest.published_on if newest else published)),
        (_("Reviewed"), day(page.reviewed_on)),
    ]
    return [(label, value, "") for label, value in facts if value]


def license_of(page: "Resource") -> License:
    return LICENSES[page.license]


def adoption_of(page: "Resource", zones: frozenset[str]) -> Adoption | None:
    template = page.policy_template
    if template is None or not template.is_known_in(zones):
        return None
    counts = [(edition, counting.said(told)) for edition, told in page.adoptions if told]
    return Adoption(f"/policies/{template.slug}/", counts)


def downloads_of(page: "Resource") -> int | None:
    """Of all its files until yesterday; None where they are too few to be told."""
    of_page = Downloads.objects.filter(document__carried_by__resource=page.pk, on__lt=timezone.now().date())
    total = of_page.aggregate(total=Sum("count"))["total"] or 0
    return total if total >= FEWEST else None


def work_of(page: "Resource") -> Work:
    """Authors are those who have no other role, are still here and want to be named."""
    newest = next(iter(page.history), None)
    published = page.first_published_at.date() if page.first_published_at else None
    return Work(
        key=page.slug,
        title=page.title,
        authors=tuple(_authors(page)),
        on=newest.published_on if newest else published,
        edition=newest.number if newest and newest.number > 1 else None,
        genre=str(page.get_kind_display()),
        publisher=settings.WAGTAIL_SITE_NAME,
        url=f"{settings.PUBLIC_URL}{page.get_url()}",
        language=page.language,
        abstract=page.summary,
    )


def _authors(page: "Resource") -> Iterable[str]:
    bylines = [one for one in page.named if not one.role]
    people = [one.person_id for one in bylines if one.person_id]
    off = {person for _page, person in authors.taken_off([page.pk], people)}
    here = (
        set(
            User.objects.filter(pk__in=people, closed_at=None)
            .exclude(pk__in=off)
            .values_list("pk", flat=True)
        )
        if people
        else set()
    )
    shown = speaking_as.shown(here, timezone.now().date()) if here else {}
    for one in bylines:
        if one.person_id in here:
            yield shown[one.person_id].name
        elif not one.person_id:
            yield speaking_as.name_of(one.name, ())


def _past(
    edition: "ResourceEdition", carried: Sequence["ResourceFile"], newest: int | None, is_open: bool
) -> Past:
    own = [one for one in carried if one.edition == edition.number and one.edition != newest]
    return Past(
        edition.number, edition.published_on, edition.what_changed if is_open else "", _documents(own)
    )


def _documents(carried: Sequence["ResourceFile"]) -> list[Document]:
    """Files that are called the same are one document."""
    found: dict[str, Document] = {}
    for one in carried:
        found.setdefault(one.called.casefold(), Document(one.called, [])).files.append(one)
    return list(found.values())
