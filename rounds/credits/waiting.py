"""What waits for whoever keeps the record of credit: roles whose holders have to disclose anew."""

from datetime import datetime

from django.utils.translation import ngettext

from rounds.core import desk
from rounds.core.desk import Task
from rounds.credits.disclosures import lapsed
from rounds.credits.finding import MANAGE


def enter() -> None:
    desk.enter(
        "credits.disclosures",
        Task(
            permission=MANAGE,
            count=lambda at: len(lapsed(at)),
            label=lambda n: (
                ngettext("%(n)d disclosure to look after", "%(n)d disclosures to look after", n) % {"n": n}
            ),
            url_name="office_credit_disclosures",
            rank=60,
            oldest=_oldest,
        ),
    )


def _oldest(at: datetime) -> datetime | None:
    return min((one.given_at for one in lapsed(at)), default=None)
