"""What is kept about a person's credit and disclosures. The ledger stays, without their name."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rounds.credits.models import Activity, Certificate, Disclosure, Entry, Relation, Role
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

_LEDGER = _("The ledger is only added to, so that sums stay true. It then says “a person who left”.")
_LEARNERS = _("What learners were told before an activity stays with it. It then says “a person who left”.")


def enter() -> None:
    register("credits", Holding(tables=_TABLES, export=_export, erase=_erase))


_TABLES = (
    Table("credits.Entry", _("credit that you earned, or entered for others"), Fate.ANONYMOUS, _LEDGER),
    Table("credits.Certificate", _("certificates of credit"), Fate.ERASED),
    Table(
        "credits.Disclosure",
        _("disclosures of relations to companies; erased where you had no role"),
        Fate.ANONYMOUS,
        _LEARNERS,
    ),
    Table("credits.Role", _("roles in the content of activities"), Fate.ANONYMOUS, _LEARNERS),
    Table(
        "credits.Activity",
        _("activities that you designated for credit"),
        Fate.ANONYMOUS,
        _("The designation is the accreditor’s. It then says “a person who left”."),
    ),
)


def _export(user: User) -> Iterator[Part]:
    entries = Entry.objects.filter(user=user)
    yield Part("credits.json", rows(entries, "activity__title", "activity__accreditor__name", without=["by"]))
    yield Part("certificates.json", rows(Certificate.objects.filter(user=user), "activity__title"))
    yield Part(
        "disclosures.json",
        [_disclosure(one) for one in Disclosure.objects.filter(person=user).order_by("pk")],
    )
    roles = Role.objects.filter(person=user)
    yield Part("roles.json", rows(roles, "activity__title", "part__title", without=["given_by"]))
    given = Role.objects.filter(given_by=user).order_by("pk")
    yield Part("roles-given.json", list(given.values("id", "activity__title", "kind", "given_at")))
    entered = Entry.objects.filter(by=user).exclude(user=user).order_by("pk")
    yield Part("credits-entered.json", list(entered.values("id", "activity__title", "entered_at")))
    yield Part("designated.json", rows(Activity.objects.filter(designated_by=user), "accreditor__name"))


def _disclosure(one: Disclosure) -> dict[str, object]:
    return {
        "given_at": one.given_at,
        "months": one.months,
        "relations": rows(Relation.objects.filter(disclosure=one)),
    }


def _erase(user: User, at: datetime) -> None:
    """The person's row says by now that they left: what stays names them no more."""
    Certificate.objects.filter(user=user).delete()
    Disclosure.objects.filter(person=user, roles=None).delete()
