from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rounds.users.sample import PASSWORD, create_sample_people


class Command(BaseCommand):
    help = "Makes a person for each role, in a sample installation only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SAMPLE:
            raise CommandError("This is no sample installation (SAMPLE is off): nobody was made.")
        for person in create_sample_people():
            if options["verbosity"]:
                self.stdout.write(f"{person.role}: {person.email}, password {PASSWORD}")
