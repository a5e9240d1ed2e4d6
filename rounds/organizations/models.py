"""Health organizations, their names and identifiers, and the registers they are known from."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.core.countries import place_of


class OrganizationType(models.TextChoices):
    HOSPITAL = "hospital", _("Hospital")
    HEALTH_SYSTEM = "health-system", _("Health system")
    CLINIC = "clinic", _("Clinic")
    MEDICAL_SCHOOL = "medical-school", _("Medical school")
    PUBLIC_HEALTH_AGENCY = "public-health-agency", _("Public health agency")
    PROFESSIONAL_ASSOCIATION = "professional-association", _("Professional association")
    PATIENT_ORGANIZATION = "patient-organization", _("Patient organization")
    NONPROFIT = "nonprofit", _("Nonprofit")
    PAYER = "payer", _("Payer")
    PUBLISHER = "publisher", _("Publisher")
    OTHER = "other", _("Other health organization")


class Ownership(models.TextChoices):
    PUBLIC = "public", _("Public")
    NONPROFIT = "nonprofit", _("Nonprofit")
    PRIVATE = "private", _("Private")


class Status(models.TextChoices):
    ACTIVE = "active", _("Active")
    MERGED = "merged", _("Merged into another")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Entered by mistake")  # kept for what was said of it meanwhile


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def current(self) -> Self:
        """Those that are neither closed nor merged into another."""
        return self.filter(status=Status.ACTIVE)


class Organization(models.Model):
    """A health organization, as it is shown. Every field from outside has its source in `provenance`."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=300)
    sort_name = models.CharField(max_length=300, editable=False)  # folded; with the id it orders every list
    type = models.CharField(_("type"), max_length=30, choices=OrganizationType.choices)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("part of"),
        db_index=False,  # the index over parent and name below serves it
    )
    street = models.CharField(_("street"), max_length=300, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    region = models.CharField(_("region"), max_length=10, blank=True)  # ISO 3166-2, "US-MN"
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2)  # ISO 3166-1 alpha-2
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    beds = models.PositiveIntegerField(_("beds"), null=True, blank=True)
    ownership = models.CharField(_("ownership"), max_length=20, choices=Ownership.choices, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ACTIVE)
    status_on = models.DateField(_("status since"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    # {"website": {"source": "hifld-2023", "as_of": "2023-06-01"}}; source "person" where somebody of ours set it.
    provenance = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("added"))
    changed_at = models.DateTimeField(_("last changed"))

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        indexes = [
            models.Index(fields=["sort_name", "id"], name="organizations_in_order"),
            models.Index(fields=["parent", "sort_name", "id"], name="organizations_children"),
            models.Index(fields=["country", "region"], name="organizations_by_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(type__in=OrganizationType.values), name="organizations_type_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="organizations_status_is_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organizations_have_a_name"),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into__isnull=True)),
                name="organizations_merged_names_into_what",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="organizations_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="organizations_are_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:organization", args=[self.slug])

    @property
    def place(self) -> str:
        """ "Rochester, Minnesota, United States"."""
        return place_of(self.city, self.region, self.country)


class Name(models.Model):
    """A name of an organization other than the one shown."""

    class Kind(models.TextChoices):
        ALTERNATIVE = "alternative", _("Also known as")
        FORMER = "former", _("Formerly")
        ACRONYM = "acronym", _("Acronym")
        TRANSLATION = "translation", _("In another language")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    text = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language"), max_length=12, blank=True)  # BCP 47
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=60)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "text", "language"], name="organizations_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Scheme(models.TextChoices):
    """Who hands out the identifier."""

    CCN = "ccn", _("CMS certification number")
    NPI = "npi", _("National Provider Identifier")
    ROR = "ror", _("ROR")
    ODS = "ods", _("NHS ODS code")
    WIKIDATA = "wikidata", _("Wikidata")
    HIFLD = "hifld", _("HIFLD id")
    ODHF = "odhf", _("ODHF id")
    EUROSTAT = "eurostat", _("Eurostat id")
    ISNI = "isni", _("ISNI")
    GRID = "grid", _("GRID")


class Identifier(models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("scheme"), max_length=20, choices=Scheme.choices)
    value = models.CharField(_("value"), max_length=80)
    source = models.CharField(_("source"), max_length=60)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="organizations_identifier_once"),
            models.CheckConstraint(
                condition=Q(scheme__in=Scheme.values), name="organizations_scheme_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"


class Register(models.Model):
    """One edition of an outside list of organizations or accounts."""

    slug = models.SlugField(max_length=60, unique=True)  # "cms-2026-06"
    family = models.SlugField(max_length=40)  # "cms": editions of one register
    name = models.CharField(_("name"), max_length=200)
    publisher = models.CharField(_("publisher"), max_length=200)
    as_of = models.DateField(_("as of"))
    licence = models.CharField(_("licence"), max_length=100)
    licence_url = models.URLField(blank=True)
    attribution = models.TextField(_("attribution"), blank=True)
    url = models.URLField(blank=True)

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")

    def __str__(self) -> str:
        return self.name


class RegisterRow(models.Model):
    """One line of a register as it was read, and the organization that it describes."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="rows")
    key = models.CharField(max_length=120)  # the register's own identifier of the line
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="register_rows")
    line = models.PositiveIntegerField()
    source_name = models.CharField(max_length=300)  # the name as the register writes it
    digest = models.CharField(max_length=32)  # of the record; equal digests mean nothing to do
    gone_on = models.DateField(null=True, blank=True)  # date of the edition in which it is missing

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "key"], name="organizations_row_once")]

    def __str__(self) -> str:
        return f"{self.register_id} {self.key}"


class ImportRun(models.Model):
    """One reading of a file. `line` is the last line whose batch is safely in: a crash resumes behind it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        FINISHED = "finished", _("Finished")
        FAILED = "failed", _("Failed")

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="runs")
    file_name = models.CharField(_("file"), max_length=300)
    file_digest = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RUNNING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    line = models.PositiveIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)  # how many there are, for the progress bar
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    gone = models.PositiveIntegerField(_("gone"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.UniqueConstraint(
                fields=["register"], condition=Q(state="running"), name="organizations_one_import_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"


class Change(models.Model):
    """One field of one organization that an import or a person changed: the organization's history."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="changes")
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    source = models.CharField(max_length=60)  # a register's slug, or "person"
    as_of = models.DateField()  # when it was true according to the source
    happened_at = models.DateTimeField()  # when we learned it
    run = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="changes"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [models.Index(fields=["organization", "-happened_at"], name="organizations_history")]

    def __str__(self) -> str:
        return f"{self.field}: {self.old} -> {self.new}"


class Rejection(models.Model):
    """A line that an import could not read, with the reason."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejections")
    line = models.PositiveIntegerField(_("line"))
    reason = models.CharField(_("reason"), max_length=300)
    text = models.TextField(_("what it says"), blank=True)

    class Meta:
        verbose_name = _("rejected line")
        verbose_name_plural = _("rejected lines")
        constraints = [
            models.UniqueConstraint(fields=["run", "line"], name="organizations_rejected_line_once")
        ]

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class DataVersion(models.Model):
    """A number that changes with every change to what the List shows; whatever is cached is cached under it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="organizations_one_data_version")]

    def __str__(self) -> str:
        return str(self.number)
