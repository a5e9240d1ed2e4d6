"""What editors choose from in the back office for the text of a page: organizations and accounts."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from rounds.directory.models import Account, Listing
from rounds.organizations import search
from rounds.organizations.models import Organization, Status


class WordsForm(BaseFilterForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=100, strip=True)

    def filter(self, objects: QuerySet) -> QuerySet:
        words = self.cleaned_data.get("q", "").replace("\0", "")
        if words:
            self.is_searching, self.search_query = True, words
            objects = self.found(objects, words)
        return super().filter(objects)

    def found(self, objects: QuerySet, words: str) -> QuerySet:
        return objects.filter(title__icontains=words)


class OrganizationWords(WordsForm):
    def found(self, objects: QuerySet, words: str) -> QuerySet:
        return objects.filter(pk__in=list(search.find(words).ids[:200]))


class AccountWords(WordsForm):
    def found(self, objects: QuerySet, words: str) -> QuerySet:
        of = Listing.objects.current().filter(account=OuterRef("pk"), organization__name__icontains=words)
        return objects.filter(Q(handle__icontains=words) | Q(address__icontains=words) | Exists(of))


class _Organizations:
    filter_form_class = OrganizationWords
    ordering = ("sort_name", "pk")

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("place", label=_("Place"), accessor="place")]  # type: ignore[misc]


class ChooseOrganization(_Organizations, ChooseView):
    pass


class ChooseOrganizationResults(_Organizations, ChooseResultsView):
    pass


class OrganizationChooser(ChooserViewSet):
    """With a search, which pages need: there are tens of thousands."""

    model = Organization
    icon = "home"
    per_page = 15
    register_widget = False
    choose_view_class = ChooseOrganization
    choose_results_view_class = ChooseOrganizationResults
    choose_one_text = _("Choose an organization")
    choose_another_text = _("Choose another organization")
    edit_item_text = _("Edit this organization")

    def get_object_list(self) -> QuerySet:
        return Organization.objects.exclude(status=Status.WITHDRAWN)


class _Accounts:
    filter_form_class = AccountWords
    ordering = ("platform", "handle", "pk")

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("address", label=_("Address"), accessor="address")]  # type: ignore[misc]


class ChooseAccount(_Accounts, ChooseView):
    pass


class ChooseAccountResults(_Accounts, ChooseResultsView):
    pass


class AccountChooser(ChooserViewSet):
    model = Account
    icon = "link-external"
    per_page = 15
    register_widget = False
    choose_view_class = ChooseAccount
    choose_results_view_class = ChooseAccountResults
    choose_one_text = _("Choose an account")
    choose_another_text = _("Choose another account")

    def get_object_list(self) -> QuerySet:
        return Account.objects.filter(Exists(Listing.objects.current().filter(account=OuterRef("pk"))))


organizations = OrganizationChooser("page_organization_chooser")
accounts = AccountChooser("page_account_chooser")


def viewsets() -> list[Any]:
    return [organizations, accounts]
