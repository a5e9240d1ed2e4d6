"""The figures as two tables."""

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table


def show(figures: Iterable[dict[str, Any]]) -> None:
    right = Table(title="How often it is right", caption="'before': did-you-mean as it was before the engine")
    for heading in ("questions", "half", "how many", "first", "first five", "automatic", "wrong of these"):
        right.add_column(heading, justify="left" if heading in {"questions", "half"} else "right")
    right.add_column("before: first · five", justify="right")
    fast = Table(title="How fast", caption="one process; names new to it")
    for heading in ("organizations", "database", "questions a second, by 50", "one: p50 ms", "p95 ms"):
        fast.add_column(heading, justify="right")
    for one in figures:
        if "rate" in one:
            told = (f"{one['rate']:,.0f}", f"{one['p50']:.1f}", f"{one['p95']:.1f}")
            fast.add_row(f"{one['organizations']:,}", one["database"], *told)
        else:
            right.add_row(*_cells(one))
    console = Console(width=140)
    console.print(right)
    console.print(fast)


def _cells(one: dict[str, Any]) -> list[str]:
    sure = round(one["automatic"] * one["questions"])
    wrong = f"{one['wrong']} of {sure}" + (f" ({one['wrong'] / sure:.2%})" if sure else "")
    before = "" if one["before_first"] is None else f"{one['before_first']:.3f} · {one['before_five']:.3f}"
    return [
        one["group"],
        one["half"],
        f"{one['questions']:,}",
        *("" if one[share] is None else f"{one[share]:.4f}" for share in ("first", "five")),
        f"{one['automatic']:.3f}",
        wrong,
        before,
    ]
