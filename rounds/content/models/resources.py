"""The library: its index, its resources, their editions and the files that they carry."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageManager

from rounds.content.kinds import Audience, Kind
from rounds.content.library import formats, licenses
from rounds.content.library.serving import ServedLibrary, ServedResource
from rounds.content.models.collections import address_of
from rounds.content.models.files import File
from rounds.content.models.topics import Topic
from rounds.content.models.written import Byline, Written, samples_are_for_members
from rounds.content.zoned import ZonedQuerySet
from rounds.policies.counting import adoptions
from rounds.policies.models import Template

TAKEN = frozenset({"collections"})  # addresses below the library that are no resource's


class Resource(ServedResource, Written, Page):  # type: ignore[django-manager-missing]
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.GUIDE)
    for_communicators: models.BooleanField = models.BooleanField(_("communicators"), default=False)
    for_clinicians: models.BooleanField = models.BooleanField(_("clinicians"), default=False)
    for_leaders: models.BooleanField = models.BooleanField(_("leaders"), default=False)
    for_patients: models.BooleanField = models.BooleanField(_("patients and families"), default=False)
    license = models.CharField(
        _("license"),
        max_length=40,
        choices=licenses.CHOICES,
        default=licenses.RESERVED,
        help_text=_("What readers may do with it. It stands on the page in words."),
    )
    policy_template: Any = models.ForeignKey(
        Template,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("policy to adopt"),
        help_text=_("Then the page says “Adopt this policy”, and how many organizations have."),
    )

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
        InlinePanel(
            "files",
            label=_("File"),
            heading=_("Files"),
            help_text=_("Whoever may read the resource may have them. Nobody else learns their names."),
        ),
        MultiFieldPanel(
            [FieldPanel(f"for_{one}") for one in Audience.values],
            heading=_("For whom"),
            help_text=_("Tick nobody where it is for everybody."),
        ),
        MultiFieldPanel([FieldPanel("topics"), FieldPanel("language")], heading=_("About")),
        FieldPanel("license"),
        InlinePanel("bylines", label=_("Author"), heading=_("Authors")),
        InlinePanel(
            "editions",
            label=_("Edition"),
            heading=_("Editions"),
            help_text=_(
                "Leave it empty for a first edition. Later: the newest with what changed; files of an earlier one carry"
                " its number."
            ),
        ),
        FieldPanel("policy_template"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture"), classname="collapsed"
        ),
        MultiFieldPanel([FieldPanel("reviewed_on"), FieldPanel("review_due_on")], heading=_("Review")),
    ]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [samples_are_for_members("content_samples_are_for_members")]

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN:
            raise ValidationError({"slug": _("This address is the library’s own. Choose another.")})

    @property
    def audiences(self) -> list[Audience]:
        """Empty: it is for everybody."""
        ticked = [one for one in Audience if getattr(self, f"for_{one.value}")]
        return ticked if len(ticked) < len(Audience) else []

    @cached_property
    def shown_in(self) -> list[tuple[str, str]]:
        """Title and address of the collections that show it."""
        of_it = self.collected_in.filter(collection__is_shown=True).order_by(
            "collection__order", "collection__title"
        )
        rows = of_it.values_list("collection__title", "collection__slug")
        return [(title, address_of(slug)) for title, slug in rows]

    @cached_property
    def adoptions(self) -> list[tuple[int, int]]:
        return adoptions(self.policy_template_id) if self.policy_template_id else []

    @cached_property
    def history(self) -> list["ResourceEdition"]:
        """The newest edition first."""
        return sorted(self.editions.all(), key=lambda one: -one.number)

    @cached_property
    def named(self) -> list[Byline]:
        """Its authors and whoever else had a part, in their order."""
        return sorted(self.bylines.all(), key=lambda one: one.sort_order or 0)

    @cached_property
    def subjects(self) -> list[Topic]:
        return list(self.topics.all())

    def carried(self) -> list["ResourceFile"]:
        """With their documents, of a draft as of what is published."""
        carried = sorted(self.files.all(), key=lambda one: one.sort_order or 0)
        documents = File.objects.in_bulk([one.document_id for one in carried])
        for one in carried:
            one.document = documents[one.document_id]
        return carried


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


class ResourceEdition(models.Model):
    """`what_changed` is for whoever may read the resource; number and day are for everybody."""

    resource: Any = ParentalKey(Resource, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    published_on = models.DateField(_("day"))
    what_changed = models.TextField(
        _("what changed"),
        max_length=1000,
        blank=True,
        help_text=_("In a sentence or two, for people who know the last one."),
    )

    panels = [FieldPanel("number"), FieldPanel("published_on"), FieldPanel("what_changed")]

    class Meta:
        verbose_name = _("edition of a resource")
        verbose_name_plural = _("editions of resources")
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="content_edition_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="content_edition_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}, edition {self.number}"


class ResourceFile(Orderable):
    """`title`: what people call the document; files with the same one are its formats. `edition`: of an earlier one."""

    resource = ParentalKey(Resource, on_delete=models.CASCADE, related_name="files")
    document: Any = models.ForeignKey(
        File, on_delete=models.PROTECT, related_name="carried_by", verbose_name=_("file")
    )
    title: models.CharField = models.CharField(
        _("called"),
        max_length=150,
        blank=True,
        help_text=_(
            "Empty: as the file is called. The same name for a PDF and a Word file puts them on one line."
        ),
    )
    edition: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField(
        _("of the earlier edition"),
        null=True,
        blank=True,
        help_text=_("Its number. Empty: the file is of the newest edition."),
    )

    panels = [FieldPanel("document"), FieldPanel("title"), FieldPanel("edition")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a resource")
        verbose_name_plural = _("files of resources")
        constraints = [
            models.UniqueConstraint(fields=["resource", "document"], name="content_carried_once"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} carries {self.document_id}"

    @property
    def called(self) -> str:
        return str(self.title or self.document.title)

    @property
    def format(self) -> str:
        """ "Word (DOCX)" """
        return formats.in_words(formats.format_of(self.document.filename))
