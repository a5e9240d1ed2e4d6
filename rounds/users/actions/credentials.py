"""What can happen to a credential: stated, checked, refused, taken back, ended, and it runs out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from rounds.users.actions import profiles
from rounds.users.credentials import emails
from rounds.users.models import Credential, User
from rounds.users.signals import happened

REMIND = timedelta(days=30)  # before it runs out
State = Credential.State


class Conflict(Exception):
    """Somebody decided about it, or took it back, since it was read."""

    def __init__(self, credential: Credential) -> None:
        super().__init__(credential.state)
        self.credential = credential


class NotImpartial(Exception):
    """Nobody checks their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a person states. `abbreviation`: one of those that are known."""

    abbreviation: str
    basis: str
    npi: str = ""
    license_number: str = ""
    jurisdiction: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What staff saw. `record`: where, so that others can look again. `until_on`: its last day; None for a degree."""

    record: str
    license_number: str = ""
    jurisdiction: str = ""
    npi: str = ""
    until_on: date | None = None


@transaction.atomic
def state(*, user: User, statement: Statement, by: User, at: datetime) -> Credential:
    """Put it in the queue. Stated again while it waits, the new statement takes the place of the old one."""
    User.objects.select_for_update().get(pk=user.pk)
    told = {
        "basis": statement.basis,
        "npi": statement.npi,
        "license_number": statement.license_number,
        "jurisdiction": statement.jurisdiction,
        "note": statement.note,
        "stated_at": at,
    }
    credential, is_new = Credential.objects.update_or_create(
        user=user, abbreviation=statement.abbreviation, state=State.STATED, defaults=told
    )
    _tell("credential.stated" if is_new else "credential.stated_again", credential, by, at)
    return credential


@transaction.atomic
def take_back(*, credential: Credential, by: User, at: datetime) -> Credential:
    """The person no longer wants it checked, or shown. Taking it back twice changes nothing."""
    current = _locked(credential)
    if current.state not in {State.STATED, State.CHECKED}:
        return current
    _end(current, State.WITHDRAWN, at)
    _tell("credential.taken_back", current, by, at)
    profiles.settle_names(user=current.user, at=at)
    return current


@transaction.atomic
def check(*, credential: Credential, version: str, seen: Seen, by: User, at: datetime) -> Credential:
    """Confirm it, with the record that was seen. What waited for it is released."""
    current = _waiting(credential, version, by)
    for older in Credential.objects.select_for_update().filter(
        user=current.user_id, abbreviation=current.abbreviation, state=State.CHECKED
    ):
        _end(older, State.REPLACED, at)
    for name in ("record", "license_number", "jurisdiction", "npi", "until_on"):
        setattr(current, name, getattr(seen, name))
    _decide(current, State.CHECKED, by, at)
    _tell("credential.checked", current, by, at)
    released = profiles.settle_names(user=current.user, at=at)
    emails.tell_checked(current, released, at=at)
    return current


@transaction.atomic
def refuse(*, credential: Credential, version: str, reason: str, by: User, at: datetime) -> Credential:
    """It could not be confirmed; the person reads why, and may state it again."""
    current = _waiting(credential, version, by)
    current.reason = reason
    _decide(current, State.REFUSED, by, at)
    _tell("credential.refused", current, by, at)
    emails.tell_refused(current, at=at)
    return current


@transaction.atomic
def revoke(*, credential: Credential, reason: str, by: User, at: datetime) -> Credential:
    """A check turned out wrong, or the license was withdrawn: from now on it is not shown."""
    current = _locked(credential)
    if current.state != State.CHECKED:
        raise Conflict(current)
    if current.user_id == by.pk:
        raise NotImpartial
    current.reason = reason
    _decide(current, State.REFUSED, by, at)
    _tell("credential.revoked", current, by, at)
    profiles.settle_names(user=current.user, at=at)
    emails.tell_refused(current, at=at)
    return current


def remind_of_expiry(*, at: datetime) -> int:
    """Write to those whose credential runs out within thirty days. Returns how many."""
    day = at.date()
    due = Credential.objects.filter(
        state=State.CHECKED, reminded_at=None, until_on__gte=day, until_on__lte=day + REMIND
    )
    return sum(_remind(pk, at) for pk in list(due.values_list("pk", flat=True)))


def end_expired(*, at: datetime) -> int:
    """Tell those whose credential ran out, and bring what they are found by up to date. Returns how many."""
    out = Credential.objects.filter(state=State.CHECKED, lapsed_at=None, until_on__lt=at.date())
    return sum(_lapse(pk, at) for pk in list(out.values_list("pk", flat=True)))


@transaction.atomic
def erase(*, user: User) -> None:
    """All that the person stated, and what came of it."""
    Credential.objects.filter(user=user).delete()


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    current = Credential.objects.select_for_update().select_related("user").get(pk=pk)
    if current.reminded_at or current.state != State.CHECKED:
        return False
    current.reminded_at = at
    current.save(update_fields=["reminded_at"])
    _tell("credential.reminded", current, None, at)
    emails.remind(current, at=at)
    return True


@transaction.atomic
def _lapse(pk: int, at: datetime) -> bool:
    current = Credential.objects.select_for_update().select_related("user").get(pk=pk)
    if current.lapsed_at or not current.has_run_out(at.date()):
        return False
    current.lapsed_at = at
    current.save(update_fields=["lapsed_at"])
    _tell("credential.ran_out", current, None, at)
    profiles.settle_names(user=current.user, at=at)
    emails.tell_ran_out(current, at=at)
    return True


def _locked(credential: Credential) -> Credential:
    return Credential.objects.select_for_update(of=("self",)).select_related("user").get(pk=credential.pk)


def _waiting(credential: Credential, version: str, by: User) -> Credential:
    """One that waits, as it was when it was read: the person may have stated something else since."""
    current = _locked(credential)
    if current.state != State.STATED or current.version != version:
        raise Conflict(current)
    if current.user_id == by.pk:
        raise NotImpartial
    return current


def _decide(credential: Credential, state: str, by: User, at: datetime) -> None:
    credential.state, credential.checked_by, credential.checked_at = state, by, at
    if state == State.REFUSED:
        credential.ended_at = at
    credential.save(
        update_fields=[
            *("state", "checked_by", "checked_at", "ended_at", "reason"),
            *("record", "license_number", "jurisdiction", "npi", "until_on"),
        ]
    )


def _end(credential: Credential, state: str, at: datetime) -> None:
    credential.state, credential.ended_at = state, at
    credential.save(update_fields=["state", "ended_at"])


def _tell(verb: str, credential: Credential, by: User | None, at: datetime) -> None:
    data = {"abbreviation": credential.abbreviation}
    happened.send(sender=Credential, verb=verb, about=credential, by=by, at=at, data=data)
