"""Feeds with an address of somebody's own."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PrivateFeedQuerySet(models.QuerySet["PrivateFeed"]):
    def in_force(self) -> Self:
        """Those whose address still works. Whoever may not sign in gets nothing by them either."""
        return self.filter(revoked_at=None, user__is_active=True, user__closed_at=None)


class PrivateFeed(models.Model):
    """The address is a key: 256 random bits, of which only the SHA-256 is kept.

    What it carries is asked anew each time: whatever its person may read at that moment.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(  # a podcast, a blog, the library; none: everything new on the site
        Page,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("what it is of"),
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"))
    last_fetched_on = models.DateField(_("last fetched"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = PrivateFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("private feed")
        verbose_name_plural = _("private feeds")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page"], condition=Q(revoked_at=None), name="content_private_feed_once"
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at=None, page=None),
                name="content_private_feed_of_all_once",
            ),
        ]

    def __str__(self) -> str:
        return f"of {self.user_id}"
