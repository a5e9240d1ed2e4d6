"""What a reading did, for people: the counts, the fields that changed, the lines that went aside."""

from collections.abc import Iterator
from pathlib import Path

from django.db.models import Count

from rounds.core import csv
from rounds.organizations.models import ImportRun

COUNTS = ("added", "changed", "unchanged", "gone", "rejected")
REJECTS_HEADER = ("line", "reason", "text")


def changed_fields(run: ImportRun) -> list[tuple[str, int]]:
    """Field and how many organizations it changed in, the most changed first."""
    counted = run.changes.values_list("field").annotate(count=Count("pk"))
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def summary(run: ImportRun) -> str:
    """One sentence."""
    if run.state != ImportRun.State.FINISHED:
        return f"Stopped at line {run.line:,} of {run.lines:,}: {run.error or 'start it again to go on'}"
    counts = ", ".join(f"{getattr(run, name):,} {name}" for name in COUNTS)
    changed_nothing = not (run.added or run.changed or run.gone)
    return f"Nothing changed ({counts})." if changed_nothing else f"{counts.capitalize()}."


def rejects(run: ImportRun) -> Iterator[str]:
    """The lines that went aside, as CSV that is safe to open in a spreadsheet."""
    rows = run.rejections.order_by("line").values_list("line", "reason", "text")
    return csv.stream(REJECTS_HEADER, rows.iterator())


def write_rejects(run: ImportRun, path: Path) -> int:
    """Write them to a file, if there are any. Returns how many."""
    count = run.rejections.count()
    if count:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(rejects(run))
    return count
