"""What every page that is read has: who may read it, its opening, its body, its picture, its authors and topics."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from rounds.content.blocks.field import BodyField
from rounds.content.choosing import PersonChooser, may_be_named
from rounds.content.models.pictures import Picture
from rounds.content.models.topics import Topic
from rounds.content.zoned import FOR_MEMBERS, Zoned
from rounds.users import claims


class Written(Zoned):
    """Title, summary, opening and picture are for everybody where the zone is advertised; the body is for the zone."""

    summary = models.CharField(
        _("in one sentence"),
        max_length=300,
        help_text=_("Everybody may read it: in lists, in searches."),
    )
    opening = models.TextField(
        _("opening"),
        max_length=1200,
        help_text=_("The first hundred words or so. Everybody may read them; the rest is for its zone."),
    )
    body = BodyField(verbose_name=_("the rest"), blank=True)
    picture: Any = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("what the picture shows"), max_length=250, blank=True, help_text=_("For people who do not see it.")
    )
    language = models.CharField(
        _("language"), max_length=35, default="en", help_text=_("A tag of BCP 47: “en”, “es-MX”.")
    )
    topics: Any = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)
    review_due_on = models.DateField(
        _("to be reviewed by"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("From then on it waits on the front page of the back office."),
    )

    class Meta:
        abstract = True

    written_panels = [
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("zone"), FieldPanel("is_sample")], heading=_("Who may read it")),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        FieldPanel("opening"),
        FieldPanel("body"),
        InlinePanel("bylines", label=_("Author")),
        MultiFieldPanel([FieldPanel("topics"), FieldPanel("language")], heading=_("About")),
        MultiFieldPanel([FieldPanel("reviewed_on"), FieldPanel("review_due_on")], heading=_("Review")),
    ]

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        if self.is_sample and self.zone not in FOR_MEMBERS:
            wrong["is_sample"] = _("Guests read this anyway: only what is for members has samples.")
        if self.picture and not self.picture_alt.strip():
            wrong["picture_alt"] = _("Say what the picture shows, for people who do not see it.")
        if wrong:
            raise ValidationError(wrong)


def samples_are_for_members(name: str) -> models.CheckConstraint:
    """For the Meta of each page: a constraint's name is its table's own."""
    return models.CheckConstraint(
        condition=models.Q(is_sample=False) | models.Q(zone__in=FOR_MEMBERS), name=name
    )


class Byline(Orderable):
    """Who wrote or spoke: a person of the network, or a name."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="bylines")
    person: models.ForeignKey = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person of the network"),
    )
    name: models.CharField = models.CharField(_("or a name"), max_length=120, blank=True)
    role: models.CharField = models.CharField(
        _("role"), max_length=60, blank=True, help_text=_("“Host”, “Guest”, “Translated by”.")
    )

    panels = [FieldPanel("person", widget=PersonChooser), FieldPanel("name"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) ^ ~models.Q(name=""),
                name="content_byline_is_one_of_two",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"person {self.person_id}"

    def clean(self) -> None:
        super().clean()
        if bool(self.person_id) == bool(self.name.strip()):
            raise ValidationError({"name": _("Either a person of the network, or a name.")})
        if self.person_id and not may_be_named(self.person_id):
            raise ValidationError(
                {"person": _("They let nobody but members see their name: ask them, or write a name.")}
            )
        if claims.uncovered(self.name, (), is_name=True):
            raise ValidationError(
                {
                    "name": _(
                        "Without titles: they stand beside people of the network whose credential is checked."
                    )
                }
            )
