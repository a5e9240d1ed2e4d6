"""Blogs, their series and their articles."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager

from rounds.content.models.written import Written, samples_are_for_members
from rounds.content.serving import Served, ServedIndex
from rounds.content.zoned import ZonedQuerySet


class Blog(ServedIndex, Page):
    """News, or what is written about one subject. As many as wanted, each with its own editors and feeds."""

    introduction: models.TextField = models.TextField(_("introduction"), max_length=600, blank=True)

    parent_page_types = ["wagtailcore.Page", "content.Section"]
    subpage_types = ["content.Article"]
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("blog")
        verbose_name_plural = _("blogs")

    def listed(self) -> ZonedQuerySet:
        return Article.objects.child_of(self).live()


class Series(models.Model):  # type: ignore[django-manager-missing]  # of articles, which are pages
    """Articles that belong together and are read in an order."""

    blog = models.ForeignKey(Blog, on_delete=models.CASCADE, related_name="series")
    slug = models.SlugField(_("address"), max_length=60)
    title = models.CharField(_("title"), max_length=150)
    introduction: models.TextField = models.TextField(_("introduction"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints = [models.UniqueConstraint(fields=["blog", "slug"], name="content_series_address_once")]

    def __str__(self) -> str:
        return self.title


class Article(Served, Written, Page):  # type: ignore[django-manager-missing]
    series = models.ForeignKey(
        Series,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("series"),
    )
    series_number = models.PositiveSmallIntegerField(_("number in the series"), null=True, blank=True)

    objects = PageManager.from_queryset(ZonedQuerySet)()  # type: ignore[django-manager-missing]

    parent_page_types = ["content.Blog"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [
        *Page.content_panels,
        *Written.written_panels,
        MultiFieldPanel([FieldPanel("series"), FieldPanel("series_number")], heading=_("Series")),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [samples_are_for_members("content_article_samples_are_for_members")]
