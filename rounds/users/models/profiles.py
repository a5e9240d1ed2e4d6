"""What people say about themselves, and who sees each part of it. The e-mail address is no part: nobody sees it."""

import secrets
from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

MOST_TOPICS = 10
MOST_LANGUAGES = 10
MOST_LINKS = 5
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is mistaken for another


def new_slug() -> str:
    """Of no name: a page that is hidden cannot be guessed, and changing one's name breaks no link."""
    return "".join(secrets.choice(_LETTERS) for _letter in range(10))


class Audience(models.TextChoices):
    """Who sees a part."""

    EVERYONE = "everyone", _("Everyone")
    MEMBERS = "members", _("Members")
    ME = "me", _("Only me")


def _seen_by(label: Any) -> Any:
    return models.CharField(label, max_length=10, choices=Audience.choices, default=Audience.MEMBERS)


class ProfileQuerySet(models.QuerySet["Profile"]):
    def of_people(self) -> Self:
        """Of those who are here."""
        return self.filter(user__is_active=True, user__closed_at=None)

    def seen_by(self, audiences: Collection[str]) -> Self:
        """Those whose page somebody may open to whom parts for these audiences are open."""
        return self.of_people().filter(name_for__in=audiences)

    def listed(self) -> Self:
        return self.filter(is_listed=True)


class Profile(models.Model):
    """One person's page. `held_…`: what was typed and waits until the credential that it claims is checked."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    slug = models.SlugField(max_length=20, unique=True, default=new_slug)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    headline = models.CharField(_("headline"), max_length=160, blank=True)
    role = models.CharField(_("role"), max_length=160, blank=True)
    about = models.TextField(_("about"), max_length=3_000, blank=True)
    picture = models.CharField(max_length=32, blank=True)  # the name of its files, without size and ending
    held_name = models.CharField(max_length=200, blank=True)
    held_headline = models.CharField(max_length=160, blank=True)
    held_role = models.CharField(max_length=160, blank=True)
    is_listed = models.BooleanField(_("found in the directory"), default=False)
    sort_name = models.CharField(
        max_length=200, blank=True
    )  # as shown, folded; what the directory is in order of
    changed_at = models.DateTimeField(_("changed"))

    name_for = _seen_by(_("name, and that there is a page"))
    picture_for = _seen_by(_("picture"))
    pronouns_for = _seen_by(_("pronouns"))
    headline_for = _seen_by(_("headline"))
    role_for = _seen_by(_("role"))
    organizations_for = _seen_by(_("organizations"))
    credentials_for = _seen_by(_("checked credentials"))
    about_for = _seen_by(_("about"))
    topics_for = _seen_by(_("topics"))
    languages_for = _seen_by(_("languages"))
    links_for = _seen_by(_("links"))

    objects = ProfileQuerySet.as_manager()

    PARTS = (
        *("name", "picture", "pronouns", "headline", "role", "organizations", "credentials"),
        *("about", "topics", "languages", "links"),
    )
    HELD = ("name", "headline", "role")  # parts that may claim a credential

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        indexes = [
            models.Index(
                fields=["sort_name", "id"], condition=Q(is_listed=True), name="users_listed_in_order"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(is_listed=True, name_for="me"), name="users_listed_has_a_name_to_show"
            )
        ]

    def __str__(self) -> str:
        return f"profile of {self.user_id}"

    def get_absolute_url(self) -> str:
        return reverse("users:person", args=[self.slug])

    def audience_of(self, part: str) -> str:
        return str(getattr(self, f"{part}_for"))


class ProfileTopic(models.Model):
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="topics")
    text = models.CharField(_("topic"), max_length=40)  # as first written
    key = models.CharField(max_length=40)  # folded; what is filtered by
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = [models.Index(fields=["key", "profile"], name="users_topics_by_key")]
        constraints = [models.UniqueConstraint(fields=["profile", "key"], name="users_topic_once")]

    def __str__(self) -> str:
        return self.text


class ProfileLanguage(models.Model):
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=3)  # ISO 639: of two letters where there is one
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        indexes = [models.Index(fields=["code", "profile"], name="users_languages_by_code")]
        constraints = [models.UniqueConstraint(fields=["profile", "code"], name="users_language_once")]

    def __str__(self) -> str:
        return self.code


class ProfileLink(models.Model):
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("what it is"), max_length=60)
    url = models.URLField(_("address"), max_length=300)
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.UniqueConstraint(fields=["profile", "place"], name="users_link_in_its_place"),
            models.CheckConstraint(condition=Q(url__startswith="https://"), name="users_links_are_https"),
            models.CheckConstraint(condition=Q(place__lt=MOST_LINKS), name="users_five_links"),
        ]

    def __str__(self) -> str:
        return self.label


class ProfileWord(models.Model):
    """A word that members find a listed person by. Of what only the person sees there is none."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        # The pattern class lets PostgreSQL look prefixes up whatever its order of letters; SQLite needs none.
        indexes = [
            models.Index(
                fields=["word", "profile"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                name="users_words_by_word",
            )
        ]
        constraints = [models.UniqueConstraint(fields=["profile", "word"], name="users_word_once")]

    def __str__(self) -> str:
        return self.word
