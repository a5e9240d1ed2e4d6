"""What kinds of resources there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    CHECKLIST = "checklist", _("Checklist")
    TEMPLATE = "template", _("Template")
    POLICY = "policy", _("Policy")
    TOOLKIT = "toolkit", _("Toolkit")
    PAPER = "paper", _("White paper")
