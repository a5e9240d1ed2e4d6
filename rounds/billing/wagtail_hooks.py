"""What billing adds to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.billing.views import books, office


class TreasurersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(office.PERMISSION)


@hooks.register("register_admin_urls")
def invoice_urls() -> list[URLPattern]:
    return [
        path("invoices/", office.invoices, name="office_invoices"),
        path("invoices/overdue/", office.invoices, {"show": "overdue"}, name="office_invoices_overdue"),
        path("invoices/to-refund/", office.invoices, {"show": "to-refund"}, name="office_invoices_to_refund"),
        path("invoices/card-company/", books.problems, name="office_provider_problems"),
        path("invoices/<int:pk>/", office.invoice, name="office_invoice"),
        path("invoices/refunds/<int:pk>/", office.sent_by_bank, name="office_refund"),
        path("ledger/", books.ledger, name="office_ledger"),
        path("ledger.csv", books.ledger_csv, name="office_ledger_csv"),
    ]


@hooks.register("register_admin_menu_item")
def invoices_item() -> MenuItem:
    return TreasurersItem(_("Invoices"), reverse("office_invoices"), icon_name="doc-full", order=30)


@hooks.register("register_admin_menu_item")
def ledger_item() -> MenuItem:
    return TreasurersItem(_("Ledger"), reverse("office_ledger"), icon_name="list-ul", order=31)
