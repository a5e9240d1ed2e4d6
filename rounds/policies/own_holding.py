"""What organizations' own policies keep about a person: that they adopted, changed or published one."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from rounds.policies.models import FormerClause, Policy, Release
from rounds.users.models import User
from rounds.users.personal_data import Fate, Part, Table, rows

THEIRS = _("The policy is the organization’s, with its history. It then says “a person who left”.")
TABLES = (
    Table("policies.Policy", _("policies that you adopted for an organization"), Fate.ANONYMOUS, THEIRS),
    Table("policies.FormerClause", _("clauses that you changed"), Fate.ANONYMOUS, THEIRS),
    Table("policies.Release", _("policies that you published to staff"), Fate.ANONYMOUS, THEIRS),
)
NAME = "policy__organization__name"


def export(user: User) -> Iterator[Part]:
    """That they did it, and when. The words are the organization's."""
    adopted = Policy.objects.filter(adopted_by=user).order_by("pk")
    yield Part(
        "policies-adopted.json", list(adopted.values("id", "title", "organization__name", "adopted_at"))
    )
    changed = FormerClause.objects.filter(changed_by=user).order_by("pk")
    yield Part(
        "policy-clauses-changed.json",
        list(changed.values("id", f"clause__{NAME}", "clause__heading", "version", "changed_at")),
    )
    published = Release.objects.filter(published_by=user)
    yield Part("policy-releases.json", rows(published, NAME, without=["published_by"]))
