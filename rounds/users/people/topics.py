"""Topics of a profile, as written and as compared. Pure."""

from django.utils.translation import gettext_lazy as _

from rounds.users.people.words import words_of

LONGEST = 40
# Offered to everybody; whatever else people write stands beside them.
SUGGESTED = (
    _("Analytics"),
    _("Crisis communication"),
    _("Health literacy"),
    _("Internal communication"),
    _("Patient communities"),
    _("Patient stories"),
    _("Podcasts"),
    _("Professionalism"),
    _("Public health"),
    _("Research"),
    _("Strategy"),
    _("Video"),
)


def key_of(topic: str) -> str:
    return " ".join(words_of(topic))[:LONGEST]
