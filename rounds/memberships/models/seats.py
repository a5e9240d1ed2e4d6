"""Who of an organization takes part: seats, the invitations that lead to them, and who leads."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rounds.memberships.models.terms import Membership, Term


class LeadershipQuerySet(models.QuerySet["Leadership"]):
    def current(self) -> Self:
        """Of those who lead now."""
        return self.filter(until_at=None)


class Leadership(models.Model):
    """A person hands out an organization's seats and points, from and until."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="leaderships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="leaderships")
    from_at = models.DateTimeField(_("from"))
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = LeadershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("leadership")
        verbose_name_plural = _("leaderships")
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "user"], condition=Q(until_at=None), name="memberships_leads_once"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="memberships_leads_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} leads {self.membership_id}"


class Invitation(models.Model):
    """A way to a seat: by a mail to one address, for everybody at a mail domain, or by a link that some may use."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("By e-mail")
        DOMAIN = "domain", _("By e-mail domain")
        LINK = "link", _("By link")

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="invitations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    email = models.EmailField(max_length=254, blank=True)  # lower case
    domain = models.CharField(max_length=253, blank=True)  # lower case, as in DNS
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the token in the link, in hex
    places = models.PositiveIntegerField(_("at most"), default=1)
    used = models.PositiveIntegerField(default=0)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("until"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=(
                    (Q(kind="email") & ~Q(email="") & Q(domain="") & Q(places=1))
                    | (Q(kind="domain") & ~Q(domain="") & Q(email=""))
                    | (Q(kind="link") & Q(email="") & Q(domain="") & ~Q(digest=""))
                ),
                name="memberships_invitation_is_one_kind",
            ),
            models.CheckConstraint(condition=Q(used__lte=F("places")), name="memberships_invites_so_many"),
            models.UniqueConstraint(
                fields=["membership", "email"],
                condition=Q(kind="email", withdrawn_at=None, used=0),
                name="memberships_invited_once",
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=~Q(digest=""), name="memberships_invitation_token"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.kind} {self.email or self.domain}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def held(self) -> Self:
        """Seats that nobody has given back or taken back; whether their term counts is another question."""
        return self.filter(until_at=None)

    def taken_back(self, *, membership: Any, user: Any, since: Any) -> Self:
        """By a leader, from somebody whom a link or a domain that was opened before would let in again."""
        theirs = self.filter(term__membership=membership, user=user, ended_reason="taken back")
        return theirs.filter(until_at__gte=since)


class Seat(models.Model):
    """One person's place in one term. `place` counts from 1 to `places`, the term's seats: no place is held twice."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="held_seats")
    place = models.PositiveIntegerField()
    places = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    from_at = models.DateTimeField(_("from"))
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="seats"
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_reason = models.CharField(max_length=20, blank=True)  # "taken back", "left", "moved", "closed"

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "place"], condition=Q(until_at=None), name="memberships_place_held_once"
            ),
            models.UniqueConstraint(
                fields=["term", "user"], condition=Q(until_at=None), name="memberships_seated_once"
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1) & Q(place__lte=F("places")), name="memberships_place_exists"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="memberships_seat_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.term_id}"
