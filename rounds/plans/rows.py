"""Which rows a section has, and what of a row people write."""

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rounds.plans.models import Beat, BudgetLine, Channel, Key, Measure, Objective, Risk, Row, Tactic


class Kind(NamedTuple):
    """`fields`: in the order in which they are asked. `add`: what is said above the empty row."""

    name: str
    section: str
    model: type[Row]
    fields: tuple[str, ...]
    add: str | Promise

    def field(self, name: str) -> Any:
        meta: Any = self.model._meta
        return meta.get_field(name)


KINDS = {
    one.name: one
    for one in (
        Kind("objective", Key.OBJECTIVES, Objective, ("text", "goal", "due_on"), _("Add an objective")),
        Kind(
            "channel",
            Key.CHANNELS,
            Channel,
            ("account", "name", "url", "audience", "purpose"),
            _("Add a channel"),
        ),
        Kind(
            "tactic",
            Key.TACTICS,
            Tactic,
            ("text", "objective", "owner", "owner_name", "begins_on", "due_on", "state"),
            _("Add a tactic"),
        ),
        Kind(
            "beat",
            Key.RHYTHM,
            Beat,
            ("what", "channel", "times", "per", "owner_name"),
            _("Add what appears regularly"),
        ),
        Kind("risk", Key.RISKS, Risk, ("kind", "text", "answer", "owner_name"), _("Add a risk")),
        Kind(
            "measure",
            Key.MEASURES,
            Measure,
            ("name", "objective", "unit", "baseline", "baseline_on", "target", "target_on", "source"),
            _("Add a measure"),
        ),
        Kind(
            "line",
            Key.BUDGET,
            BudgetLine,
            ("kind", "what", "cents", "is_yearly"),
            _("Add a line to the budget"),
        ),
    )
}
OF_SECTION = {str(one.section): one for one in KINDS.values()}
OF_MODEL = {one.model: one for one in KINDS.values()}
