from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "rounds.courses"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.courses import (
            finding,
            limits,
            mail_samples,
            onward,
            receivers,  # noqa: F401 - they listen once they are imported
            review_holding,
            said,
            topics,
            waiting,
        )

        finding.enter()
        limits.enter()
        mail_samples.enter()
        onward.enter()
        review_holding.enter()
        topics.enter()
        verbs.enter(said.SAID)
        waiting.enter()
