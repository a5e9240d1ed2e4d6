"""Spreadsheets that people bring, what is to become of each row, and what was done, so that it can be undone."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rounds.directory.models import Listing, Purpose, Submission
from rounds.organizations.models import Organization, OrganizationType
from rounds.users.models import User

MODERATE = "directory.moderate_submission"


class SpreadsheetQuerySet(models.QuerySet["Spreadsheet"]):
    def visible_to(self, user: User) -> Self:
        """A person's own. Moderators see those of others once they are in the List, to take them back if need be."""
        own = Q(by=user)
        return self.filter(own | Q(state__in=Spreadsheet.IN) if user.has_perm(MODERATE) else own)


class Spreadsheet(models.Model):
    """One file, from when it is brought to when what it brought is taken back.

    `position` is the last row whose batch is safe, of `total`: whatever was cut off goes on behind it.
    """

    class State(models.TextChoices):
        NEW = "new", _("Columns to be confirmed")
        MATCHING = "matching", _("Being looked through")
        READY = "ready", _("Ready to be taken in")
        TAKING = "taking", _("Being taken in")
        TAKEN = "taken", _("In the List")
        RETURNING = "returning", _("Being taken back")
        RETURNED = "returned", _("Taken back")

    class Facts(models.TextChoices):
        """What becomes of facts about organizations, where a moderator brings them."""

        LEAVE = "leave", _("Leave them as they are")
        FILL = "fill", _("Fill in what is missing")
        CORRECT = "correct", _("Fill in and correct")

    IN = (State.TAKING, State.TAKEN, State.RETURNING, State.RETURNED)
    BUSY = (State.MATCHING, State.TAKING, State.RETURNING)
    PLANNING = (State.NEW, State.MATCHING, State.READY)

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="spreadsheets",
    )
    file_name = models.CharField(_("file"), max_length=300)
    kept_as = models.CharField(max_length=64)  # the file's name on our disk; "" once it is erased
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.NEW)
    # How it is read: "" for what we find out; the header's line, 0 for none, -1 for one to be found.
    encoding = models.CharField(max_length=20, blank=True)
    separator = models.CharField(max_length=2, blank=True)
    sheet = models.CharField(max_length=200, blank=True)
    header = models.IntegerField(default=-1)
    header_digest = models.CharField(max_length=64, blank=True)  # of the columns' names, to know them again
    names = models.JSONField(default=list, blank=True)  # of the columns
    columns = models.JSONField(default=list, blank=True)  # what each is: roles, as confirmed
    # What a row means that does not say: which organization it is about, and the rest for new organizations.
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    type = models.CharField(_("type"), max_length=30, choices=OrganizationType.choices, blank=True)
    facts = models.CharField(_("facts"), max_length=10, choices=Facts.choices, default=Facts.FILL)
    position = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.CharField(_("what went wrong"), max_length=500, blank=True)
    version = models.PositiveBigIntegerField(default=0)  # the data version that the plan was made under
    sent_at = models.DateTimeField(_("brought"))
    moved_at = models.DateTimeField()  # when it last came further; whatever stands still is taken up again
    taken_at = models.DateTimeField(_("taken in"), null=True, blank=True)
    returned_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    erased_at = models.DateTimeField(_("file erased"), null=True, blank=True)

    objects = SpreadsheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("spreadsheet")
        verbose_name_plural = _("spreadsheets")
        indexes = [
            models.Index(fields=["by", "-sent_at"], name="spreadsheets_of_a_person"),
            models.Index(fields=["state", "moved_at"], name="spreadsheets_standing_still"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["taken", "returning", "returned"]) | Q(taken_at__isnull=False),
                name="spreadsheets_taken_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | Q(returned_at__isnull=False),
                name="spreadsheets_returned_when",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("spreadsheets:spreadsheet", args=[self.pk])

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY


class Row(models.Model):
    """One row of a file: whom it is about, and what is to become of it."""

    class Verdict(models.TextChoices):
        """Whom the row is about, before a person says anything."""

        OPEN = "", _("Not looked at yet")
        THIS = "this-one", _("Known")
        ASK = "ask-a-person", _("One of several, or none")
        NEW = "new", _("Not in the register")
        NONE = "none", _("Names nobody")

    class Choice(models.TextChoices):
        """What the person says of it."""

        NONE = "", _("Nothing")
        THIS = "this-one", _("It is this one")
        NEW = "new", _("Add a new organization")
        SKIP = "skip", _("Leave it out")

    class Group(models.TextChoices):
        """What will happen."""

        READY = "ready", _("Will be taken in")
        ASK = "ask", _("Needs you")
        THERE = "there", _("Nothing to do")
        REFUSED = "refused", _("Cannot be taken in")
        SKIPPED = "skipped", pgettext_lazy("rows", "Left out by you")

    spreadsheet = models.ForeignKey(Spreadsheet, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(default=list)
    key = models.CharField(
        max_length=32, blank=True
    )  # the same for rows that name an organization in the same way
    label = models.CharField(max_length=300, blank=True)  # the organization as the row names it
    verdict = models.CharField(max_length=20, choices=Verdict.choices, blank=True)
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    matched_id = models.BigIntegerField(null=True, blank=True)  # whom the matching took it for
    candidates = models.JSONField(
        default=list, blank=True
    )  # [{"id":, "name":, "place":, "score":, "agrees":, …}]
    group = models.CharField(max_length=10, choices=Group.choices, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    changes = models.JSONField(default=list, blank=True)  # facts: [[field, old, new], …]
    adds = models.BooleanField(default=False)  # a new organization
    taken_at = models.DateTimeField(null=True, blank=True)
    differs = models.CharField(max_length=500, blank=True)  # what came otherwise than the preview said

    class Meta:
        verbose_name = _("row")
        verbose_name_plural = _("rows")
        indexes = [
            models.Index(fields=["spreadsheet", "group", "number"], name="spreadsheets_rows_in_groups")
        ]
        constraints = [
            models.UniqueConstraint(fields=["spreadsheet", "number"], name="spreadsheets_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.label}"


class Planned(models.Model):
    """One account that a row names, and what is to become of it."""

    class What(models.TextChoices):
        LIST = "list", _("will be listed")
        SEND = "send", _("goes to a moderator first")
        CARE = "care", _("needs your word")
        THERE = "there", _("is listed already")
        TWICE = "twice", _("stands in an earlier row")
        REFUSED = "refused", _("cannot be read")

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="planned")
    place = models.PositiveSmallIntegerField()  # its column, counted from 0
    text = models.CharField(max_length=300)  # as it stands in the cell
    platform = models.SlugField(max_length=30, blank=True)
    handle = models.CharField(max_length=200, blank=True)
    native_id = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=300, blank=True)
    address = models.URLField(max_length=500, blank=True)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.MAIN)
    language = models.CharField(max_length=12, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=10, choices=What.choices)
    why = models.CharField(max_length=500, blank=True)  # the reason, or a warning
    allowed = models.BooleanField(default=False)  # the person has looked and wants it all the same

    class Meta:
        indexes = [models.Index(fields=["platform", "key"], name="spreadsheets_planned_accounts")]

    def __str__(self) -> str:
        return f"{self.text}: {self.what}"


class Step(models.Model):
    """One thing that taking in has done. It is what taking back undoes."""

    class Kind(models.TextChoices):
        ADDED = "added", _("Organization added")
        CHANGED = "changed", _("Fact changed")
        LISTED = "listed", _("Account listed")
        SENT = "sent", _("Sent to the moderators")

    spreadsheet = models.ForeignKey(Spreadsheet, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField(_("row"))
    kind = models.CharField(max_length=10, choices=Kind.choices)
    about = models.CharField(max_length=300)  # the organization's name then
    detail = models.CharField(max_length=500, blank=True)  # the account's address, the fact
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    listing = models.ForeignKey(Listing, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    field = models.CharField(max_length=40, blank=True)
    old = models.JSONField(null=True, blank=True)
    new = models.JSONField(null=True, blank=True)
    origin: Any = models.JSONField(null=True, blank=True)  # where the old value came from (`provenance`)
    done_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    kept = models.CharField(max_length=300, blank=True)  # why it could not be taken back

    class Meta:
        indexes = [models.Index(fields=["spreadsheet", "id"], name="spreadsheets_steps_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(kept=""), name="spreadsheets_undone_or_kept"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.about} {self.detail}"
