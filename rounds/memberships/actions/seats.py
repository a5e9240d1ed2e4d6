"""What can happen to a seat: granted, taken back, given up, carried over into the next term."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from rounds.activity.actions import record, record_many
from rounds.memberships.actions.holding import hold, hold_wallets, must_lead, running_term
from rounds.memberships.actions.points.moving import return_unspent
from rounds.memberships.emails import seats as emails
from rounds.memberships.models import Invitation, Membership, Seat, Term, Wallet
from rounds.memberships.models.seats import SeatQuerySet
from rounds.memberships.refusing import Refused
from rounds.users.models import User

TAKEN_BACK, LEFT, MOVED, CLOSED = "taken back", "left", "moved", "closed"


@transaction.atomic
def grant(
    *, membership: Membership, user: User, by: User | None, at: datetime, invitation: Invitation | None = None
) -> Seat:
    """The lowest free place of the running term, and of terms that follow it already. Who has one keeps it."""
    membership = hold(membership)
    term = running_term(membership, at.date())
    if seat := Seat.objects.held().filter(term=term, user=user).first():
        return seat
    if (place := _lowest_free(term)) is None:
        raise Refused(Refused.FULL)
    seat = _seat(term, place, user, by, at, invitation)
    seat.save(force_insert=True)
    _seat_in_later_terms(term, user, by, at, invitation)
    record(verb="seat.granted", about=seat, by=by, at=at, membership=membership.pk, user=user.pk)
    if by != user:
        emails.tell_given(seat, membership, at=at)
    return seat


@transaction.atomic
def take_back(*, seat: Seat, by: User, at: datetime) -> int:
    """By a leader. Returns how many unspent points went back to the organization."""
    membership = hold(seat.term.membership)
    must_lead(by, membership)
    return _end(seat, membership, TAKEN_BACK, by, at)


@transaction.atomic
def seat_again(*, seat: Seat, by: User, at: datetime) -> Seat:
    """Undo a taking back: a seat again, if one is free. Points that went back stay with the organization."""
    membership = hold(seat.term.membership)
    must_lead(by, membership)
    return grant(membership=membership, user=seat.user, by=by, at=at, invitation=seat.invitation)


@transaction.atomic
def give_up(*, seat: Seat, at: datetime) -> int:
    """By whoever holds it. Returns how many unspent points went back to the organization."""
    return _end(seat, hold(seat.term.membership), LEFT, seat.user, at)


@transaction.atomic
def vacate(*, user: User, at: datetime) -> int:
    """All seats of a person who closes their account. Returns how many."""
    held = Seat.objects.held().filter(user=user).select_related("term__membership", "user")
    seats = {seat.term.membership_id: seat for seat in held.order_by("term__membership_id", "pk")}
    memberships = [hold(seat.term.membership) for seat in seats.values()]  # all of them before any wallet
    for membership in memberships:
        _end(seats[membership.pk], membership, CLOSED, user, at)
    return len(seats)


@transaction.atomic
def carry_over(*, term_from: Term, term_to: Term, by: User | None, at: datetime) -> list[Seat]:
    """Seat in a new term whoever has a seat in the last, lowest places first; those for whom there is none lose it.

    Where the new term begins at once the old seats end. Where it is still to come they go on until it does.
    """
    membership = hold(term_to.membership)
    sitting = list(Seat.objects.held().filter(term=term_from).select_related("user").order_by("place"))
    there = set(Seat.objects.held().filter(term=term_to).values_list("user_id", flat=True))
    coming = [seat for seat in sitting if seat.user_id not in there and seat.user.is_active]
    free = _free(term_to)
    pairs = list(zip(free, coming, strict=False))
    seats = Seat.objects.bulk_create(
        [_seat(term_to, place, old.user, by, at, old.invitation) for place, old in pairs], batch_size=1_000
    )
    record_many(
        verb="seat.carried_over",
        about=[(seat, {"membership": membership.pk, "user": seat.user_id}) for seat in seats],
        by=by,
        at=at,
    )
    if term_to.starts_on <= at.date():
        _move_out(Seat.objects.held().filter(term=term_from), membership, coming[len(pairs) :], by, at)
    return seats


@transaction.atomic
def move_on(*, membership: Membership, at: datetime) -> int:
    """Once a later term runs, end the seats of terms that are over. Returns how many people have none any more."""
    membership = hold(membership)
    try:
        term = running_term(membership, at.date())
    except Refused:
        return 0
    old = Seat.objects.held().filter(term__membership=membership, term__starts_on__lt=term.starts_on)
    there = set(Seat.objects.held().filter(term=term).values_list("user_id", flat=True))
    seats = list(old.select_related("user", "term").order_by("pk"))
    left_over = {seat.user_id: seat for seat in seats if seat.user_id not in there}
    _move_out(old, membership, list(left_over.values()), None, at)
    return len(left_over)


def held_by(user: User, membership: Membership, day: date) -> Seat | None:
    """The person's seat in the term that runs, if any."""
    try:
        term = running_term(membership, day)
    except Refused:
        return None
    return Seat.objects.held().filter(term=term, user=user).first()


def _seat(
    term: Term, place: int, user: User, by: User | None, at: datetime, invitation: Invitation | None
) -> Seat:
    return Seat(
        term=term, place=place, places=term.seats, user=user, from_at=at, granted_by=by, invitation=invitation
    )


def _free(term: Term) -> Sequence[int]:
    taken = set(Seat.objects.held().filter(term=term).values_list("place", flat=True))
    return [place for place in range(1, term.seats + 1) if place not in taken]


def _lowest_free(term: Term) -> int | None:
    return next(iter(_free(term)), None)


def _later(term: Term) -> Q:
    """Terms of the same membership that are agreed already and begin after this one."""
    return Q(membership_id=term.membership_id, starts_on__gt=term.starts_on, ending=None)


def _seat_in_later_terms(
    term: Term, user: User, by: User | None, at: datetime, invitation: Invitation | None
) -> None:
    for later in Term.objects.filter(_later(term)).exclude(held_seats__in=_held_by(user)):
        if (place := _lowest_free(later)) is not None:
            _seat(later, place, user, by, at, invitation).save(force_insert=True)


def _held_by(user: User) -> SeatQuerySet:
    return Seat.objects.held().filter(user=user)


def _end(seat: Seat, membership: Membership, reason: str, by: User, at: datetime) -> int:
    """In every term of the membership, so that nobody comes back with its renewal."""
    mine = Seat.objects.held().filter(term__membership=membership, user=seat.user_id)
    if not mine.update(until_at=at, ended_by=by, ended_reason=reason):
        return 0
    record(verb="seat.ended", about=seat, by=by, at=at, membership=membership.pk, reason=reason)
    returned = return_unspent(membership=membership, user=seat.user, by=by, at=at)
    if reason == TAKEN_BACK and by.pk != seat.user_id:
        emails.tell_taken_back(seat, membership, returned, at=at)
    return returned


def _move_out(
    seats: SeatQuerySet, membership: Membership, left_over: Sequence[Seat], by: User | None, at: datetime
) -> None:
    """End seats of a term that is over. Those left over have none in the next: they are told."""
    seats.update(until_at=at, ended_by=by, ended_reason=MOVED)
    wallets = Wallet.objects.filter(
        Q(membership=membership) | Q(user__in=[seat.user_id for seat in left_over])
    )
    hold_wallets(list(wallets.values_list("pk", flat=True)))
    for seat in left_over:
        record(verb="seat.ended", about=seat, by=by, at=at, membership=membership.pk, reason=MOVED)
        returned = return_unspent(membership=membership, user=seat.user, by=by, at=at)
        emails.tell_taken_back(seat, membership, returned, at=at)
