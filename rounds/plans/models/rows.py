"""What of a plan is counted, owned and measured: rows of its sections, each with a version to save on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.directory.models import Account
from rounds.plans.models.plans import StrategicPlan


class Row(models.Model):
    """`version` counts the saves, from 1. A row that was taken out can be brought back."""

    plan = models.ForeignKey(StrategicPlan, on_delete=models.CASCADE, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Objective(Row):
    """What shall be different, by when. Tactics serve it and measures tell of it."""

    text = models.CharField(_("objective"), max_length=300)
    goal = models.CharField(_("business goal it serves"), max_length=300, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")

    def __str__(self) -> str:
        return self.text


class Channel(Row):
    """One of the organization's accounts in the List, or one that is not there yet, by its address."""

    account = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(_("address"), max_length=500, blank=True)
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    purpose = models.CharField(_("what it is for"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")

    def __str__(self) -> str:
        return self.name


class Tactic(Row):
    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    text = models.CharField(_("tactic"), max_length=400)
    objective = models.ForeignKey(
        Objective,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tactics",
        verbose_name=_("serves"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_name = models.CharField(_("who does it"), max_length=120, blank=True)
    begins_on = models.DateField(_("from"), null=True, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)

    class Meta:
        verbose_name = _("tactic")
        verbose_name_plural = _("tactics")

    def __str__(self) -> str:
        return self.text


class Beat(Row):
    """Of the content rhythm: what appears where, how often."""

    class Per(models.TextChoices):
        DAY = "day", _("a day")
        WEEK = "week", _("a week")
        MONTH = "month", _("a month")
        QUARTER = "quarter", _("a quarter")
        YEAR = "year", _("a year")

    what = models.CharField(_("what appears"), max_length=300)
    channel = models.ForeignKey(
        Channel,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="beats",
        verbose_name=_("where"),
    )
    times = models.PositiveSmallIntegerField(_("how often"), default=1)
    per = models.CharField(_("per"), max_length=8, choices=Per.choices, default=Per.WEEK)
    owner_name = models.CharField(_("who makes it"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("beat")
        verbose_name_plural = _("beats")
        constraints = [models.CheckConstraint(condition=Q(times__gte=1), name="plans_beat_happens")]

    def __str__(self) -> str:
        return self.what


class Risk(Row):
    """The first three lead the table of violations offline, and online too (Greysen et al., JAMA 2012;307:1141)."""

    class Kind(models.TextChoices):
        PATIENTS = "patients", _("Inappropriate patient communication")
        PRESCRIBING = "prescribing", _("Inappropriate prescribing")
        CREDENTIALS = "credentials", _("Misrepresentation of credentials")
        PRIVACY = "privacy", _("Privacy")
        OTHER = "other", _("Other")

    VIOLATIONS = (Kind.PATIENTS, Kind.PRESCRIBING, Kind.CREDENTIALS)

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    text = models.CharField(_("what could happen"), max_length=400)
    answer = models.CharField(_("what we do about it"), max_length=600, blank=True)
    owner_name = models.CharField(_("who answers for it"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")

    def __str__(self) -> str:
        return self.text


class Measure(Row):
    """From `baseline` to `target`, in `unit`. Whether up or down is better follows from the two."""

    name = models.CharField(_("measure"), max_length=200)
    objective = models.ForeignKey(
        Objective,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("tells of"),
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(_("today"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("measured on"), null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(_("by when"), null=True, blank=True)
    source = models.CharField(_("where the figure comes from"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """What a measure showed on a day, while the plan is carried out."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="readings")
    on = models.DateField(_("on"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [models.UniqueConstraint(fields=["measure", "on"], name="plans_reading_once_a_day")]

    def __str__(self) -> str:
        return f"{self.value} on {self.on}"


class BudgetLine(Row):
    """`cents`: minor units of the plan's currency."""

    class Kind(models.TextChoices):
        STAFF = "staff", _("Staff time")
        CONTENT = "content", _("Making content")
        ADVERTISING = "advertising", _("Advertising")
        TOOLS = "tools", _("Tools")
        TRAINING = "training", _("Training")
        OTHER = "other", _("Other")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    what = models.CharField(_("what"), max_length=300)
    cents = models.PositiveBigIntegerField(_("amount"), default=0)
    is_yearly = models.BooleanField(_("every year"), default=True)

    class Meta:
        verbose_name = _("line of the budget")
        verbose_name_plural = _("lines of the budget")

    def __str__(self) -> str:
        return self.what
