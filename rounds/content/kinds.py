"""What kinds of resources there are, and for whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    CHECKLIST = "checklist", _("Checklist")
    TOOLKIT = "toolkit", _("Toolkit")
    MANUAL = "manual", _("Manual")
    BOOK = "book", _("Book")
    PAPER = "paper", _("White paper")
    POLICY = "policy", _("Policy")
    GUIDELINE = "guideline", _("Guideline")
    TEMPLATE = "template", _("Template")
    CASE_STUDY = "case-study", _("Case study")
    FINDING = "finding", _("Finding")


class Audience(models.TextChoices):
    """For whom a resource is. Each is a field of its own, `for_<value>`; where none is ticked it is for everybody."""

    COMMUNICATORS = "communicators", _("Communicators")
    CLINICIANS = "clinicians", _("Clinicians")
    LEADERS = "leaders", _("Leaders")
    PATIENTS = "patients", _("Patients and families")
