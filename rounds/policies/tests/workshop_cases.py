"""A template in editions and a hospital that adopts it, for tests. Times are fixed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from rounds.memberships.models import Membership
from rounds.memberships.tests.network_cases import NOW, hospital
from rounds.policies.actions.adopting import adopt
from rounds.policies.models import Blank, Clause, Edition, OwnClause, Policy, Template
from rounds.users.models import User

PURPOSE = "This policy helps everybody at {{organization}} to speak well in public."
PRIVACY = "Never post about a patient.\n\nAsk {{privacy_officer}} first."
STUDENTS = "Students ask their teacher."
LAST = "Thank you for reading."


class Written(NamedTuple):
    key: str
    heading: str
    text: str
    is_optional: bool = False
    guidance: str = ""


FIRST = (
    Written("purpose", "Purpose", PURPOSE),
    Written("privacy", "Patients come first", PRIVACY, guidance="No name is not enough."),
    Written("students", "Students", STUDENTS, is_optional=True),
    Written("end", "Thanks", LAST),
)
# The privacy clause reads otherwise, students have a new heading, a clause is new, the last one is gone.
SECOND = (
    Written("purpose", "Purpose", PURPOSE),
    Written("privacy", "Patients come first", PRIVACY.replace("a patient", "a patient or a photo of one")),
    Written("ai", "Artificial intelligence", "Never give a machine what you know of a patient."),
    Written("students", "Students and residents", STUDENTS, is_optional=True),
)
BLANKS = (("organization", "Name of the organization"), ("privacy_officer", "Privacy officer"))


def template(slug: str = "social-media", zone: str = "guest") -> Template:
    return Template.objects.create(
        slug=slug, title="Social media policy", summary="For everybody.", zone=zone, created_at=NOW
    )


def edition(
    of: Template,
    clauses: Sequence[Written] = FIRST,
    *,
    at: datetime = NOW,
    blanks: Sequence[tuple[str, str]] = BLANKS,
) -> Edition:
    """Written as a draft, then published."""
    made = Edition.objects.create(
        template=of, number=of.editions.count() + 1, what_changed="Photographs are named."
    )
    for position, one in enumerate(clauses, start=1):
        Clause.objects.create(edition=made, position=position, **one._asdict())
    for key, label in blanks:
        Blank.objects.create(edition=made, key=key, label=label, hint=f"Hint for {key}", example="An example")
    Edition.objects.filter(pk=made.pk).update(published_at=at)
    made.refresh_from_db()
    return made


class Adopted(NamedTuple):
    policy: Policy
    leader: User
    membership: Membership
    template: Template

    def clause(self, key: str) -> OwnClause:
        return self.policy.clauses.select_related("policy", "based_on").get(key=key)

    def words(self) -> list[tuple[str, str, bool]]:
        own = self.policy.clauses.order_by("position", "pk")
        return [(one.heading, one.text, one.is_included) for one in own]

    def now(self) -> Policy:
        self.policy.refresh_from_db()
        return self.policy


def adopted(*, of: Template | None = None, **more: Any) -> Adopted:
    """By a hospital with a leader, from the first edition."""
    membership, leader = hospital(**more)
    of = of or template()
    if not of.editions.exists():
        edition(of)
    policy = adopt(template=of, organization=membership.organization, by=leader, at=NOW)
    return Adopted(policy, leader, membership, of)


LATER = NOW + timedelta(days=1)
