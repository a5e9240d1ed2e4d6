"""The library: its index, its resources, the files that they carry."""

from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager

from rounds.content.blocks import BodyBlock
from rounds.content.kinds import Kind
from rounds.content.serving import ServedLibrary, ServedResource
from rounds.content.zoned import FOR_MEMBERS, Zoned, ZonedQuerySet


def private() -> Storage:
    return storages["private"]


class File(AbstractDocument):
    """What a resource carries. It lies in private storage: the one way to it is our view, which asks who it is."""

    file = models.FileField(_("file"), upload_to="resources", storage=private)
    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")


class Resource(ServedResource, Zoned, Page):  # type: ignore[django-manager-missing]
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.GUIDE)
    summary = models.CharField(
        _("in one sentence"),
        max_length=300,
        help_text=_("Everybody may read it: in the library, in searches."),
    )
    opening = models.TextField(
        _("opening"),
        max_length=1200,
        help_text=_("The first hundred words or so. Everybody may read them; the rest is for its zone."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("the rest"), blank=True)
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)

    objects = PageManager.from_queryset(ZonedQuerySet)()  # type: ignore[django-manager-missing]

    parent_page_types = ["content.Library"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("zone"), FieldPanel("is_sample")], heading=_("Who may read it")),
        FieldPanel("opening"),
        FieldPanel("body"),
        InlinePanel("files", label=_("File")),
        FieldPanel("reviewed_on"),
    ]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_sample=False) | Q(zone__in=FOR_MEMBERS), name="content_samples_are_for_members"
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.is_sample and self.zone not in FOR_MEMBERS:
            raise ValidationError(
                {"is_sample": _("Guests read this anyway: only what is for members has samples.")}
            )

    def carried(self) -> "models.QuerySet[ResourceFile]":
        return ResourceFile.objects.filter(resource=self).select_related("document").order_by("sort_order")


class Library(ServedLibrary, Page):
    """The index, at /resources/. There is one."""

    introduction: models.TextField = models.TextField(_("introduction"), max_length=600, blank=True)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
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
