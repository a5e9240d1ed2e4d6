"""What is searched."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rounds.core.zones import Zone


class Passage(models.Model):
    """A moment of what is played (`at_seconds`) is shown with its thing, which another passage is found by."""

    kind = models.CharField(max_length=30)  # of the thing it belongs to: "article"
    item = models.BigIntegerField()  # its key there
    zone = models.CharField(max_length=20, choices=Zone.choices)  # who may find these words
    title = models.CharField(max_length=300)  # of the thing, shown with the passage
    text = models.TextField()
    url = models.CharField(max_length=500)  # where it opens, with the moment: "/podcast/first/#t=95"
    at_seconds = models.PositiveIntegerField(null=True)  # the moment, of what is played
    language = models.CharField(max_length=35, default="en")
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        indexes = [models.Index(fields=["kind", "item"], name="search_passage_of")]

    def __str__(self) -> str:
        return self.title


class PassagesVersion(models.Model):
    """One row: a number that changes with whatever is kept or forgotten (see `passages.state`)."""

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("version of the passages")
        verbose_name_plural = _("versions of the passages")

    def __str__(self) -> str:
        return str(self.number)


class Word(models.Model):
    """A word of what everybody may find, with how many passages have it: what spelling and completing know."""

    text = models.CharField(max_length=40, unique=True)  # as `words.plain` writes it
    first = models.CharField(max_length=1)
    letters = models.PositiveSmallIntegerField()
    passages = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        # The pattern class lets PostgreSQL look prefixes up whatever its order of letters; SQLite needs none.
        indexes = [
            models.Index(
                fields=["text"], opclasses=["varchar_pattern_ops"], name="search_word_by_its_beginning"
            ),
            models.Index(fields=["first", "letters"], name="search_word_by_its_shape"),
        ]

    def __str__(self) -> str:
        return self.text
