"""What the record says about the library, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {"resource.published": _("Published")}
