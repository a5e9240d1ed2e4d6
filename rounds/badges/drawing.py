"""The picture of an achievement: the house's mark as a seal, with its name. What it says stands in words, too."""

from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from rounds.badges.models import Achievement
from rounds.core.paper.lettering import printable
from rounds.core.paper.typesetting import draw

TEMPLATE = Path(__file__).parent / "badge.typ"
DOTS = 90  # per inch: 600 pixels


def drawn(achievement: Achievement) -> tuple[str, bytes]:
    """As SVG and as PNG. Raises NotInTime."""
    with translation.override(achievement.language):
        content = {
            "above": printable(achievement.code or achievement.get_kind_display(), 20),
            "name": printable(achievement.name, 150) or "–",
            "house": printable(settings.HOUSE_NAME, 60),
            "language": achievement.language.partition("-")[0].lower(),
        }
    return draw(TEMPLATE, content, dots_per_inch=DOTS)


def picture_words(achievement: Achievement) -> str:
    """For whoever does not see it."""
    with translation.override(achievement.language):
        return _("Badge “%(name)s” of %(house)s: a round green seal with an open ring.") % {
            "name": achievement.name,
            "house": settings.HOUSE_NAME,
        }
