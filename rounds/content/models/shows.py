"""Podcasts with their episodes, and videos. What is played belongs to `rounds.media`."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, Revision

from rounds.content.addresses import address_of
from rounds.content.models.pictures import Picture
from rounds.content.models.played import Played
from rounds.content.models.written import Written, samples_are_for_members
from rounds.content.podcasting import Category, Part, guid_of, new_guid
from rounds.content.serving import Served, ServedIndex
from rounds.content.shows import ServedEpisode, ServedPodcast, ServedVideo, ServedVideos
from rounds.content.zoned import ZonedQuerySet
from rounds.media.models import Recording


class Podcast(ServedPodcast, ServedIndex, Page):
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
    language: models.CharField = models.CharField(
        _("language"), max_length=35, default="en", help_text=_("A tag of BCP 47: “en”, “es-MX”.")
    )
    category: models.CharField = models.CharField(
        _("category"), max_length=60, choices=Category.choices, default=Category.MEDICINE
    )
    licence_name: models.CharField = models.CharField(
        _("licence"), max_length=120, blank=True, help_text=_("“CC-BY-4.0”. Empty: all rights are yours.")
    )
    licence_url: models.URLField = models.URLField(_("text of the licence"), max_length=500, blank=True)
    is_explicit: models.BooleanField = models.BooleanField(
        _("not for children"), default=False, help_text=_("Directories of podcasts ask.")
    )
    guid: models.UUIDField = models.UUIDField(_("lasting id"), default=new_guid, editable=False, unique=True)

    parent_page_types = ["website.Home", "content.Section"]
    subpage_types = ["content.Episode"]
    private_page_options: list[str] = []
    exclude_fields_in_copy = ["guid"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("cover"),
        FieldPanel("made_by"),
        MultiFieldPanel(
            [FieldPanel("language"), FieldPanel("category"), FieldPanel("is_explicit")],
            heading=_("For directories of podcasts"),
        ),
        MultiFieldPanel([FieldPanel("licence_name"), FieldPanel("licence_url")], heading=_("Licence")),
    ]

    class Meta:
        verbose_name = _("podcast")
        verbose_name_plural = _("podcasts")

    def listed(self) -> ZonedQuerySet:
        return Episode.objects.child_of(self).live()

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """What it is called among programs is no matter of a draft."""
        draft: Self = super().with_content_json(content)
        draft.guid = self.guid
        return draft

    def publish(self, revision: Revision, *args: Any, **more: Any) -> Any:
        """With its first address it gets its lasting id, which it keeps wherever it goes."""
        if self.first_published_at is None:
            self.guid = guid_of(f"{settings.PUBLIC_URL}{address_of(self.url_path)}feed.xml")
            type(self).objects.filter(pk=self.pk).update(guid=self.guid)
        return super().publish(revision, *args, **more)


class Episode(Played, ServedEpisode, Served, Written, Page):  # type: ignore[django-manager-missing]
    recording: Any = models.ForeignKey(
        Recording,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="episodes",
        verbose_name=_("recording"),
        help_text=_("A draft may be without; what is published has one, with its transcript."),
    )
    part = models.CharField(_("what it is"), max_length=10, choices=Part.choices, default=Part.FULL)
    season = models.PositiveSmallIntegerField(_("season"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    guid: models.UUIDField = models.UUIDField(_("lasting id"), default=uuid4, editable=False, unique=True)

    objects = PageManager.from_queryset(ZonedQuerySet)()  # type: ignore[django-manager-missing]

    parent_page_types = ["content.Podcast"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    exclude_fields_in_copy = ["guid"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("recording"),
        MultiFieldPanel(
            [FieldPanel("part"), FieldPanel("season"), FieldPanel("number")], heading=_("Number")
        ),
        *Written.written_panels,
    ]

    class Meta:
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        constraints = [
            samples_are_for_members("content_episode_samples_are_for_members"),
            models.CheckConstraint(
                condition=models.Q(season__gte=1) | models.Q(season=None),
                name="content_episode_season_from_1",
            ),
        ]

    def with_content_json(self, content: dict[str, Any]) -> Self:
        draft: Self = super().with_content_json(content)
        draft.guid = self.guid
        return draft


class Videos(ServedVideos, ServedIndex, Page):
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


class Video(Played, ServedVideo, Served, Written, Page):  # type: ignore[django-manager-missing]
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
