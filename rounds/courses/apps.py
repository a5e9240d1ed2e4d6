from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "rounds.courses"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.courses import (
            finding,
            holding,
            limits,
            mail_samples,
            onward,
            playing,
            receivers,  # noqa: F401 - they listen once they are imported
            review_holding,
            said,
            searching,
            tasks,  # noqa: F401 - the clock knows its work once it is imported
            topics,
            waiting,
        )

        finding.enter()
        limits.enter()
        mail_samples.enter()
        holding.enter()
        onward.enter()
        playing.enter()
        review_holding.enter()
        searching.enter()
        topics.enter()
        verbs.enter(said.SAID)
        waiting.enter()
