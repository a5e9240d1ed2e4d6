"""What plans keep about a person: what they wrote, said, were invited to, and reviewed."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rounds.plans.actions.authors import hand_over
from rounds.plans.models import (
    Author,
    Comment,
    Edition,
    Invitation,
    Rating,
    Reading,
    Remark,
    Review,
    Section,
    StrategicPlan,
    Tactic,
    Text,
)
from rounds.plans.rows import KINDS
from rounds.users.addresses import verified_addresses
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

OTHERS = _("The plan belongs to all who write it. It then says “a person who left”.")
JUDGED = _("What was judged, and by whom, stays with the plan. It then says “a person who left”.")
OF, CODE = "plan__title", "plan__code"


def enter() -> None:
    register("plans", Holding(tables=_tables(), export=_export, erase=_erase))


def _tables() -> list[Table]:
    return [
        Table("plans.Author", _("plans that you write"), Fate.ANONYMOUS, OTHERS),
        Table("plans.Section", _("sections of plans as you left them"), Fate.ANONYMOUS, OTHERS),
        Table("plans.Text", _("texts that you wrote in plans"), Fate.ANONYMOUS, OTHERS),
        Table("plans.Comment", _("comments that you made on plans, or settled"), Fate.ANONYMOUS, OTHERS),
        Table("plans.Invitation", _("invitations to plans"), Fate.ERASED),
        *(
            Table(one.model._meta.label, _("rows of plans that you changed"), Fate.ANONYMOUS, OTHERS)
            for one in KINDS.values()
        ),
        Table("plans.Reading", _("what measures of plans showed, as you noted it"), Fate.ANONYMOUS, OTHERS),
        Table("plans.Edition", _("versions of plans that you kept or sent"), Fate.ANONYMOUS, OTHERS),
        Table("plans.Review", _("reviews of plans: asked for, given out, written"), Fate.ANONYMOUS, JUDGED),
        Table("plans.Remark", _("answers to remarks on plans"), Fate.ANONYMOUS, JUDGED),
    ]


def _export(user: User) -> Iterator[Part]:
    """The plans that they write, whole in words; and each thing that says that it was them."""
    mine = Author.objects.filter(user=user)
    yield Part("authors.json", rows(mine, OF, CODE, without=["user"]))
    sections = Section.objects.filter(plan__in=mine.filter(left_at=None).values("plan"))
    yield Part(
        "sections.json", list(sections.order_by("plan", "pk").values(OF, CODE, "key", "text", "changed_at"))
    )
    changed = Section.objects.filter(changed_by=user).order_by("pk")
    yield Part("sections-changed.json", list(changed.values(OF, "key", "version", "changed_at")))
    texts = Text.objects.filter(by=user)
    yield Part("texts.json", rows(texts, "section__plan__title", "section__key", without=["by"]))
    yield Part("comments.json", rows(Comment.objects.filter(by=user), OF, without=["by", "settled_by"]))
    settled = Comment.objects.filter(settled_by=user).order_by("pk")
    yield Part("comments-settled.json", list(settled.values("id", OF, "section", "settled_at")))
    yield from _invitations(user)
    yield from _rows(user)
    yield from _reviews(user)


def _invitations(user: User) -> Iterator[Part]:
    sent = Invitation.objects.filter(invited_by=user)
    yield Part("invitations-sent.json", rows(sent, OF, without=["digest", "invited_by"]))
    got = Invitation.objects.filter(email__in=[one.lower() for one in verified_addresses(user)])
    yield Part("invitations.json", rows(got, OF, without=["digest", "invited_by"]))


def _rows(user: User) -> Iterator[Part]:
    for name, kind in KINDS.items():
        changed = kind.model._default_manager.filter(changed_by=user)
        yield Part(f"rows-{name}.json", rows(changed, OF, without=["changed_by", "owner"]))
    owned = Tactic.objects.filter(owner=user)
    yield Part("tactics-of-yours.json", rows(owned, OF, without=["changed_by", "owner"]))
    readings = Reading.objects.filter(by=user)
    yield Part("readings.json", rows(readings, "measure__name", without=["by"]))


def _reviews(user: User) -> Iterator[Part]:
    kept = Edition.objects.filter(by=user)
    yield Part("editions.json", rows(kept, OF, without=["by"]))
    for name in ("sent_by", "reviewer", "named_by"):
        found = Review.objects.filter(**{name: user})
        yield Part(
            f"reviews-{name.replace('_', '-')}.json",
            rows(found, OF, without=["sent_by", "reviewer", "named_by"]),
        )
    answered = Remark.objects.filter(answered_by=user)
    yield Part("remarks-answered.json", rows(answered, "review__plan__title", without=["answered_by"]))
    yield from _judged(user)


def _judged(user: User) -> Iterator[Part]:
    """What they typed at a reviewer's desk."""
    title = "review__plan__title"
    yield Part("ratings-written.json", rows(Rating.objects.filter(review__reviewer=user), title))
    remarks = Remark.objects.filter(review__reviewer=user)
    yield Part("remarks-written.json", rows(remarks, title, without=["answer", "answered_by", "answered_at"]))


def _erase(user: User, at: datetime) -> None:
    """The plans go on without them: whoever wrote longest leads, and where nobody is left the plan is put away."""
    for author in Author.objects.filter(user=user, left_at=None, is_lead=True).select_related("plan"):
        _go_on_without(author, user, at)
    Author.objects.filter(user=user, left_at=None).update(left_at=at, is_lead=False)
    Invitation.objects.filter(invited_by=user).delete()
    Invitation.objects.filter(email__in=[one.lower() for one in verified_addresses(user)]).delete()
    on_the_desk = Review.objects.filter(reviewer=user, decided_at=None)  # free for somebody else to be named
    on_the_desk.update(reviewer=None, named_by=None, named_at=None, due_on=None)


def _go_on_without(author: Author, user: User, at: datetime) -> None:
    plan = StrategicPlan.objects.select_for_update(of=("self",)).get(pk=author.plan_id)
    others = Author.objects.filter(plan=plan, left_at=None).exclude(user=user).select_related("user")
    if other := others.order_by("joined_at", "pk").first():
        hand_over(plan, other.user, user, at)
    elif plan.archived_at is None:
        plan.archived_at = at
        plan.save(update_fields=["archived_at"])
