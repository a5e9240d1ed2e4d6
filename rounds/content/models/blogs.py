"""Blogs, their series and their articles."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager

from rounds.content.blogging import ServedArticle, ServedBlog
from rounds.content.editing import ArticleForm
from rounds.content.models.written import Written, samples_are_for_members
from rounds.content.zoned import ZonedQuerySet

# What stands below a blog's address beside its articles.
TAKEN = re.compile(r"topic|series|feed|\d{4}")


class Blog(ServedBlog, Page):
    """News, or what is written about one subject. As many as wanted, each with its own editors and feeds."""

    introduction: models.TextField = models.TextField(_("introduction"), max_length=600, blank=True)

    parent_page_types = ["website.Home", "content.Section"]
    subpage_types = ["content.Article"]
    private_page_options: list[str] = []
    show_in_menus_default = True
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("blog")
        verbose_name_plural = _("blogs")
        permissions = [("plan_pages", _("Looks after what is due for review"))]

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


class Article(ServedArticle, Written, Page):  # type: ignore[django-manager-missing]
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
    base_form_class = ArticleForm
    content_panels = [
        *Page.content_panels,
        *Written.written_panels,
        MultiFieldPanel([FieldPanel("series"), FieldPanel("series_number")], heading=_("Series")),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [samples_are_for_members("content_article_samples_are_for_members")]

    def clean(self) -> None:
        super().clean()
        if TAKEN.fullmatch(self.slug or ""):
            raise ValidationError({"slug": _("The blog needs this address itself: add a word.")})
