"""A course is written in editions; a published one never changes. Keys hold across editions: what somebody did and
remembers hangs on them."""

from typing import Any, Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.core.zones import ADVERTISED, Zone, open_to
from rounds.media.models import Recording


def private() -> Storage:
    return storages["private"]


class CourseQuerySet(models.QuerySet["Course"]):
    def offered(self) -> Self:
        """Those with a published edition, and not retired."""
        published = Edition.objects.published().filter(course_id=models.OuterRef("pk"))
        return self.filter(models.Exists(published), retired_at=None)


class Course(models.Model):
    """`code` is what people call it by: "PRO 101"."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, editable=False)  # whoever has begun goes on

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self) -> str:
        return self.code


class CourseEditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(published_at=None)

    def current(self) -> Self:
        """The newest that is published, of each course."""
        newer = Edition.objects.published().filter(
            course_id=models.OuterRef("course_id"), number__gt=models.OuterRef("number")
        )
        return self.published().filter(~models.Exists(newer))

    def newest(self) -> Self:
        """Of each course, published or not."""
        newer = Edition.objects.filter(
            course_id=models.OuterRef("course_id"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer))

    def known_to(self, user: Any) -> Self:
        """Those whose title, objectives and lessons' titles a person (or AnonymousUser) may see."""
        return self.filter(Q(zone__in=ADVERTISED) | Q(zone__in=open_to(user)))


class Edition(models.Model):
    """`number` counts from 1. Without `published_at` it is the draft of the next; a course has at most one."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=150)
    summary = models.CharField(_("in one or two sentences"), max_length=300, blank=True)
    zone = models.CharField(_("who may take it"), max_length=20, choices=Zone.choices, default=Zone.MEMBER)
    language = models.CharField(_("language"), max_length=35, default="en")
    audience = models.JSONField(_("for whom"), default=list, blank=True)  # ["communicators", "clinicians"]
    topics = models.JSONField(_("topics"), default=list, blank=True)  # their names
    prerequisites = models.JSONField(_("to be passed before"), default=list, blank=True)  # codes of courses
    instructors = models.JSONField(
        _("by"), default=list, blank=True
    )  # [{"name": "Ann Lee", "role": "Editor"}]
    what_changed = models.TextField(_("what changed, and why"), blank=True, max_length=2000)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = CourseEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of a course")
        verbose_name_plural = _("editions of courses")
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="courses_edition_number_once"),
            models.UniqueConstraint(
                fields=["course"], condition=Q(published_at=None), name="courses_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Objective(models.Model):
    """What somebody can do afterwards. Retention is told by objective."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="objectives")
    key = models.SlugField(_("key"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.CharField(_("what one can do afterwards"), max_length=250)

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="courses_objective_key_once")]

    def __str__(self) -> str:
        return self.text


class Module(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="modules")
    slug = models.SlugField(_("key"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=150)

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        constraints = [models.UniqueConstraint(fields=["edition", "slug"], name="courses_module_key_once")]

    def __str__(self) -> str:
        return self.title


class Lesson(models.Model):
    """`body`, `activity` and `prompt` are Markdown. The check at its end draws `draw` questions (all, if empty) from
    `drawn_from`; without questions the lesson has none.
    """

    class Bank(models.TextChoices):
        LESSON = "lesson", _("this lesson’s questions")
        MODULE = "module", _("all questions of the module")
        COURSE = "course", _("all questions of the course")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="lessons")
    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="lessons")
    key = models.SlugField(_("key"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))  # in its module
    title = models.CharField(_("title"), max_length=150)
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    objective = models.ForeignKey(
        Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="lessons"
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes it takes"), default=10, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    is_sample = models.BooleanField(_("open as a sample"), default=False)  # to every guest, and visitor
    body = models.TextField(_("text"), max_length=100_000)
    activity = models.TextField(_("something to do"), max_length=10_000, blank=True)
    prompt = models.TextField(_("something to discuss"), max_length=2_000, blank=True)
    recording = models.ForeignKey(
        Recording,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recording"),
    )
    drawn_from = models.CharField(
        _("questions from"), max_length=10, choices=Bank.choices, default=Bank.LESSON
    )
    draw = models.PositiveSmallIntegerField(_("how many questions"), null=True, blank=True)
    attempts_at_most = models.PositiveSmallIntegerField(_("attempts at most"), null=True, blank=True)
    seconds_at_most = models.PositiveIntegerField(_("seconds at most"), null=True, blank=True)
    pass_percent = models.PositiveSmallIntegerField(
        _("passed with, in percent"), default=80, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="courses_lesson_key_once")]

    def __str__(self) -> str:
        return self.title


class LessonFile(models.Model):
    """What a lesson carries: its Markdown shows pictures by their `name`, and offers the rest for downloading."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=120)  # "checklist.pdf"
    title = models.CharField(_("title"), max_length=150, blank=True)
    file = models.FileField(_("file"), upload_to="courses", storage=private)
    content_type = models.CharField(max_length=100, editable=False)  # as its bytes say
    size = models.PositiveBigIntegerField(editable=False)  # bytes
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("file of a lesson")
        verbose_name_plural = _("files of lessons")
        constraints = [models.UniqueConstraint(fields=["lesson", "name"], name="courses_file_name_once")]

    def __str__(self) -> str:
        return self.title or self.name


class Question(models.Model):
    """`content` has the shape of its kind, which `rounds.courses.questions` reads, checks and marks."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("one answer")
        MULTIPLE = "multiple", _("several answers")
        TRUE_FALSE = "true_false", _("true or false")
        MATCHING = "matching", _("matching")
        ORDERING = "ordering", _("ordering")
        SHORT = "short", _("short answer")
        NUMERIC = "numeric", _("a number")
        ESSAY = "essay", _("essay")

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(_("key"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    text = models.TextField(_("question"), max_length=4_000)  # Markdown
    content = models.JSONField(default=dict)
    feedback = models.TextField(_("what to say afterwards"), max_length=2_000, blank=True)  # Markdown

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.UniqueConstraint(fields=["lesson", "key"], name="courses_question_key_once")]

    def __str__(self) -> str:
        return self.text[:80]


class Card(models.Model):
    """To be reviewed: a question to oneself and its answer, both in Markdown."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="cards")
    key = models.SlugField(_("key"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    front = models.TextField(_("front"), max_length=1_000)
    back = models.TextField(_("back"), max_length=2_000)

    class Meta:
        verbose_name = _("review card")
        verbose_name_plural = _("review cards")
        constraints = [models.UniqueConstraint(fields=["lesson", "key"], name="courses_card_key_once")]

    def __str__(self) -> str:
        return self.front[:80]
