"""Pictures of pages. Originals are never sent; renditions are, by a view that asks who may see a page with them."""

from pathlib import PurePath
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, get_rendition_upload_to, get_upload_to

from rounds.content.models.files import private
from rounds.content.pictures.field import OriginalField


class Picture(AbstractImage):
    """`description`, which Wagtail has, says what is to be seen: the alternative text where a page gives none."""

    file = OriginalField(
        _("file"),
        upload_to=get_upload_to,
        storage=private,
        width_field="width",
        height_field="height",
    )
    credit: models.CharField = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, by which licence.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class PictureRendition(AbstractRendition):
    image: Any = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    file = models.ImageField(
        upload_to=get_rendition_upload_to,
        storage=private,
        width_field="width",
        height_field="height",
    )

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="content_rendition_once"
            ),
        ]

    @property
    def filename(self) -> str:
        return PurePath(self.file.name).name

    @property
    def url(self) -> str:
        """Of our view. A rendition is never drawn anew under its number, so this address may be kept for ever."""
        return reverse("content_picture", args=[self.pk, self.filename])
