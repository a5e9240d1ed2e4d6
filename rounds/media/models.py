"""Recordings, and the words that belong to them."""

from typing import Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from rounds.media import languages
from rounds.media.chapters import Moment
from rounds.media.cues import Cue
from rounds.media.vtt import read


def private() -> Storage:
    return storages["private"]


class RecordingQuerySet(models.QuerySet["Recording"]):
    def with_words(self) -> Self:
        """With what a player and `lacks` ask for."""
        return self.prefetch_related("tracks", "chapters")


class Recording(models.Model):  # type: ignore[django-manager-missing]  # of pages above
    class Kind(models.TextChoices):
        AUDIO = "audio", _("Sound")
        VIDEO = "video", _("Video")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=35, default="en")
    file = models.FileField(_("file"), upload_to="recordings", storage=private, blank=True)
    content_type = models.CharField(max_length=60, blank=True, editable=False)  # as its bytes say
    size = models.PositiveBigIntegerField(null=True, editable=False)  # bytes
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    seconds = models.PositiveIntegerField(_("seconds"), null=True, blank=True)
    elsewhere = models.URLField(_("or its address elsewhere"), max_length=500, blank=True)
    poster = models.ImageField(_("still picture"), upload_to="posters", storage=private, blank=True)
    poster_alt = models.CharField(_("what the picture shows"), max_length=250, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    # The recording, its words, its chapters or its picture: pages that show it have changed with it.
    changed_at = models.DateTimeField(default=timezone.now)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        constraints = [
            models.CheckConstraint(
                condition=~Q(file="") ^ ~Q(elsewhere=""), name="media_recording_is_here_or_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_here(self) -> bool:
        return bool(self.file)

    @property
    def file_name(self) -> str:
        """The last part of the file's address."""
        return self.file.name.rpartition("/")[2] if self.file.name else ""

    def words(self) -> "Track | None":
        """What is said and heard, in the recording's own language. Asks for the tracks unless they were prefetched."""
        own = (one for one in self.tracks.all() if one.kind == Track.Kind.CAPTIONS)
        return next((one for one in own if languages.is_same(one.language, self.language)), None)

    def lacks(self) -> list[str]:
        """What is missing before a page may be published with it, in sentences."""
        missing = []
        if self.words() is None:
            language = {"language": languages.name_of(self.language)}
            missing.append(
                _now("Captions in %(language)s are missing.") % language
                if self.kind == self.Kind.VIDEO
                else _now("A transcript in %(language)s is missing.") % language
            )
        if self.poster and not self.poster_alt.strip():
            missing.append(_now("The still picture is not described."))
        return missing

    def is_ready(self) -> bool:
        return not self.lacks()


class Track(models.Model):
    """One language of a recording's words. `vtt` was read and written again by us (`rounds.media.vtt`)."""

    class Kind(models.TextChoices):
        CAPTIONS = (
            "captions",
            _("Captions or transcript"),
        )  # what is said and heard, in the recording's language
        SUBTITLES = "subtitles", _("Translation")
        DESCRIPTIONS = "descriptions", _("What is to be seen, for people who do not see it")

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="tracks")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.CAPTIONS)
    language = models.CharField(_("language"), max_length=35, default="en")
    vtt = models.TextField(_("WebVTT"))
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        constraints = [
            models.UniqueConstraint(fields=["recording", "kind", "language"], name="media_track_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.language})"

    def cues(self) -> list[Cue]:
        return read(self.vtt).cues


class Chapter(models.Model):
    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="chapters")
    starts_ms = models.PositiveIntegerField(_("from"))
    title = models.CharField(_("title"), max_length=150)
    url = models.URLField(_("link"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        constraints = [
            models.UniqueConstraint(fields=["recording", "starts_ms"], name="media_chapter_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def moment(self) -> Moment:
        return Moment(self.starts_ms, self.title, self.url)
