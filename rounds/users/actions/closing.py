"""What can happen when somebody closes their account here: asked, taken back, erased part by part, done."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from rounds.mail import forgetting
from rounds.users.leaving import emails, sessions
from rounds.users.models import Closing, User
from rounds.users.people import searching
from rounds.users.personal_data import holdings
from rounds.users.signals import happened

MAY_BE_TAKEN_BACK = timedelta(minutes=30)
FAREWELL_WAITS = timedelta(minutes=15)  # for the mail server; then the address goes, told or not
LAST = "users"  # the holding with the addresses, by which the others find what is theirs


class Refused(Exception):
    """`reasons`: what the person has to do first, in sentences."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class TooLate(Exception):
    """It cannot be taken back any more."""


def obstacles(user: User) -> list[str]:
    """Why the person cannot close yet."""
    said = (holding.refuse(user) for holding in holdings().values() if holding.refuse)
    return [reason for reason in said if reason]


def warnings(user: User) -> list[str]:
    """What the person should know before."""
    return [text for holding in holdings().values() if holding.warn for text in holding.warn(user)]


@transaction.atomic
def ask(*, user: User, at: datetime) -> Closing:
    """Close: from now on nobody signs in, and after half an hour it is erased. Asked twice, it is asked once."""
    current = _hold(user)
    if begun := Closing.objects.filter(user=current).first():
        return begun
    if reasons := obstacles(current):
        raise Refused(reasons)
    closing = Closing.objects.create(user=current, asked_at=at, erase_at=at + MAY_BE_TAKEN_BACK)
    current.is_active = False
    current.save(update_fields=["is_active"])
    sessions.end_listed(current)
    searching.refind([current])
    happened.send(sender=Closing, verb="user.closing", about=current, by=current, at=at, data={})
    emails.tell_closing(closing, at=at)
    return closing


@transaction.atomic
def take_back(*, closing: Closing, at: datetime) -> User:
    """Everything is as it was; the person signs in again."""
    current = _locked(closing.pk)
    if current is None or not current.may_be_taken_back(at):
        raise TooLate
    user = current.user
    user.is_active = True
    user.save(update_fields=["is_active"])
    current.delete()
    searching.refind([user])
    happened.send(sender=Closing, verb="user.stayed", about=user, by=user, at=at, data={})
    return user


@transaction.atomic
def erase(*, closing: Closing, name: str, at: datetime) -> None:
    """Erase one holding, once."""
    current = _locked(closing.pk)
    if current is None or name in current.erased or at < current.erase_at:
        return
    holdings()[name].erase(current.user, at)
    current.erased = [*current.erased, name]
    current.save(update_fields=["erased"])


@transaction.atomic
def finish(*, closing: Closing, at: datetime) -> None:
    """Erase the last holding, the address with it, and say so to the address. Nothing but a mail remembers it then."""
    current = _locked(closing.pk)
    if current is None or current.finished_at or at < current.erase_at:
        return
    email = current.user.email
    holdings()[LAST].erase(current.user, at)
    happened.send(sender=Closing, verb="user.closed", about=current.user, by=None, at=at, data={})
    current.farewell = emails.say_goodbye(current, email, at=at)
    current.erased, current.problem, current.finished_at = [*current.erased, LAST], "", at
    current.save(update_fields=["farewell", "erased", "problem", "finished_at"])


def note_problem(*, closing: Closing, name: str, fault: Exception) -> None:
    """What a fault says may name the person, so only its kind is kept."""
    problem = f"{name}: {type(fault).__name__}"[:200]
    Closing.objects.filter(pk=closing.pk, finished_at=None).update(problem=problem)


def forget_farewells(*, at: datetime) -> int:
    """Erase the last mails once they have left, or could not. Returns how many went."""
    left = Q(farewell__sent_at__isnull=False) | Q(farewell__given_up_at__isnull=False)
    over = Q(finished_at__lte=at - FAREWELL_WAITS)
    found = Closing.objects.filter(left | over, farewell__isnull=False)
    return forgetting.delete(found.values_list("farewell", flat=True))


def _hold(user: User) -> User:
    """With every other administrator, so that the last two cannot leave at the same moment."""
    alone = Q(pk=user.pk)
    whom = alone | Q(is_superuser=True, is_active=True) if user.is_superuser else alone
    held = User.objects.select_for_update().filter(whom).order_by("pk")
    return next(one for one in held if one.pk == user.pk)


def _locked(pk: int) -> Closing | None:
    return Closing.objects.select_for_update(of=["self"]).select_related("user").filter(pk=pk).first()
