"""The home page, which spans contexts, and the clock's notebook."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page

from rounds.website.front import ServedHome

MOST = 4  # pages that the home page shows
TYPES = ("Article", "Episode", "Resource", "TextPage", "Video")


class ClockDuty(models.Model):
    """When one piece of regular work is to be done next. Whoever moves `due_at` on is the one who does it."""

    name = models.CharField(_("work"), max_length=100, unique=True)
    due_at = models.DateTimeField(_("due"))
    done_at = models.DateTimeField(_("last done"), null=True, blank=True)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("clock duty")
        verbose_name_plural = _("clock duties")

    def __str__(self) -> str:
        return self.name


class Home(ServedHome, Page):
    """The root of the site. Editors say what it is called, and what stands there for a while."""

    heading: models.CharField = models.CharField(
        _("heading"), max_length=80, default="Health care, online and in the open"
    )
    lede: models.CharField = models.CharField(
        _("what this is"),
        max_length=400,
        default=(
            "Rounds is an open List of the official social media accounts of hospitals and health organizations, "
            "each with its evidence, and a Network of the people who speak for them."
        ),
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "content.Blog",
        "content.Library",
        "content.Podcast",
        "content.Section",
        "content.TextPage",
        "content.Videos",
    ]
    private_page_options: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("lede"),
        InlinePanel("featured", label=_("Page to show"), heading=_("Shown on the home page"), max_num=MOST),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class Featured(Orderable):
    """A page that editors show on the home page."""

    home = ParentalKey(Home, on_delete=models.CASCADE, related_name="featured")
    page: Any = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = [PageChooserPanel("page", page_type=[f"content.{name}" for name in TYPES])]

    class Meta(Orderable.Meta):
        verbose_name = _("page on the home page")
        verbose_name_plural = _("pages on the home page")
        constraints = [models.UniqueConstraint(fields=["home", "page"], name="website_featured_once")]

    def __str__(self) -> str:
        return f"{self.page_id} on {self.home_id}"
