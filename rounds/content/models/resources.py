"""The library: its index, its resources, the files that they carry."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page, PageManager

from rounds.content.kinds import Kind
from rounds.content.models.files import File
from rounds.content.models.written import Written, samples_are_for_members
from rounds.content.serving import Reader, Served, ServedLibrary
from rounds.content.zoned import ZonedQuerySet


class Resource(Served, Written, Page):  # type: ignore[django-manager-missing]
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.GUIDE)

    objects = PageManager.from_queryset(ZonedQuerySet)()  # type: ignore[django-manager-missing]

    parent_page_types = ["content.Library"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        *Written.written_panels,
        InlinePanel("files", label=_("File")),
    ]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [samples_are_for_members("content_samples_are_for_members")]

    def beside(self, request: HttpRequest, reader: Reader, *, is_open: bool) -> dict[str, Any]:
        return {
            "files": self.carried() if is_open else [],
            "is_checklist": self.kind == Kind.CHECKLIST,
        }

    def carried(self) -> "models.QuerySet[ResourceFile]":
        return ResourceFile.objects.filter(resource=self).select_related("document").order_by("sort_order")


class Library(ServedLibrary, Page):
    """The index, at /resources/. There is one."""

    introduction: models.TextField = models.TextField(_("introduction"), max_length=600, blank=True)

    max_count = 1
    parent_page_types = ["website.Home"]
    subpage_types = ["content.Resource"]
    private_page_options: list[str] = []  # zones say who reads what
    show_in_menus_default = False
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")

    def shelf(self) -> ZonedQuerySet:
        return Resource.objects.child_of(self).live()


class ResourceFile(Orderable):
    resource = ParentalKey(Resource, on_delete=models.CASCADE, related_name="files")
    document: models.ForeignKey = models.ForeignKey(
        File, on_delete=models.PROTECT, related_name="carried_by", verbose_name=_("file")
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a resource")
        verbose_name_plural = _("files of resources")
        constraints = [
            models.UniqueConstraint(fields=["resource", "document"], name="content_carried_once"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} carries {self.document_id}"
