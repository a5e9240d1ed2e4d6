"""Migrations, with a bar: the first time they take some seconds."""

import io

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console
from rich.progress import Progress, TaskID


def migrate(console: Console) -> None:
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not missing:
        return
    with Progress(console=console) as progress:
        task = progress.add_task("Making the database", total=missing)
        call_command("migrate", verbosity=1, interactive=False, no_color=True, stdout=_Ticks(progress, task))


class _Ticks(io.StringIO):
    """Django says OK after each migration."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        super().__init__()
        self.progress, self.task = progress, task

    def write(self, text: str) -> int:
        if " OK" in text:
            self.progress.advance(self.task)
        return len(text)
