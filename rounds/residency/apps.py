from django.apps import AppConfig


class ResidencyConfig(AppConfig):
    name = "rounds.residency"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.residency import (
            chiefs_of_authors,
            cohort_receivers,  # noqa: F401 - they listen once they are imported
            cohort_said,
            cohort_waiting,
            finding,
            holding,
            leading_here,
            mail_samples,
            onward,
            reading_along,
            searching,
            tasks,  # noqa: F401 - the clock knows its work once it is imported
            workbooks_found,
            working_mail_samples,
            working_receivers,  # noqa: F401 - they listen once they are imported
            working_said,
            working_tasks,  # noqa: F401 - the clock knows its work once it is imported
            working_topics,
        )

        chiefs_of_authors.enter()
        cohort_waiting.enter()
        finding.enter()
        holding.enter()
        leading_here.enter()
        mail_samples.enter()
        onward.enter()
        reading_along.enter()
        searching.enter()
        workbooks_found.enter()
        working_mail_samples.enter()
        working_topics.enter()
        verbs.enter(cohort_said.SAID)
        verbs.enter(working_said.SAID)
