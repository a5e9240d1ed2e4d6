"""A small register and what is listed of it, made by the verbs and by hand where no verb reads so little."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from rounds.organizations.models import ImportRun, Organization, Register
from rounds.organizations.tests.factories import OrganizationFactory, RegisterFactory, RegisterRowFactory

BEGIN = datetime(2026, 1, 5, 6, tzinfo=UTC)
_numbers = count()


def hospital(name: str, **facts: object) -> Organization:
    told = {"sort_name": name.casefold(), "slug": name.casefold().replace(" ", "-"), "created_at": BEGIN}
    return OrganizationFactory(name=name, **(told | facts))


def edition(slug: str, as_of: date, *, read_at: datetime = BEGIN, rejected: int = 0) -> Register:
    """An edition that has been read to its end; `slug` must be one of those that we can read."""
    register = RegisterFactory(slug=slug, family=slug.partition("-")[0], name="CMS register", as_of=as_of)
    ImportRun.objects.create(
        register=register,
        file_name="register.csv",
        file_digest=f"{next(_numbers)}",
        state=ImportRun.State.FINISHED,
        started_at=read_at - timedelta(minutes=1),
        finished_at=read_at,
        rejected=rejected,
    )
    return register


def in_register(register: Register, *organizations: Organization) -> None:
    for one in organizations:
        RegisterRowFactory(register=register, organization=one)
