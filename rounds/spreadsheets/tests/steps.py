"""The way of a spreadsheet, for tests: brought, confirmed, looked through, taken in, taken back."""

import io
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.forms.models import model_to_dict
from django.utils import timezone

from rounds.directory.models import Representative
from rounds.organizations import search
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.spreadsheets import tasks
from rounds.spreadsheets.actions import bringing, choosing, deciding
from rounds.spreadsheets.models import Row, Spreadsheet
from rounds.users.models import User

# What happened stays written down, whatever is taken back.
HISTORY = {
    "activity.activity", "directory.evidence", "directory.statement", "directory.listing", "directory.account",
    "organizations.change", "organizations.dataversion",
}  # fmt: skip
OURS = {"rounds.spreadsheets", "django_tasks_db", "django.contrib.sessions"}


def known(**told: Any) -> Organization:
    """An organization of the register, which is found by its name."""
    made = OrganizationFactory(**told)
    search.index([made.pk])
    return made


def moderator(email: str = "mona@example.org") -> User:
    user = User.objects.create_user(email, "a good long password", name="Mona")
    wanted = Permission.objects.filter(
        codename__in=["access_admin", "moderate_submission"],
        content_type__app_label__in=["wagtailadmin", "directory"],
    )
    user.user_permissions.set(wanted)
    return User.objects.get(pk=user.pk)


def representative(organization: Organization, email: str = "remy@example.org") -> User:
    user = User.objects.filter(email=email).first() or User.objects.create_user(
        email, "a good long password", name="Remy"
    )
    Representative.objects.create(organization=organization, user=user, method="dns", since_at=timezone.now())
    return user


def bring(by: User, text: str | bytes, name: str = "accounts.csv") -> Spreadsheet:
    content = text if isinstance(text, bytes) else text.encode()
    return bringing.bring(content=io.BytesIO(content), file_name=name, by=by, at=timezone.now())


def look_through(by: User, text: str | bytes, **said: Any) -> Spreadsheet:
    """As the columns were guessed, with what is said besides."""
    brought = bring(by, text)
    told = {
        "organization": None,
        "country": "US",
        "type": "hospital",
        "facts": "fill",
        "columns": brought.columns,
    } | said
    bringing.confirm(spreadsheet=brought, by=by, at=timezone.now(), **told)
    return work(brought)


def work(spreadsheet: Spreadsheet) -> Spreadsheet:
    tasks.work.call(spreadsheet.pk)
    return Spreadsheet.objects.get(pk=spreadsheet.pk)


def take_in(spreadsheet: Spreadsheet) -> Spreadsheet:
    deciding.take_in(spreadsheet=spreadsheet, by=spreadsheet.by, at=timezone.now())
    return work(spreadsheet)


def take_back(spreadsheet: Spreadsheet, by: User | None = None) -> Spreadsheet:
    deciding.take_back(spreadsheet=spreadsheet, by=by or spreadsheet.by, at=timezone.now())
    return work(spreadsheet)


def choose(
    spreadsheet: Spreadsheet, number: int, choice: str, organization: Organization | None = None
) -> int:
    row = spreadsheet.rows.get(number=number)
    said = {row.pk: choosing.Said(choice, organization.pk if organization else None)}
    return choosing.choose(
        spreadsheet=spreadsheet, said=said, allowed={}, by=spreadsheet.by, at=timezone.now()
    )


def row(spreadsheet: Spreadsheet, number: int) -> Row:
    return spreadsheet.rows.get(number=number)


def whats(spreadsheet: Spreadsheet, number: int) -> list[tuple[str, str]]:
    """(address, what) of a row's accounts."""
    planned = row(spreadsheet, number).planned.order_by("pk")
    return [(one.address or one.text, one.what) for one in planned]


def groups(spreadsheet: Spreadsheet) -> dict[int, str]:
    return dict(spreadsheet.rows.order_by("number").values_list("number", "group"))


def tables(*, without: set[str] = frozenset()) -> dict[str, list[Any]]:  # type: ignore[assignment]
    """Every table but our own: whole rows, so that nothing can differ unseen."""
    found = {}
    for config in apps.get_app_configs():
        if config.name in OURS or not (
            config.name.startswith("rounds.") or config.name.startswith("django.")
        ):
            continue
        for model in config.get_models():
            label = model._meta.label_lower
            if label not in without:
                rows = model._default_manager.order_by("pk")
                found[label] = [_whole(one) for one in rows]
    return found


def _whole(one: Any) -> dict[str, Any]:
    fields = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
    many = {
        name: sorted(each.pk for each in value)
        for name, value in model_to_dict(one).items()
        if isinstance(value, list) and value and hasattr(value[0], "pk")
    }
    return fields | many
