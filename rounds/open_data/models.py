"""The log of changes: one line for whatever changed in what the List says, in an order that can be followed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.activity.models import Activity
from rounds.directory.models import Listing, Statement
from rounds.organizations.models import Change, Organization


class LoggedChange(models.Model):
    """A line of the log. Its number is the cursor: who has read up to it has read all that came before (decision 0021).

    What changed is not copied: it stands in the record that the line points to, and goes when that is erased. That an
    organization was removed stands in the record of what happened, so whoever read of it learns that it has gone.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("Organization added")
        CHANGED = "changed", _("Facts of an organization")
        MERGED = "merged", _("Organization merged")
        CLOSED = "closed", _("Organization closed")
        WITHDRAWN = "withdrawn", _("Organization entered by mistake")
        REMOVED = "removed", _("Organization removed")
        REOPENED = "reopened", _("Organization open again")
        LISTED = "listed", _("Account listed")
        PROOF = "proof", _("Proof changed")
        RENAMED = "renamed", _("Account renamed")
        DESCRIBED = "described", _("Account described otherwise")
        ENDED = "ended", _("Account taken out")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    organization = models.ForeignKey(  # None where it was removed
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    removal = models.OneToOneField(  # its data name the organization
        Activity, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    change = models.ForeignKey(Change, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    listing = models.ForeignKey(Listing, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    # What was said from then on; None where a proof lapsed and nothing has been written about it yet.
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    previous = models.ForeignKey(  # what was said until then
        Statement, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    happened_at = models.DateTimeField(_("happened"))
    logged_at = models.DateTimeField(_("logged"))

    class Meta:
        verbose_name = _("logged change")
        verbose_name_plural = _("logged changes")
        indexes = [
            models.Index(fields=["organization", "id"], name="open_data_log_of"),
            models.Index(fields=["happened_at", "id"], name="open_data_log_since"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="removed", organization=None, removal__isnull=False)
                | (~Q(kind="removed") & Q(organization__isnull=False, removal=None)),
                name="open_data_of_an_organization_or_its_removal",
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(kind="added"), name="open_data_added_once"
            ),
            models.UniqueConstraint(
                fields=["listing", "kind"],
                condition=Q(kind__in=["listed", "ended"]),
                name="open_data_listed_and_ended_once",
            ),
            models.UniqueConstraint(fields=["change"], name="open_data_change_once"),
            models.UniqueConstraint(fields=["statement"], name="open_data_statement_once"),
            models.UniqueConstraint(
                fields=["listing"],
                condition=Q(kind="proof", statement=None),
                name="open_data_one_lapse_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.kind}"


class ChangeLog(models.Model):
    """How far the log has come. Whoever writes into it holds this row, so lines are numbered as they are committed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveBigIntegerField(default=0)  # the data version that is logged in full
    logged_at = models.DateTimeField(null=True, blank=True)
    # For each source what is read: {"statement": {"floor": 7, "mark": 9, "horizon": 750, "marked_at": "…"}}
    positions = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="open_data_one_log")]

    def __str__(self) -> str:
        return f"version {self.version}"
