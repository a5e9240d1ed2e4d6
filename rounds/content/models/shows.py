"""Podcasts with their episodes, and videos. What is played belongs to `rounds.media`."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager

from rounds.content.models.pictures import Picture
from rounds.content.models.written import Written, samples_are_for_members
from rounds.content.serving import Served, ServedIndex
from rounds.content.zoned import ZonedQuerySet
from rounds.media.models import Recording


class Podcast(ServedIndex, Page):
    introduction: models.TextField = models.TextField(_("introduction"), max_length=600, blank=True)
    cover: models.ForeignKey = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
        help_text=_("Square, 1400 to 3000 pixels: directories of podcasts ask for it."),
    )
    made_by: models.CharField = models.CharField(
        _("made by"), max_length=120, help_text=_("The center, or its people.")
    )
    guid: models.UUIDField = models.UUIDField(_("lasting id"), default=uuid4, editable=False, unique=True)

    parent_page_types = ["website.Home", "content.Section"]
    subpage_types = ["content.Episode"]
    private_page_options: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("cover"),
        FieldPanel("made_by"),
    ]

    class Meta:
        verbose_name = _("podcast")
        verbose_name_plural = _("podcasts")

    def listed(self) -> ZonedQuerySet:
        return Episode.objects.child_of(self).live()


class Episode(Served, Written, Page):  # type: ignore[django-manager-missing]
    recording: Any = models.ForeignKey(
        Recording,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="episodes",
        verbose_name=_("recording"),
        help_text=_("A draft may be without; what is published has one, with its transcript."),
    )
    season = models.PositiveSmallIntegerField(_("season"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    guid: models.UUIDField = models.UUIDField(_("lasting id"), default=uuid4, editable=False, unique=True)

    objects = PageManager.from_queryset(ZonedQuerySet)()  # type: ignore[django-manager-missing]

    parent_page_types = ["content.Podcast"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("recording"),
        MultiFieldPanel([FieldPanel("season"), FieldPanel("number")], heading=_("Number")),
        *Written.written_panels,
    ]

    class Meta:
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        constraints = [samples_are_for_members("content_episode_samples_are_for_members")]


class Videos(ServedIndex, Page):
    """The shelf of videos."""

    introduction: models.TextField = models.TextField(_("introduction"), max_length=600, blank=True)

    parent_page_types = ["website.Home", "content.Section"]
    subpage_types = ["content.Video"]
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("shelf of videos")
        verbose_name_plural = _("shelves of videos")

    def listed(self) -> ZonedQuerySet:
        return Video.objects.child_of(self).live()


class Video(Served, Written, Page):  # type: ignore[django-manager-missing]
    recording: Any = models.ForeignKey(
        Recording,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="videos",
        verbose_name=_("recording"),
        help_text=_("A draft may be without; what is published has one, with its captions."),
    )

    objects = PageManager.from_queryset(ZonedQuerySet)()  # type: ignore[django-manager-missing]

    parent_page_types = ["content.Videos"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("recording"), *Written.written_panels]

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        constraints = [samples_are_for_members("content_video_samples_are_for_members")]
