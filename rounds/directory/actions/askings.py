"""We ask representatives whether the accounts are all still theirs: once a year, and when something looks odd.

A question goes to whoever speaks for the organization. So it may be asked of an organization above, once for all of
its parts for which nobody else speaks. Nobody answering changes nothing: the word given last ends on its own day.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from rounds.activity.actions import record
from rounds.directory.actions.entries import take_turns
from rounds.directory.actions.evidence import Turn, attest, locked
from rounds.directory.emails import askings as emails
from rounds.directory.models import Asking, Evidence, Health, Listing, Representative
from rounds.directory.own_word import need_own_word
from rounds.directory.proof import ATTESTED_FOR, WORD, Outcome, Proof
from rounds.directory.speaking import DEEPEST, line_of, speakers
from rounds.organizations.models import Organization
from rounds.users.models import User

BEFORE_IT_ENDS = timedelta(days=30)
ASKED_AFTER = ATTESTED_FOR - BEFORE_IT_ENDS  # since the last word
EVERY = timedelta(days=10)  # from the question to the first reminder, and so on
REMINDERS = 2
LONGEST = 300  # characters of what looks odd


@transaction.atomic
def ask(*, organization: Organization, cause: str, detail: str = "", at: datetime) -> Asking | None:
    """Ask whoever speaks for it; None where nobody does, or where it is asked already and nothing new looks odd.

    What looks odd while a question is open is added to it, and gives it its full time again.
    """
    head = _head(organization)
    if head is None:
        return None
    if asking := _begin(head, cause, detail, at):
        return asking
    return _add(head, detail, at) if cause == Asking.Cause.ODD else None


def ask_yearly(*, at: datetime) -> int:
    """Ask where the last word about an account is eleven months old. Returns how many questions."""
    spoken_for = Representative.objects.speaking()
    recent = Asking.objects.filter(organization=OuterRef("pk")).filter(
        Q(**_IS_OPEN) | Q(cause=Asking.Cause.YEARLY, asked_at__gt=at - ASKED_AFTER)
    )
    heads = Organization.objects.filter(pk__in=spoken_for.values("organization")).filter(~Exists(recent))
    return sum(
        ask(organization=head, cause=Asking.Cause.YEARLY, at=at) is not None
        for head in heads.order_by("pk")
        if _is_due(head, at)
    )


def remind(*, at: datetime) -> int:
    """Ask once more where nobody answered. Returns how many questions."""
    return sum(_remind(asking, at) for asking in _overdue(at).filter(reminders__lt=REMINDERS))


def lapse(*, at: datetime) -> int:
    """Give up asking, and say so once. Returns how many questions."""
    return sum(_lapse(asking, at) for asking in _overdue(at).filter(reminders__gte=REMINDERS))


@transaction.atomic
def answer_all(*, asking: Asking, by: User, at: datetime, shown: Collection[int] | None = None) -> list[Turn]:
    """All still theirs: those that were shown (None: all), but never what needs a word of its own."""
    # Listings first, then their organizations, then the question: as a check takes them, and whoever adds an account.
    listings = locked(listings_of(asking.organization).values_list("pk", flat=True))
    take_turns({one.organization_id for one in listings})
    asking = Asking.objects.select_for_update().get(pk=asking.pk)
    if not asking.is_open:
        return []
    apart = need_own_word(listings, at=at)
    theirs = [one for one in listings if one.pk not in apart and one.proof != Proof.RELEASED]
    theirs = [one for one in theirs if shown is None or one.pk in shown]
    turns = attest(listings=theirs, by=by, at=at)
    _answered(asking, by, at, accounts=len(theirs))
    return turns


@transaction.atomic
def close_if_answered(*, organization: Organization, by: User, at: datetime) -> None:
    """Representatives may as well answer at their desk: once they said something of each, the question is answered."""
    open_ones = Asking.objects.filter(organization__in=line_of(organization), **_IS_OPEN)
    for asking in open_ones.select_for_update(of=("self",)).select_related("organization"):
        said = Evidence.objects.filter(
            listing=OuterRef("pk"), kind__in=WORD, observed_at__gte=asking.asked_at
        )
        theirs = listings_of(asking.organization).exclude(proof=Proof.RELEASED)
        if not theirs.filter(~Exists(said)).exists():
            _answered(asking, by, at, accounts=theirs.count())


def of_line(organization: Organization) -> Asking | None:
    """The open question to whoever speaks for an organization."""
    asked = Asking.objects.filter(organization__in=line_of(organization), **_IS_OPEN)
    return asked.select_related("organization").order_by("asked_at").first()


def listings_of(head: Organization) -> QuerySet[Listing]:
    """What is listed for an organization and for its parts for which nobody else speaks."""
    return Listing.objects.current().filter(organization__in=_spoken_for(head))


_IS_OPEN = {"answered_at": None, "lapsed_at": None}


def _head(organization: Organization) -> Organization | None:
    """The organization itself or the nearest above that somebody speaks for."""
    line = line_of(organization)
    speaking = Representative.objects.speaking().filter(organization__in=line)
    spoken_for = set(speaking.values_list("organization", flat=True))
    nearest = next((pk for pk in line if pk in spoken_for), None)
    return Organization.objects.get(pk=nearest) if nearest else None


def _spoken_for(head: Organization) -> list[int]:
    """The organization and its parts down to where somebody else speaks. One query for each level."""
    others = Representative.objects.speaking().filter(organization=OuterRef("pk"))
    found, level = [head.pk], [head.pk]
    for _ in range(DEEPEST):
        below = Organization.objects.filter(parent__in=level).exclude(pk__in=found).filter(~Exists(others))
        level = list(below.values_list("pk", flat=True))
        if not level:
            break
        found += level
    return found


def _begin(head: Organization, cause: str, detail: str, at: datetime) -> Asking | None:
    """None where a question is open, even one that somebody else began at this moment."""
    if Asking.objects.filter(organization=head, **_IS_OPEN).exists():
        return None
    asking = Asking(
        organization=head, cause=cause, detail=detail[:LONGEST], asked_at=at, next_reminder_at=at + EVERY
    )
    try:
        with transaction.atomic():
            asking.save(force_insert=True)
    except IntegrityError:
        return None
    record(verb="asking.asked", about=head, by=None, at=at, cause=cause)
    _mail(asking, "odd" if cause == Asking.Cause.ODD else "yearly", at)
    return asking


def _add(head: Organization, detail: str, at: datetime) -> Asking | None:
    """One more thing that looks odd, the newest first; what no longer fits goes."""
    asking = Asking.objects.select_for_update().filter(organization=head, **_IS_OPEN).first()
    told = asking.detail.splitlines() if asking else []
    if asking is None or not detail or detail in told:
        return None
    lines = [detail[:LONGEST]]
    for line in told:
        if len("\n".join([*lines, line])) <= LONGEST:
            lines.append(line)
    asking.detail = "\n".join(lines)
    asking.reminders, asking.next_reminder_at = 0, at + EVERY
    asking.save(update_fields=["detail", "reminders", "next_reminder_at"])
    record(verb="asking.added_to", about=head, by=None, at=at)
    _mail(asking, "odd", at)
    return asking


def _is_due(head: Organization, at: datetime) -> bool:
    """Whether the last word about an account of theirs, or else the listing and its speakers, are eleven months old."""
    long_ago = at - ASKED_AFTER
    began_long_ago = (
        Representative.objects.current().filter(organization=head, since_at__lte=long_ago).exists()
    )
    theirs = listings_of(head).exclude(proof__in=(Proof.RELEASED, Proof.DISPUTED))
    said = theirs.exclude(account__health__state=Health.State.GONE).annotate(
        last_word=Max(
            "evidence__observed_at",
            filter=Q(evidence__kind__in=WORD, evidence__outcome=Outcome.CONFIRMS),
        )
    )
    never = Q(last_word=None, listed_at__lte=long_ago) if began_long_ago else Q(pk__in=[])
    return said.filter(Q(last_word__lte=long_ago) | never).exists()


def _overdue(at: datetime) -> QuerySet[Asking]:
    return Asking.objects.filter(next_reminder_at__lte=at, **_IS_OPEN).order_by("pk")


@transaction.atomic
def _remind(asking: Asking, at: datetime) -> bool:
    asking = Asking.objects.select_for_update().get(pk=asking.pk)
    if not asking.is_open or asking.reminders >= REMINDERS:
        return False
    asking.reminders += 1
    asking.next_reminder_at = at + EVERY
    asking.save(update_fields=["reminders", "next_reminder_at"])
    record(verb="asking.reminded", about=asking.organization, by=None, at=at, reminder=asking.reminders)
    _mail(asking, "reminder", at)
    return True


@transaction.atomic
def _lapse(asking: Asking, at: datetime) -> bool:
    asking = Asking.objects.select_for_update().get(pk=asking.pk)
    if not asking.is_open:
        return False
    asking.lapsed_at, asking.next_reminder_at = at, None
    asking.save(update_fields=["lapsed_at", "next_reminder_at"])
    record(verb="asking.lapsed", about=asking.organization, by=None, at=at)
    _mail(asking, "lapsed", at)
    return True


def _answered(asking: Asking, by: User, at: datetime, *, accounts: int) -> None:
    asking.answered_at, asking.answered_by, asking.next_reminder_at = at, by, None
    asking.save(update_fields=["answered_at", "answered_by", "next_reminder_at"])
    record(verb="asking.answered", about=asking.organization, by=by, at=at, accounts=accounts)


def _mail(asking: Asking, template: str, at: datetime) -> None:
    people = speakers(asking.organization)
    listings = in_order(listings_of(asking.organization)).prefetch_related("evidence")
    emails.tell(asking, people, list(listings), template, at=at)


def in_order(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    """As people read them: by organization, then by platform and name."""
    return listings.select_related("account__health", "organization").order_by(
        "organization__sort_name", "organization", "account__platform", "account__key"
    )
