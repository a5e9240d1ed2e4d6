"""What waits for the treasurers."""

from datetime import datetime

from django.utils.translation import ngettext

from rounds.billing.actions.sending import stuck
from rounds.billing.models import Invoice, ProviderEvent
from rounds.core import desk
from rounds.core.desk import Task

PERMISSION = "billing.manage_invoice"


def enter() -> None:
    desk.enter(
        "billing.overdue",
        Task(
            permission=PERMISSION,
            count=_overdue,
            label=lambda n: ngettext("%(n)d invoice overdue", "%(n)d invoices overdue", n) % {"n": n},
            url_name="office_invoices_overdue",
            rank=40,
        ),
    )
    desk.enter(
        "billing.to_refund",
        Task(
            permission=PERMISSION,
            count=_to_refund,
            label=lambda n: ngettext("%(n)d payment to refund", "%(n)d payments to refund", n) % {"n": n},
            url_name="office_invoices_to_refund",
            rank=30,
        ),
    )
    desk.enter(
        "billing.problems",
        Task(
            permission=PERMISSION,
            count=_problems,
            label=lambda n: (
                ngettext(
                    "%(n)d message of the card company needs you",
                    "%(n)d messages of the card company need you",
                    n,
                )
                % {"n": n}
            ),
            url_name="office_provider_problems",
            rank=35,
        ),
    )


def _overdue(at: datetime) -> int:
    return Invoice.objects.overdue(at.date()).count()


def _to_refund(_at: datetime) -> int:
    return Invoice.objects.to_refund().count() + stuck().count()


def _problems(_at: datetime) -> int:
    return ProviderEvent.objects.problems().count()
