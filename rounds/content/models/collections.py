"""Collections: resources that an editor put together."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable


def address_of(slug: str) -> str:
    return f"/resources/collections/{slug}/"


class ResourceCollection(ClusterableModel):
    """Title and introduction are for everybody once it is shown; of its resources each reader sees those they may."""

    title: models.CharField = models.CharField(_("title"), max_length=120)
    slug: models.SlugField = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        help_text=_("“first-week” stands at /resources/collections/first-week/."),
    )
    introduction: models.TextField = models.TextField(
        _("introduction"), max_length=1200, help_text=_("For whom it is, and in which order to read.")
    )
    is_shown: models.BooleanField = models.BooleanField(_("shown"), default=True)
    order: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField(
        _("place"), default=0, help_text=_("Among the collections: low numbers come first.")
    )
    changed_at: models.DateTimeField = models.DateTimeField(editable=False)

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("introduction"),
        InlinePanel("items", label=_("Resource"), heading=_("Resources, in their order"), min_num=1),
        MultiFieldPanel([FieldPanel("is_shown"), FieldPanel("order")], heading=_("Where it stands")),
    ]

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    def __str__(self) -> str:
        return self.title

    @classmethod
    def shown(cls) -> list[tuple[str, str]]:
        """Title and address of each that is shown."""
        rows = cls.objects.filter(is_shown=True).order_by("order", "title").values_list("title", "slug")
        return [(title, address_of(slug)) for title, slug in rows]

    def get_absolute_url(self) -> str:
        return address_of(self.slug)


class CollectedResource(Orderable):
    collection: Any = ParentalKey(ResourceCollection, on_delete=models.CASCADE, related_name="items")
    resource: models.ForeignKey = models.ForeignKey(
        "content.Resource", on_delete=models.CASCADE, related_name="collected_in", verbose_name=_("resource")
    )
    why: models.CharField = models.CharField(
        _("why it is here"), max_length=200, blank=True, help_text=_("A sentence for readers.")
    )

    panels = [PageChooserPanel("resource", "content.Resource"), FieldPanel("why")]

    class Meta(Orderable.Meta):
        verbose_name = _("resource of a collection")
        verbose_name_plural = _("resources of collections")
        constraints = [
            models.UniqueConstraint(fields=["collection", "resource"], name="content_collected_once"),
        ]

    def __str__(self) -> str:
        return f"{self.collection_id} has {self.resource_id}"
