from django.apps import AppConfig


class ResidencyConfig(AppConfig):
    name = "rounds.residency"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.residency import (
            chiefs_of_authors,
            finding,
            holding,
            mail_samples,
            onward,
            reading_along,
            receivers,  # noqa: F401 - they listen once they are imported
            said,
            searching,
            tasks,  # noqa: F401 - the clock knows its work once it is imported
            topics,
            waiting,
            workbooks_found,
        )

        chiefs_of_authors.enter()
        finding.enter()
        holding.enter()
        mail_samples.enter()
        onward.enter()
        reading_along.enter()
        searching.enter()
        topics.enter()
        verbs.enter(said.SAID)
        waiting.enter()
        workbooks_found.enter()
