"""A call to act: what to do next, and one button."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from rounds.content.links import is_https


class CallBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=400)
    label = blocks.CharBlock(
        label=_("On the button"), max_length=40, help_text=_("What happens: “Read the policy”.")
    )
    page = blocks.PageChooserBlock(label=_("A page of this site"), required=False)
    url = blocks.CharBlock(label=_("or an address that begins with https://"), required=False, max_length=500)

    class Meta:
        icon = "pick"
        label = _("Call to act")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        page, url = cleaned.get("page"), (cleaned.get("url") or "").strip()
        if bool(page) == bool(url):
            wrong = ValidationError(
                _("Where does the button lead: to a page of this site, or to an address?")
            )
            raise blocks.StructBlockValidationError(block_errors={"url": wrong})
        if url and not is_https(url):
            wrong = ValidationError(_("The address begins with https://."))
            raise blocks.StructBlockValidationError(block_errors={"url": wrong})
        return cleaned
