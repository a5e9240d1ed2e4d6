"""The register in the back office: lists of organizations and registers, and forms that end in our own verbs."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from rounds.organizations.actions.organizations import SOURCED_FIELDS, add_organization, change_organization
from rounds.organizations.models import Organization, Register, Status
from rounds.organizations.precedence import PERSON


class NothingIsDeleted(ModelPermissionPolicy):
    """What other records point to is closed or merged, never deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class NothingIsWritten(NothingIsDeleted):
    """What an import writes is looked at and not changed by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


register_permission_policy(Organization, NothingIsDeleted(Organization))
register_permission_policy(Register, NothingIsWritten(Register))


class OrganizationForm(WagtailAdminModelForm):
    website = forms.URLField(label=_("website"), max_length=500, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("Give both coordinates or neither."))
        if (cleaned.get("status") == Status.MERGED) != bool(cleaned.get("merged_into")):
            self.add_error("merged_into", _("Say into which organization, if and only if it is merged."))
        if self.instance.pk and self.instance in (cleaned.get("parent"), cleaned.get("merged_into")):
            self.add_error(None, _("An organization cannot be part of itself or merged into itself."))
        return cleaned


class AddOrganization(generic.CreateView):
    def save_instance(self) -> Organization:
        told = self.form.cleaned_data
        at = timezone.now()
        organization = add_organization(
            **{name: told[name] for name in SOURCED_FIELDS},
            source=PERSON,
            as_of=at.date(),
            by=self.request.user,
            at=at,
        )
        change_organization(organization=organization, to=told, by=self.request.user, at=at)
        return organization


class ChangeOrganization(generic.EditView):
    def save_instance(self) -> Organization:
        change_organization(
            organization=self.form.instance,
            to={name: self.form.cleaned_data[name] for name in self.form.changed_data},
            by=self.request.user,
            at=timezone.now(),
        )
        self.object.refresh_from_db()
        return self.object


class OrganizationViewSet(ModelViewSet):
    model = Organization
    icon = "home"
    menu_label = _("Organizations")
    menu_order = 20
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = AddOrganization
    edit_view_class = ChangeOrganization
    list_display = ["name", "type", "city", "region", "country", "status"]
    list_filter = ["type", "status", "ownership"]
    list_per_page = 50
    search_fields = ["name", "city"]
    search_backend_name = None
    ordering = ("sort_name", "id")
    export_formats: list[str] = []
    panels = [
        FieldPanel("name"),
        HelpPanel(template="organizations/office/names_link.html"),
        FieldRowPanel([FieldPanel("type"), FieldPanel("ownership"), FieldPanel("beds")]),
        FieldPanel("parent"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("region"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Place"),
        ),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("website")], heading=_("Contact")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("status"), FieldPanel("status_on")]), FieldPanel("merged_into")],
            heading=_("Is it there?"),
        ),
        HelpPanel(template="activity/history_panel.html"),
    ]
    base_form_class = OrganizationForm


class OrganizationChooser(ChooserViewSet):
    model = Organization
    icon = "home"
    per_page = 20
    choose_one_text = _("Choose an organization")
    choose_another_text = _("Choose another organization")
    edit_item_text = _("Edit this organization")


class RegisterViewSet(ModelViewSet):
    model = Register
    icon = "list-ul"
    menu_label = _("Registers")
    menu_order = 22
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = ["name", "slug", "as_of", "publisher", "licence"]
    search_fields = ["name", "publisher"]
    search_backend_name = None
    ordering = ("family", "-as_of")
    form_fields = ["name"]
    inspect_view_fields = [
        "slug",
        "name",
        "publisher",
        "as_of",
        "licence",
        "licence_url",
        "attribution",
        "url",
    ]
