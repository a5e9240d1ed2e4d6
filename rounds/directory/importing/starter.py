"""What a new installation knows: the files of `data/`, and the parts of the List that they make."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from rounds.directory.importing.accounts import import_accounts
from rounds.directory.models import SubList
from rounds.directory.sources import SOURCES as ACCOUNT_SOURCES
from rounds.organizations import versions
from rounds.organizations.importing import runs
from rounds.organizations.importing.registers import import_register
from rounds.organizations.models import ImportRun, Organization
from rounds.organizations.sources import SOURCES


class File(NamedTuple):
    source: str
    name: str
    is_of_accounts: bool


FILES = (
    File("cms-2021-11", "us_hospitals_cms_2021-11.csv.gz", False),
    File("cms-2026-06", "us_hospitals_cms_2026-06.csv.gz", False),
    File("hifld-2023", "us_hospitals_hifld_2023.csv.gz", False),
    File("ror-2026", "ror_healthcare.jsonl.gz", False),
    File("wikidata-2022", "health_organisations_social_wikidata_2022.csv", True),
    File("digital-registry-2012", "us_digital_registry_health_accounts.csv", True),
    File("federal-pages-2017", "us_federal_health_facebook_pages_2017.csv", True),
)
SUB_LISTS = (
    ("us-hospitals", "US hospitals", "Hospitals of the United States.", "country=US&type=hospital"),
    ("health-systems", "Health systems", "Organizations that run several hospitals.", "type=health-system"),
    ("canada", "Canada", "Health organizations of Canada.", "country=CA"),
    ("united-kingdom", "United Kingdom", "Health organizations of the United Kingdom.", "country=GB"),
    ("childrens-hospitals", "Children's hospitals", "Hospitals for children, by their name.", "q=childrens"),
    ("public-health-agencies", "Public health agencies", "Ministries and agencies.", "type=public-health-agency"),
    ("veterans-affairs", "Veterans Affairs", "US hospitals and clinics for veterans.", ""),
)  # fmt: skip
_OF_VETERANS = re.compile(r"\bVA\b(?!,)|\bVeterans\b|\bVeterans'")


def unread(folder: Path) -> Iterator[File]:
    """The files that no import has read to the end as they are now."""
    for file in FILES:
        finished = ImportRun.objects.filter(
            register__slug=file.source,
            state=ImportRun.State.FINISHED,
            file_digest=runs.digest_of(folder / file.name),
        )
        if not finished.exists():
            yield file


def read(file: File, folder: Path, *, at: datetime, progress: Callable[[ImportRun], None]) -> ImportRun:
    path = folder / file.name
    if file.is_of_accounts:
        return import_accounts(
            source=ACCOUNT_SOURCES[file.source], path=path, by=None, at=at, progress=progress
        )
    return import_register(source=SOURCES[file.source], path=path, by=None, at=at, progress=progress)


@transaction.atomic
def make_sub_lists() -> int:
    """Make the parts of the List that are not there yet; what staff changed stays. Returns how many are new."""
    made = 0
    for order, (slug, name, description, rule) in enumerate(SUB_LISTS, start=1):
        if SubList.objects.filter(slug=slug).exists() or SubList.objects.filter(name=name).exists():
            continue
        sub_list = SubList.objects.create(
            slug=slug, name=name, description=description, rule=rule, order=order * 10
        )
        if not rule:
            sub_list.organizations.set(_of_veterans())
        made += 1
    if made:
        versions.bump()
    return made


def _of_veterans() -> list[int]:
    public = Organization.objects.current().filter(country__in=["US", "PR"], ownership__in=["public", ""])
    return [pk for pk, name in public.values_list("pk", "name") if _OF_VETERANS.search(name)]
