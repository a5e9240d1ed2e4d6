"""A fellow, the steps of the ladder, the report of the silver step, and how two reviewers judged each."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.badges.models import Award
from rounds.plans.models import StrategicPlan
from rounds.residency.models import Place


def private() -> Storage:
    return storages["private"]


class Level(models.TextChoices):
    BRONZE = "bronze", _("Bronze")
    SILVER = "silver", _("Silver")
    GOLD = "gold", _("Gold")
    PLATINUM = "platinum", _("Platinum")


RESERVED = ("guidelines", "about")  # addresses of pages of ours


class Fellow(models.Model):
    """Whoever climbs the ladder. Their portfolio is public only once they say so, and they have a level."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="fellow")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    about = models.TextField(_("about you"), blank=True, max_length=2_000)
    is_public = models.BooleanField(_("my portfolio is public"), default=False)
    shows_level = models.BooleanField(_("my level stands beside my name"), default=True)
    shows_plan = models.BooleanField(_("the accepted plan can be read from it"), default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("fellow")
        verbose_name_plural = _("fellows")
        constraints = [
            models.CheckConstraint(condition=~Q(slug__in=RESERVED), name="fellows_address_is_free"),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return f"/fellows/{self.slug}/"


class Step(models.Model):
    """One rung. `began_at`: when its clock started; `earliest_at`: before which it cannot be sent.

    Bronze follows from a completed residency and an accepted plan; silver, gold and platinum are reviewed by two.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Under way")
        SENT = "sent", _("In review")
        RETURNED = "returned", _("Returned")
        AWARDED = "awarded", _("Awarded")
        TAKEN_BACK = "taken_back", _("Taken back")

    WRITABLE = (State.OPEN, State.RETURNED)
    REPORTED = (Level.SILVER, Level.GOLD)  # the fellow sends it; bronze follows, platinum is a nomination

    fellow = models.ForeignKey(Fellow, on_delete=models.CASCADE, related_name="steps")
    level = models.CharField(max_length=10, choices=Level.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    state_since = models.DateTimeField()
    plan = models.ForeignKey(StrategicPlan, on_delete=models.PROTECT, null=True, related_name="+")
    residency = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    earliest_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=0)  # how often it was sent
    sent_at = models.DateTimeField(null=True)
    awarded_at = models.DateTimeField(null=True)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, null=True, related_name="+")
    taken_part = models.TextField(_("where you took part in the network"), blank=True, max_length=2_000)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(_("reasons"), blank=True, max_length=4_000)  # of its nomination
    taken_back_why = models.TextField(_("why it was taken back"), blank=True, max_length=4_000)

    class Meta:
        verbose_name = _("step of a fellow")
        verbose_name_plural = _("steps of fellows")
        permissions = [("run_fellows", "Can run the fellows: name reviewers, nominate, take back")]
        constraints = [
            models.UniqueConstraint(fields=["fellow", "level"], name="fellows_step_once"),
            models.CheckConstraint(
                condition=Q(state="awarded", awarded_at__isnull=False) | ~Q(state="awarded"),
                name="fellows_awarded_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(earliest_at=None) | Q(sent_at__gte=models.F("earliest_at")),
                name="fellows_sent_after_the_clock",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} of {self.fellow_id}"

    @property
    def is_writable(self) -> bool:
        return self.state in self.WRITABLE


class Passage(models.Model):
    """A section of the silver step's report."""

    class Key(models.TextChoices):
        TITLE = "title", _("Title")
        OVERVIEW = "overview", _("Project overview")
        BACKGROUND = "background", _("Background")
        PLAN = "plan", _("Strategic plan")
        RESULTS = "results", _("Results")
        OBSERVATIONS = "observations", _("Observations")
        SUMMARY = "summary", _("Summary")

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="passages")
    key = models.CharField(max_length=14, choices=Key.choices)
    text = models.TextField(blank=True, max_length=12_000)  # Markdown
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of reports")
        constraints = [models.UniqueConstraint(fields=["step", "key"], name="fellows_passage_once")]

    def __str__(self) -> str:
        return f"{self.key} of {self.step_id}"


class Wording(models.Model):
    """A section as it was saved: what the next save is merged on. The last ones are kept."""

    KEPT = 40

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()  # from 1
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("wording of a section")
        verbose_name_plural = _("wordings of sections")
        constraints = [models.UniqueConstraint(fields=["passage", "number"], name="fellows_wording_once")]

    def __str__(self) -> str:
        return f"{self.passage_id}, wording {self.number}"


class Picture(models.Model):
    """Of a report: never without a caption, nor without words for whoever does not see it."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="pictures")
    file = models.FileField(storage=private, upload_to="fellows/")
    caption = models.CharField(_("caption"), max_length=300)
    alt = models.CharField(_("what it shows"), max_length=300)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    MOST = 8

    class Meta:
        verbose_name = _("picture of a report")
        verbose_name_plural = _("pictures of reports")
        constraints = [
            models.CheckConstraint(condition=~Q(caption="") & ~Q(alt=""), name="fellows_picture_has_words")
        ]

    def __str__(self) -> str:
        return self.caption


class Sharing(models.Model):
    """How results were shared with a wider public: what the gold step stands on."""

    class Kind(models.TextChoices):
        TALK = "talk", _("Talk")
        ARTICLE = "article", _("Article")
        WEBINAR = "webinar", _("Webinar")
        PODCAST = "podcast", _("Podcast")
        OTHER = "other", _("Other")

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="sharings")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    venue = models.CharField(_("where"), max_length=200)
    on = models.DateField(_("when"))
    url = models.URLField(_("link"), max_length=500, blank=True)

    MOST = 30

    class Meta:
        verbose_name = _("sharing of results")
        verbose_name_plural = _("sharings of results")

    def __str__(self) -> str:
        return self.title


class Opinion(models.Model):
    """Of one of two reviewers, in a round. `slot`: 1 or 2; nobody has both."""

    class Verdict(models.TextChoices):
        AWARD = "award", _("Award it")
        RETURN = "return", _("Return it")

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="opinions")
    round = models.PositiveSmallIntegerField()
    slot = models.PositiveSmallIntegerField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    named_at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    reasons = models.TextField(_("reasons"), blank=True, max_length=4_000)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("opinion on a step")
        verbose_name_plural = _("opinions on steps")
        permissions = [("review_fellow", "Can review the steps of fellows")]
        constraints = [
            models.UniqueConstraint(fields=["step", "round", "slot"], name="fellows_two_reviewers"),
            models.UniqueConstraint(fields=["step", "round", "reviewer"], name="fellows_reviewer_once"),
            models.CheckConstraint(condition=Q(slot__gte=1, slot__lte=2), name="fellows_slot_one_or_two"),
            models.CheckConstraint(
                condition=(Q(verdict="") & Q(decided_at=None))
                | (~Q(verdict="") & ~Q(reasons="") & Q(decided_at__isnull=False)),
                name="fellows_verdict_has_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"opinion {self.slot} on {self.step_id}"
