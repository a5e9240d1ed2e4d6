"""What every page in a zone has in common."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageQuerySet

from rounds.core.zones import ADVERTISED, Zone, open_to

FOR_MEMBERS = (Zone.MEMBER, Zone.ORGANIZATION)


def up(pages: Any) -> Any:
    """What is over is not, whether or not the clock has taken it down."""
    return pages.filter(Q(expire_at=None) | Q(expire_at__gt=timezone.now()))


class ZonedQuerySet(PageQuerySet):
    def live(self) -> Self:
        shown: Self = up(super().live())
        return shown

    def visible_to(self, user: Any) -> Self:
        """Those that a person (or AnonymousUser) may read whole."""
        return self.visible_in(open_to(user))

    def known_to(self, user: Any) -> Self:
        """Those whose title and opening a person may see."""
        return self.known_in(open_to(user))

    def visible_in(self, zones: frozenset[str]) -> Self:
        sampled = Q(is_sample=True) if Zone.GUEST in zones else Q(pk__in=[])
        return self.filter(Q(zone__in=zones) | sampled)

    def known_in(self, zones: frozenset[str]) -> Self:
        return self.filter(Q(zone__in=ADVERTISED) | Q(zone__in=zones))


class Zoned(models.Model):
    zone = models.CharField(
        _("who may read it"), max_length=20, choices=Zone.choices, default=Zone.MEMBER, db_index=True
    )
    is_sample = models.BooleanField(
        _("a sample"),
        default=False,
        help_text=_("Guests may read it whole, to see what membership brings. For members’ pages alone."),
    )

    class Meta:
        abstract = True

    def is_open_in(self, zones: frozenset[str]) -> bool:
        """Whether it is read whole by whoever may enter these zones."""
        return self.zone in zones or (self.is_sample and Zone.GUEST in zones)

    def is_known_in(self, zones: frozenset[str]) -> bool:
        return self.zone in ADVERTISED or self.zone in zones
