"""Pages that are neither news nor library: sections, and what stands in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager

from rounds.content.models.written import Written, samples_are_for_members
from rounds.content.serving import Served, ServedIndex
from rounds.content.zoned import ZonedQuerySet


class Section(ServedIndex, Page):
    """A part of the site with pages or blogs of its own."""

    introduction: models.TextField = models.TextField(_("introduction"), max_length=600, blank=True)

    parent_page_types = ["wagtailcore.Page", "content.Section"]
    subpage_types = ["content.Section", "content.TextPage", "content.Blog"]
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def listed(self) -> ZonedQuerySet:
        return TextPage.objects.child_of(self).live()


class TextPage(Served, Written, Page):  # type: ignore[django-manager-missing]
    objects = PageManager.from_queryset(ZonedQuerySet)()  # type: ignore[django-manager-missing]

    parent_page_types = ["wagtailcore.Page", "content.Section"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, *Written.written_panels]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [samples_are_for_members("content_page_samples_are_for_members")]
