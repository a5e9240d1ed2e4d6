"""The words of a section: as they stand, and every state they were saved in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rounds.plans.models.plans import StrategicPlan


class Key(models.TextChoices):
    """The ten sections, in the order in which they are read."""

    GOALS = "goals", _("Business goals")
    OBJECTIVES = "objectives", _("Objectives")
    AUDIENCES = "audiences", _("Audiences")
    LISTENING = "listening", _("What we learned by listening")
    CHANNELS = "channels", _("Channels")
    TACTICS = "tactics", _("Tactics")
    RHYTHM = "rhythm", _("Content rhythm")
    RISKS = "risks", _("Risks and compliance")
    MEASURES = "measures", _("Measures")
    BUDGET = "budget", _("Budget")


class Section(models.Model):
    """`version`: the number of the text that stands, 0 before the first word."""

    MOST = 20_000  # characters

    plan = models.ForeignKey(StrategicPlan, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=20, choices=Key.choices)
    text = models.TextField(blank=True, max_length=MOST)  # Markdown
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("section of a plan")
        verbose_name_plural = _("sections of plans")
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="plans_section_once"),
            models.CheckConstraint(condition=models.Q(key__in=Key.values), name="plans_section_known"),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.plan_id}"


class Text(models.Model):
    """A section as it was saved: what the next save is merged on, and what can be gone back to.

    The clock thins out what is older than a day: of what one person saved in a row the last one stays.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()  # from 1
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("text of a section")
        verbose_name_plural = _("texts of sections")
        constraints = [models.UniqueConstraint(fields=["section", "number"], name="plans_text_once")]

    def __str__(self) -> str:
        return f"{self.section_id}, text {self.number}"
