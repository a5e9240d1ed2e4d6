from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from rounds.content.starter import load


class Command(BaseCommand):
    help = "Publishes the resources to begin with that are missing. What editors changed stays."

    def handle(self, *args: Any, **options: Any) -> None:
        for resource in load(at=timezone.now()):
            if options["verbosity"]:
                self.stdout.write(f"/resources/{resource.slug}/  {resource.title}")
