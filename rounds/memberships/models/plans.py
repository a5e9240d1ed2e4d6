"""What can be joined, and what it costs. All of it is data that staff edit; terms keep what was agreed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.memberships.dues import Band, Quote, Tariff, quote


class Plan(models.Model):
    class Kind(models.TextChoices):
        GUEST = "guest", _("Guest")
        INDIVIDUAL = "individual", _("Individual")
        ORGANIZATION = "organization", _("Organization")
        STUDENT = "student", _("Student")
        HONORARY = "honorary", _("Honorary")

    class Approval(models.TextChoices):
        STAFF = "staff", _("Staff read each application")
        AUTOMATIC = "automatic", _("Approved at once")

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=100)
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    brings = models.TextField(_("what it brings"), blank=True, help_text=_("One thing on each line."))
    zones = models.JSONField(_("opens"), default=list)  # of core.zones.Zone
    price_cents = models.BigIntegerField(_("dues for a year"), default=0)  # where there are no bands
    seats = models.PositiveIntegerField(_("seats included"), default=0)  # where a band names none
    extra_seat_cents = models.BigIntegerField(_("one more seat"), default=0)
    points_percent = models.PositiveSmallIntegerField(_("points, in percent of the dues"), default=0)
    on_terms = models.BooleanField(  # the term begins when the invoice is issued, not when it is paid
        _("may pay by invoice"), default=False
    )
    days_to_pay = models.PositiveSmallIntegerField(_("days to pay"), default=30)
    approval = models.CharField(
        _("approval"), max_length=10, choices=Approval.choices, default=Approval.AUTOMATIC
    )
    is_offered = models.BooleanField(_("can be joined"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(price_cents__gte=0) & Q(extra_seat_cents__gte=0), name="memberships_prices"
            ),
            models.CheckConstraint(condition=Q(points_percent__lte=100), name="memberships_points_percent"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_organizations(self) -> bool:
        return self.kind == self.Kind.ORGANIZATION

    def tariff(self) -> Tariff:
        """The prices as they are now. Asks for the bands, unless these were prefetched."""
        return Tariff(
            self.price_cents,
            self.seats,
            self.extra_seat_cents,
            self.points_percent,
            tuple(Band(one.revenue_from, one.dues_cents, one.seats) for one in self.bands.all()),
        )

    def quote(self, *, revenue: int = 0, seats: int = 0) -> Quote:
        return quote(self.tariff(), revenue=revenue, seats=seats)


class PlanBand(models.Model):
    """Dues for organizations whose yearly revenue is at least this, up to where the next band begins."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="bands")
    revenue_from = models.PositiveBigIntegerField(_("yearly revenue from"))  # whole dollars
    dues_cents = models.BigIntegerField(_("dues for a year"))
    seats = models.PositiveIntegerField(_("seats included"))

    class Meta:
        verbose_name = _("revenue band")
        verbose_name_plural = _("revenue bands")
        constraints = [
            models.UniqueConstraint(fields=["plan", "revenue_from"], name="memberships_one_band_from"),
            models.CheckConstraint(condition=Q(dues_cents__gte=0), name="memberships_dues"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} from {self.revenue_from}"


class PlanQuestion(models.Model):
    """A question that the plan's own application form asks besides those that all ask."""

    class Kind(models.TextChoices):
        LINE = "line", _("A line")
        TEXT = "text", _("A text")
        YES = "yes", _("Yes or no")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=300)
    kind = models.CharField(_("answer"), max_length=10, choices=Kind.choices, default=Kind.LINE)
    is_required = models.BooleanField(_("must be answered"), default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.text
