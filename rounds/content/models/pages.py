"""Pages that are neither news nor library: sections, and what stands in them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager

from rounds.content.models.written import Written, samples_are_for_members
from rounds.content.sections import ServedSection
from rounds.content.serving import Served
from rounds.content.zoned import ZonedQuerySet


class Section(ServedSection, Page):
    """A part of the site with pages or blogs of its own."""

    introduction: models.TextField = models.TextField(_("introduction"), max_length=600, blank=True)

    parent_page_types = ["website.Home", "content.Section"]
    subpage_types = [
        "content.Section",
        "content.TextPage",
        "content.Blog",
        "content.Podcast",
        "content.Videos",
    ]
    private_page_options: list[str] = []
    show_in_menus_default = True
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def listed(self) -> ZonedQuerySet:
        return TextPage.objects.child_of(self).live()

    def parts(self) -> "models.QuerySet[Any]":
        """Sections, blogs and shows below it. None of them has a zone: what is in them has."""
        here = Page.objects.child_of(self).live().not_type(TextPage).specific()
        return here.filter(Q(expire_at=None) | Q(expire_at__gt=timezone.now())).order_by("path")


class TextPage(Served, Written, Page):  # type: ignore[django-manager-missing]
    objects = PageManager.from_queryset(ZonedQuerySet)()  # type: ignore[django-manager-missing]

    parent_page_types = ["website.Home", "content.Section"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, *Written.written_panels]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [samples_are_for_members("content_page_samples_are_for_members")]
