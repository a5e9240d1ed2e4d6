"""Organizations and accounts of the List. A card says what the List says at the moment it is read."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from rounds.directory.models import Account
from rounds.organizations.models import Organization


class OrganizationChooserBlock(blocks.ChooserBlock):
    target_model = Organization

    @cached_property
    def widget(self) -> Any:
        from rounds.content.choosers import organizations

        return organizations.widget_class()


class AccountChooserBlock(blocks.ChooserBlock):
    target_model = Account

    @cached_property
    def widget(self) -> Any:
        from rounds.content.choosers import accounts

        return accounts.widget_class()


class OrganizationCardBlock(blocks.StructBlock):
    organization = OrganizationChooserBlock(label=_("Organization"))
    note = blocks.CharBlock(
        label=_("Why it stands here"), required=False, max_length=300, help_text=_("In a sentence.")
    )

    class Meta:
        icon = "home"
        label = _("Organization")


class AccountCardBlock(blocks.StructBlock):
    account = AccountChooserBlock(label=_("Account"))
    note = blocks.CharBlock(
        label=_("Why it stands here"), required=False, max_length=300, help_text=_("In a sentence.")
    )

    class Meta:
        icon = "link-external"
        label = _("Account")
