"""What the record says about achievements, badges and keys, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "achievement.described": _("Achievement described anew"),
    "achievement.made": _("Achievement made"),
    "badge.awarded": _("Badge awarded"),
    "badge.revoked": _("Badge taken back"),
    "badge.shared": _("Page of a badge opened to everybody"),
    "badge.unshared": _("Page of a badge closed"),
    "badge_key.begun": _("Key began to sign"),
    "badge_key.retired": _("Key retired: it signs no more, and goes on verifying"),
}
