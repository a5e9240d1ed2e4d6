"""What pages are about. One list for the whole site, so that a topic gathers articles, episodes and resources."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    introduction: models.TextField = models.TextField(_("introduction"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name
